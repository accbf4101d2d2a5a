package dev.sluice.broker.admin;

import dev.sluice.broker.model.Consumers;
import dev.sluice.broker.model.QueueId;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Who receives from which queue, as a metric. Queues that nobody receives from have no series; those beyond the most are one. */
final class ConsumerCollector implements MultiCollector {
    private final Supplier<Map<QueueId, Consumers>> consumers;
    private final int most;

    ConsumerCollector(Supplier<Map<QueueId, Consumers>> consumers, int most) {
        this.consumers = consumers;
        this.most = most;
    }

    @Override
    public MetricSnapshots collect() {
        var inOrder = new TreeMap<>(consumers.get());
        if (inOrder.isEmpty()) return MetricSnapshots.of();
        var gauge = GaugeSnapshot.builder()
                .name("sluice_queue_consumers")
                .help("Clients that receive: with messages in hand, without, or finishing what they have");
        inOrder.entrySet().stream()
                .limit(most)
                .forEach(entry -> add(gauge, QueueCollector.labels(entry.getKey()), entry.getValue()));
        if (inOrder.size() > most) {
            Consumers others = inOrder.values().stream().skip(most).reduce(Consumers.NONE, ConsumerCollector::sum);
            add(gauge, QueueCollector.OTHER, others);
        }
        return MetricSnapshots.of(gauge.build());
    }

    private static Consumers sum(Consumers some, Consumers others) {
        return new Consumers(
                some.active() + others.active(), some.idle() + others.idle(), some.draining() + others.draining(), 0);
    }

    private static void add(GaugeSnapshot.Builder gauge, Labels labels, Consumers consumers) {
        gauge.dataPoint(new GaugeDataPointSnapshot(consumers.active(), labels.add("state", "active"), null));
        gauge.dataPoint(new GaugeDataPointSnapshot(consumers.idle(), labels.add("state", "idle"), null));
        gauge.dataPoint(new GaugeDataPointSnapshot(consumers.draining(), labels.add("state", "draining"), null));
    }
}
