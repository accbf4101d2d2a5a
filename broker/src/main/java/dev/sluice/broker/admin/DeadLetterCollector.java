package dev.sluice.broker.admin;

import dev.sluice.broker.engine.effect.Reply.SurveyedQueue;
import dev.sluice.broker.engine.effect.TopicReply.SubscriptionSurveyed;
import dev.sluice.broker.json.JsonObject;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.RedrivePolicy;
import dev.sluice.broker.model.SubscriptionAttribute;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which queues are there for dead letters, as a metric: an alert on messages that wait there has nothing else to tell them by.
 * Made at each scrape from one survey. Of subscriptions, and of the queues themselves, those beyond the most are passed over.
 */
final class DeadLetterCollector implements MultiCollector {
    private final int most;
    private volatile List<QueueId> last = List.of();

    DeadLetterCollector(int most) {
        this.most = most;
    }

    void surveyed(Surveys.Survey survey) {
        Set<QueueId> targets = new HashSet<>();
        for (SurveyedQueue source : survey.queues()) {
            RedrivePolicy redrive = source.queue().attributes().redrivePolicy();
            if (redrive != null) targets.add(redrive.target());
        }
        survey.topics().subscriptions().stream().limit(most).forEach(subscription -> {
            QueueId target = target(subscription);
            if (target != null) targets.add(target);
        });
        last = survey.queues().stream()
                .limit(most)
                .map(surveyed -> surveyed.queue().id())
                .filter(targets::contains)
                .toList();
    }

    private static @Nullable QueueId target(SubscriptionSurveyed surveyed) {
        String redrive = surveyed.subscription().attributes().value(SubscriptionAttribute.REDRIVE_POLICY);
        if (redrive == null) return null;
        return QueueId.ofArn(JsonObject.parse(redrive).text("deadLetterTargetArn"));
    }

    @Override
    public MetricSnapshots collect() {
        List<QueueId> queues = last;
        if (queues.isEmpty()) return MetricSnapshots.of();
        var gauge = GaugeSnapshot.builder()
                .name("sluice_queue_dead_letter_queue")
                .help("1: the redrive policy of a queue or a subscription names this one");
        for (QueueId queue : queues) {
            gauge.dataPoint(new GaugeDataPointSnapshot(1, QueueCollector.labels(queue), null));
        }
        return MetricSnapshots.of(gauge.build());
    }
}
