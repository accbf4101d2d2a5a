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

/** Who receives from which queue, as a metric. Queues that nobody receives from have no series, nor have those beyond the most. */
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
        inOrder.entrySet().stream().limit(most).forEach(entry -> {
            Consumers its = entry.getValue();
            gauge.dataPoint(point(entry.getKey(), "active", its.active()));
            gauge.dataPoint(point(entry.getKey(), "idle", its.idle()));
            gauge.dataPoint(point(entry.getKey(), "draining", its.draining()));
        });
        return MetricSnapshots.of(gauge.build());
    }

    private static GaugeDataPointSnapshot point(QueueId queue, String state, long value) {
        Labels labels =
                Labels.of("account", queue.account(), "region", queue.region(), "queue", queue.name(), "state", state);
        return new GaugeDataPointSnapshot(value, labels, null);
    }
}
