package dev.sluice.broker.admin;

import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.SubscriptionCounts;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply.SubscriptionSurveyed;
import dev.sluice.broker.engine.effect.TopicReply.TopicDescribed;
import dev.sluice.broker.engine.effect.TopicReply.TopicsSurveyed;
import dev.sluice.broker.model.TopicId;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Topics and subscriptions as metrics, made at each scrape from one survey. Those beyond the most have no series. */
final class TopicCollector implements MultiCollector {
    private final int most;
    private volatile Survey last = new Survey(Surveys.Survey.NOTHING.topics(), 0);

    private record Survey(TopicsSurveyed found, long now) {}

    /** @param most topics, and subscriptions */
    TopicCollector(int most) {
        this.most = most;
    }

    void surveyed(TopicsSurveyed survey, long now) {
        last = new Survey(survey, now);
    }

    @Override
    public MetricSnapshots collect() {
        Survey latest = last;
        TopicsSurveyed survey = latest.found;
        if (survey.topics().isEmpty()) return MetricSnapshots.of();
        List<TopicDescribed> topics = survey.topics().stream().limit(most).toList();
        List<SubscriptionSurveyed> subscriptions =
                survey.subscriptions().stream().limit(most).toList();
        return MetricSnapshots.of(
                published(topics),
                subscriptions(topics),
                counter(
                        subscriptions,
                        "sluice_subscription_delivered",
                        "Messages put into the subscription's queue, or the one that its endpoint is served from",
                        SubscriptionCounts::delivered),
                counter(
                        subscriptions,
                        "sluice_subscription_filtered_out",
                        "Messages that its filter policy did not want",
                        SubscriptionCounts::filteredOut),
                counter(
                        subscriptions,
                        "sluice_subscription_dead_lettered",
                        "Messages put into its dead-letter queue",
                        SubscriptionCounts::deadLettered),
                counter(
                        subscriptions,
                        "sluice_subscription_lost",
                        "Messages that could not be delivered and had no dead-letter queue to go to",
                        SubscriptionCounts::lost),
                gauge(
                        subscriptions,
                        "sluice_subscription_waiting_messages",
                        "Messages accepted and not yet taken by an endpoint that is no queue",
                        QueueCounts::present),
                gauge(
                        subscriptions,
                        "sluice_subscription_oldest_age_seconds",
                        "Age of the oldest of these, 0 when there is none",
                        internal -> QueueJson.ageSeconds(internal.oldestSentAt(), latest.now)));
    }

    private static CounterSnapshot published(List<TopicDescribed> topics) {
        var counter = CounterSnapshot.builder().name("sluice_topic_published").help("Messages accepted");
        for (TopicDescribed each : topics) {
            long value = each.counts().published();
            counter.dataPoint(
                    new CounterDataPointSnapshot(value, labels(each.topic().id()), null, 0));
        }
        return counter.build();
    }

    private static GaugeSnapshot subscriptions(List<TopicDescribed> topics) {
        var gauge = GaugeSnapshot.builder().name("sluice_topic_subscriptions").help("Subscriptions, by their state");
        for (TopicDescribed each : topics) {
            Labels labels = labels(each.topic().id());
            gauge.dataPoint(
                    new GaugeDataPointSnapshot(each.counts().confirmed(), labels.add("state", "confirmed"), null));
            gauge.dataPoint(new GaugeDataPointSnapshot(each.counts().pending(), labels.add("state", "pending"), null));
        }
        return gauge.build();
    }

    private static CounterSnapshot counter(
            List<SubscriptionSurveyed> subscriptions,
            String name,
            String help,
            ToLongFunction<SubscriptionCounts> value) {
        var counter = CounterSnapshot.builder().name(name).help(help);
        for (SubscriptionSurveyed each : subscriptions) {
            counter.dataPoint(new CounterDataPointSnapshot(
                    value.applyAsLong(each.counts()), labels(each.subscription()), null, 0));
        }
        return counter.build();
    }

    /** Of those that the courier carries. */
    private static GaugeSnapshot gauge(
            List<SubscriptionSurveyed> subscriptions, String name, String help, ToDoubleFunction<QueueCounts> value) {
        var gauge = GaugeSnapshot.builder().name(name).help(help);
        for (SubscriptionSurveyed each : subscriptions) {
            QueueCounts internal = each.internal();
            if (internal == null) continue;
            gauge.dataPoint(
                    new GaugeDataPointSnapshot(value.applyAsDouble(internal), labels(each.subscription()), null));
        }
        return gauge.build();
    }

    private static Labels labels(SubscriptionRecord subscription) {
        return labels(subscription.id().topic())
                .add("subscription", subscription.id().uuid().toString())
                .add("protocol", subscription.protocol().wireName());
    }

    private static Labels labels(TopicId topic) {
        return Labels.of("account", topic.account(), "region", topic.region(), "topic", topic.name());
    }
}
