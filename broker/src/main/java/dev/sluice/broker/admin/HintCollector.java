package dev.sluice.broker.admin;

import dev.sluice.broker.hint.Hints;
import dev.sluice.broker.hint.View;
import dev.sluice.broker.scaling.Reason;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Hints as metrics. When nothing is known, or nothing was for a while, there is no series: an autoscaler must not take
 * ignorance for none.
 */
final class HintCollector implements MultiCollector {
    private static final List<Reason> LIMITS = List.of(
            Reason.AT_MIN,
            Reason.AT_MAX,
            Reason.BUSY_FLOOR,
            Reason.FIFO_GROUPS,
            Reason.USEFUL_CAP,
            Reason.STABILISING,
            Reason.STEP_LIMIT,
            Reason.IDLE_GRACE,
            Reason.ONLY_SUSPECTS,
            Reason.ERROR_BRAKE,
            Reason.CONGESTED,
            Reason.OVERRIDE);

    private final Hints hints;

    HintCollector(Hints hints) {
        this.hints = hints;
    }

    @Override
    public MetricSnapshots collect() {
        List<View> views = hints.isReady() ? hints.views() : List.of();
        if (views.isEmpty()) return MetricSnapshots.of();
        return MetricSnapshots.of(
                gauge(
                        views,
                        "sluice_scaling_desired_replicas",
                        "Workers the queue should have",
                        view -> view.decision().desired()),
                gauge(
                        views,
                        "sluice_scaling_raw_replicas",
                        "Workers before damping and limits",
                        view -> view.decision().need().raw()),
                gauge(
                        views,
                        "sluice_scaling_min",
                        "Fewest workers allowed",
                        view -> view.policy().min()),
                gauge(
                        views,
                        "sluice_scaling_max",
                        "Most workers allowed",
                        view -> view.policy().max()),
                gauge(
                        views,
                        "sluice_scaling_target_latency_seconds",
                        "Longest wait for a first receive",
                        view -> view.policy().targetLatencySeconds()),
                gauge(
                        views,
                        "sluice_scaling_service_seconds",
                        "How long one message is held, 0 when unknown",
                        view -> view.service().seconds()),
                gauge(
                        views,
                        "sluice_scaling_time_to_drain_seconds",
                        "Until nothing waits; NaN when never",
                        view -> ScalingJson.secondsToDrain(view.seen(), view.service(), view.measured())),
                arrivalRate(views, hints.arrivalRateOfOthers()),
                limited(views),
                decisions(views));
    }

    private static GaugeSnapshot arrivalRate(List<View> views, double ofOthers) {
        var gauge =
                GaugeSnapshot.builder().name("sluice_queue_arrival_rate").help("Messages a second, bursts left out");
        for (View view : views) {
            gauge.dataPoint(new GaugeDataPointSnapshot(view.measured().arrivalRate(), labels(view), null));
        }
        if (ofOthers > 0) gauge.dataPoint(new GaugeDataPointSnapshot(ofOthers, QueueCollector.OTHER, null));
        return gauge.build();
    }

    private static GaugeSnapshot limited(List<View> views) {
        var gauge = GaugeSnapshot.builder().name("sluice_scaling_limited").help("1 where this limit binds");
        for (View view : views) {
            Set<Reason> limits = view.decision().limits();
            for (Reason limit : LIMITS) {
                Labels labels = labels(view).add("limit", limit.toString());
                gauge.dataPoint(new GaugeDataPointSnapshot(limits.contains(limit) ? 1 : 0, labels, null));
            }
        }
        return gauge.build();
    }

    private static CounterSnapshot decisions(List<View> views) {
        var counter = CounterSnapshot.builder()
                .name("sluice_scaling_decisions")
                .help("Decisions for more workers, or fewer, than before");
        for (View view : views) {
            count(counter, labels(view).add("direction", "up"), view.grew());
            count(counter, labels(view).add("direction", "down"), view.shrank());
        }
        return counter.build();
    }

    private static void count(CounterSnapshot.Builder counter, Labels labels, Map<Reason, Long> counts) {
        counts.forEach((reason, count) -> counter.dataPoint(
                new CounterDataPointSnapshot(count, labels.add("reason", reason.toString()), null, 0)));
    }

    private static GaugeSnapshot gauge(List<View> views, String name, String help, ToDoubleFunction<View> value) {
        var gauge = GaugeSnapshot.builder().name(name).help(help);
        for (View view : views) {
            gauge.dataPoint(new GaugeDataPointSnapshot(value.applyAsDouble(view), labels(view), null));
        }
        return gauge.build();
    }

    private static Labels labels(View view) {
        return QueueCollector.labels(view.queue());
    }
}
