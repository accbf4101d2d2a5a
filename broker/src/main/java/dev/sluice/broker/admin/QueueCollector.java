package dev.sluice.broker.admin;

import dev.sluice.broker.engine.effect.Durations;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueTimes;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.scaling.ScalingPolicy;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * The queues as metrics, made at each scrape from one survey; a meter for every queue would have to be made and dropped with
 * the queue. Queues beyond the most that are told apart, in their order, are one series named {@code other}.
 */
final class QueueCollector implements MultiCollector {

    /** The bounds of histograms that have a series. */
    private static final Set<Long> SHOWN_MILLIS = Set.of(
            10L,
            50L,
            100L,
            500L,
            1_000L,
            5_000L,
            10_000L,
            30_000L,
            60_000L,
            300_000L,
            600_000L,
            1_800_000L,
            3_600_000L,
            14_400_000L,
            43_200_000L);

    static final Labels OTHER = Labels.of("account", "", "region", "", "queue", "other");

    private record Survey(List<Reply.SurveyedQueue> queues, long now) {}

    /**
     * @param fair whether it can hold messages back
     * @param visibleSuspects of the available those received too often to be sound
     * @param heldSuspects likewise of those in flight
     * @param inVain receives that found nothing
     */
    private record Series(
            Labels labels,
            boolean fair,
            QueueCounts counts,
            QueueTimes times,
            long deadLettered,
            long visibleSuspects,
            long heldSuspects,
            long inVain) {}

    private final int mostQueues;
    private volatile Survey last = new Survey(List.of(), 0);
    private volatile ToIntFunction<QueueId> suspectReceives = queue -> ScalingPolicy.DEFAULT.suspectReceives();
    private volatile Supplier<Map<QueueId, Long>> inVain = Map::of;

    QueueCollector(int mostQueues) {
        this.mostQueues = mostQueues;
    }

    /**
     * @param suspects after so many receives a message of the queue that is back is a suspect
     * @param empty how often clients found each queue empty
     */
    void ready(ToIntFunction<QueueId> suspects, Supplier<Map<QueueId, Long>> empty) {
        suspectReceives = suspects;
        inVain = empty;
    }

    void surveyed(List<Reply.SurveyedQueue> queues, long now) {
        last = new Survey(queues, now);
    }

    @Override
    public MetricSnapshots collect() {
        Survey survey = last;
        if (survey.queues.isEmpty()) return MetricSnapshots.of();
        List<Series> all = series(survey.queues);
        List<Series> fair = all.stream().filter(Series::fair).toList();
        return MetricSnapshots.of(
                messages(all),
                quietMessages(fair),
                gauge(
                        fair,
                        "sluice_queue_held_back_messages",
                        "Messages of noisy groups, available behind all others",
                        counts -> counts.noisy().heldBack()),
                gauge(
                        fair,
                        "sluice_queue_noisy_groups",
                        "Message groups with messages held back, at most 32 told apart",
                        counts -> counts.noisy().groups()),
                gauge(
                        fair,
                        "sluice_queue_quiet_waiting_age_seconds",
                        "Age of the oldest message available, never received and not held back, 0 when there is none",
                        counts -> QueueJson.ageSeconds(counts.noisy().oldestQuietSentAt(), survey.now)),
                gauge(
                        all,
                        "sluice_queue_oldest_age_seconds",
                        "Age of the oldest message, 0 when there is none",
                        counts -> QueueJson.ageSeconds(counts.oldestSentAt(), survey.now)),
                gauge(all, "sluice_queue_bytes", "Bodies and attributes of the messages present", QueueCounts::bytes),
                counter(all, "sluice_queue_sent", "Messages accepted", QueueCounts::sent),
                counter(all, "sluice_queue_received", "Messages handed out, each time counted", QueueCounts::received),
                counter(all, "sluice_queue_deleted", "Messages deleted or purged", QueueCounts::deleted),
                counter(all, "sluice_queue_expired", "Messages whose retention ended", QueueCounts::expired),
                counter(all, "sluice_queue_moved", "Messages moved to another queue", QueueCounts::moved),
                total(
                        all,
                        "sluice_queue_dead_lettered",
                        "Of these, messages that were received too often, since the start",
                        Series::deadLettered),
                total(
                        all,
                        "sluice_queue_empty_receives",
                        "Receives that were answered with nothing, since the start",
                        Series::inVain),
                counter(all, "sluice_queue_moved_in", "Messages moved in from another queue", QueueCounts::movedIn),
                histogram(
                        all,
                        "sluice_queue_wait_seconds",
                        "From sending to the first receive; not of messages moved in",
                        QueueTimes::waits),
                histogram(all, "sluice_queue_hold_seconds", "From the last receive to deletion", QueueTimes::holds),
                histogram(all, "sluice_queue_sojourn_seconds", "From sending to deletion", QueueTimes::sojourns));
    }

    private List<Series> series(List<Reply.SurveyedQueue> queues) {
        Map<QueueId, Long> empty = inVain.get();
        int apart = Math.min(mostQueues, queues.size());
        List<Series> all = new ArrayList<>(apart + 1);
        for (Reply.SurveyedQueue surveyed : queues.subList(0, apart)) {
            QueueId id = surveyed.queue().id();
            all.add(new Series(
                    labels(id),
                    !id.isFifo(),
                    surveyed.counts(),
                    surveyed.times(),
                    surveyed.deadLettered(),
                    visibleSuspects(surveyed),
                    heldSuspects(surveyed),
                    empty.getOrDefault(id, 0L)));
        }
        if (apart < queues.size()) {
            List<Reply.SurveyedQueue> others = queues.subList(apart, queues.size());
            all.add(new Series(
                    OTHER,
                    true,
                    sum(others),
                    sumOfTimes(others),
                    sum(others, Reply.SurveyedQueue::deadLettered),
                    sum(others, this::visibleSuspects),
                    sum(others, this::heldSuspects),
                    sum(others, queue -> empty.getOrDefault(queue.queue().id(), 0L))));
        }
        return all;
    }

    static Labels labels(QueueId queue) {
        return Labels.of("account", queue.account(), "region", queue.region(), "queue", queue.name());
    }

    private long visibleSuspects(Reply.SurveyedQueue queue) {
        int receives = suspectReceives.applyAsInt(queue.queue().id());
        return queue.touched().from(receives) - queue.inFlight().from(receives);
    }

    private long heldSuspects(Reply.SurveyedQueue queue) {
        return queue.inFlight().from(suspectReceives.applyAsInt(queue.queue().id()) + 1);
    }

    private static QueueCounts sum(List<Reply.SurveyedQueue> queues) {
        return new QueueCounts(
                total(queues, QueueCounts::available),
                total(queues, QueueCounts::inFlight),
                total(queues, QueueCounts::delayed),
                total(queues, QueueCounts::bytes),
                earliest(queues, QueueCounts::oldestSentAt),
                total(queues, QueueCounts::sent),
                total(queues, QueueCounts::received),
                total(queues, QueueCounts::deleted),
                total(queues, QueueCounts::expired),
                total(queues, QueueCounts::moved),
                total(queues, QueueCounts::movedIn),
                new QueueCounts.Noisy(
                        (int) total(queues, counts -> counts.noisy().groups()),
                        total(queues, counts -> counts.noisy().heldBack()),
                        total(queues, counts -> counts.noisy().inFlight()),
                        earliest(queues, counts -> counts.noisy().oldestQuietSentAt())));
    }

    private static QueueTimes sumOfTimes(List<Reply.SurveyedQueue> queues) {
        QueueTimes sum = QueueTimes.NONE;
        for (Reply.SurveyedQueue queue : queues) sum = sum.plus(queue.times());
        return sum;
    }

    /** 0 when none has an instant. */
    private static long earliest(List<Reply.SurveyedQueue> queues, ToLongFunction<QueueCounts> instant) {
        return queues.stream()
                .mapToLong(queue -> instant.applyAsLong(queue.counts()))
                .filter(at -> at != 0)
                .min()
                .orElse(0);
    }

    private static long total(List<Reply.SurveyedQueue> queues, ToLongFunction<QueueCounts> count) {
        return sum(queues, queue -> count.applyAsLong(queue.counts()));
    }

    private static long sum(List<Reply.SurveyedQueue> queues, ToLongFunction<Reply.SurveyedQueue> count) {
        long sum = 0;
        for (Reply.SurveyedQueue queue : queues) sum += count.applyAsLong(queue);
        return sum;
    }

    private static GaugeSnapshot messages(List<Series> all) {
        var gauge = GaugeSnapshot.builder()
                .name("sluice_queue_messages")
                .help("Messages present: visible, in flight or delayed; or suspect, which were received too often");
        for (Series series : all) {
            gauge.dataPoint(point(series, "visible", series.counts.available() - series.visibleSuspects));
            gauge.dataPoint(point(series, "inflight", series.counts.inFlight() - series.heldSuspects));
            gauge.dataPoint(point(series, "delayed", series.counts.delayed()));
            gauge.dataPoint(point(series, "suspect", series.visibleSuspects + series.heldSuspects));
        }
        return gauge.build();
    }

    private static GaugeSnapshot quietMessages(List<Series> fair) {
        var gauge = GaugeSnapshot.builder()
                .name("sluice_queue_quiet_messages")
                .help("Messages present that are not of noisy groups; of those available, that are not held back");
        for (Series series : fair) {
            gauge.dataPoint(point(series, "visible", QueueJson.quietAvailable(series.counts)));
            gauge.dataPoint(point(series, "inflight", QueueJson.quietInFlight(series.counts)));
            gauge.dataPoint(point(series, "delayed", series.counts.delayed()));
        }
        return gauge.build();
    }

    /** Of queues that have something to tell: for others sixteen series each would say nothing. */
    private static HistogramSnapshot histogram(
            List<Series> all, String name, String help, Function<QueueTimes, Durations> of) {
        var histogram = HistogramSnapshot.builder().name(name).help(help);
        for (Series series : all) {
            Durations durations = of.apply(series.times);
            if (durations.count() == 0) continue;
            histogram.dataPoint(new HistogramDataPointSnapshot(
                    buckets(durations), durations.sumMillis() / 1000.0, series.labels, Exemplars.EMPTY, 0));
        }
        return histogram.build();
    }

    /** Fewer than are counted, since each is a series. */
    private static ClassicHistogramBuckets buckets(Durations durations) {
        var buckets = ClassicHistogramBuckets.builder();
        long count = 0;
        for (int bucket = 0; bucket < Durations.BUCKETS; bucket++) {
            count += durations.count(bucket);
            long bound = Durations.boundMillis(bucket);
            boolean last = bucket == Durations.BUCKETS - 1;
            if (!last && !SHOWN_MILLIS.contains(bound)) continue;
            buckets.bucket(last ? Double.POSITIVE_INFINITY : bound / 1000.0, count);
            count = 0;
        }
        return buckets.build();
    }

    private static GaugeDataPointSnapshot point(Series series, String state, long value) {
        return new GaugeDataPointSnapshot(value, series.labels.add("state", state), null);
    }

    private static GaugeSnapshot gauge(
            List<Series> all, String name, String help, ToDoubleFunction<QueueCounts> value) {
        var gauge = GaugeSnapshot.builder().name(name).help(help);
        for (Series series : all) {
            gauge.dataPoint(new GaugeDataPointSnapshot(value.applyAsDouble(series.counts), series.labels, null));
        }
        return gauge.build();
    }

    private static CounterSnapshot counter(
            List<Series> all, String name, String help, ToDoubleFunction<QueueCounts> value) {
        return total(all, name, help, series -> value.applyAsDouble(series.counts));
    }

    private static CounterSnapshot total(List<Series> all, String name, String help, ToDoubleFunction<Series> value) {
        var counter = CounterSnapshot.builder().name(name).help(help);
        for (Series series : all) {
            counter.dataPoint(new CounterDataPointSnapshot(value.applyAsDouble(series), series.labels, null, 0));
        }
        return counter.build();
    }
}
