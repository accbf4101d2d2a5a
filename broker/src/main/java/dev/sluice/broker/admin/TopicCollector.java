package dev.sluice.broker.admin;

import dev.sluice.broker.engine.effect.SubscriptionCounts;
import dev.sluice.broker.engine.effect.TopicReply.SubscriptionDescribed;
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
import java.util.function.ToLongFunction;

/** Topics and subscriptions as metrics, made at each scrape from one survey. Those beyond the most have no series. */
final class TopicCollector implements MultiCollector {
    private final int most;
    private volatile TopicsSurveyed last = Surveys.Survey.NOTHING.topics();

    /** @param most topics, and subscriptions */
    TopicCollector(int most) {
        this.most = most;
    }

    void surveyed(TopicsSurveyed survey) {
        last = survey;
    }

    @Override
    public MetricSnapshots collect() {
        TopicsSurveyed survey = last;
        if (survey.topics().isEmpty()) return MetricSnapshots.of();
        List<TopicDescribed> topics = survey.topics().stream().limit(most).toList();
        List<SubscriptionDescribed> subscriptions =
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
                        SubscriptionCounts::lost));
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
            List<SubscriptionDescribed> subscriptions,
            String name,
            String help,
            ToLongFunction<SubscriptionCounts> value) {
        var counter = CounterSnapshot.builder().name(name).help(help);
        for (SubscriptionDescribed each : subscriptions) {
            Labels labels = labels(each.subscription().id().topic())
                    .add("subscription", each.subscription().id().uuid().toString())
                    .add("protocol", each.subscription().protocol().wireName());
            counter.dataPoint(new CounterDataPointSnapshot(value.applyAsLong(each.counts()), labels, null, 0));
        }
        return counter.build();
    }

    private static Labels labels(TopicId topic) {
        return Labels.of("account", topic.account(), "region", topic.region(), "topic", topic.name());
    }
}
