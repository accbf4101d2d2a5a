package dev.sluice.broker.scaling;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants of the workers of a queue.
 *
 * @param enabled whether there is a hint at all
 * @param byBacklog whether workers follow the number of messages alone, however long one takes
 * @param min workers, at least
 * @param max workers, at most; {@code min} gives way
 * @param targetLatencySeconds the longest a message should wait for its first receive
 * @param targetBacklogPerWorker messages for each worker while nobody knows how long one takes
 * @param serviceSeconds how long one message is held, until that is measured; 0 for unknown
 * @param workerThroughput messages a second of one worker, whatever is measured; 0 for measured
 * @param concurrencyPerWorker messages one worker has in hand at once, unless workers say it themselves; 0 for measured
 * @param startupSeconds from the wish for a worker to its first receive
 * @param utilisation how busy workers are in steady traffic, above 0 to 1
 * @param scaleInWindowSeconds no fewer workers than wished for within this time
 * @param scaleInStep the most that go at once
 * @param scaleOutStep the most that come at once, or null
 * @param idleSeconds how long the queue is empty before the last worker goes
 * @param suspectReceives a message received so often and back is a suspect
 * @param suspectGraceSeconds how long one worker stays with suspects alone
 * @param congestionGuard whether workers that only hold messages for longer are held back
 * @param group the pool of workers that reads this queue and others, or null
 */
public record ScalingPolicy(
        boolean enabled,
        boolean byBacklog,
        int min,
        int max,
        int targetLatencySeconds,
        int targetBacklogPerWorker,
        double serviceSeconds,
        double workerThroughput,
        int concurrencyPerWorker,
        int startupSeconds,
        double utilisation,
        int scaleInWindowSeconds,
        Step scaleInStep,
        @Nullable Step scaleOutStep,
        int idleSeconds,
        int suspectReceives,
        int suspectGraceSeconds,
        boolean congestionGuard,
        @Nullable String group) {

    public static final int MOST_WORKERS = 1_000_000;
    public static final int MOST_SUSPECT_RECEIVES = 10;
    public static final ScalingPolicy DEFAULT = of(Map.of());

    private static final int SHORTEST_WINDOW_SECONDS = 60;

    /**
     * @param settings valid ones; the others have their defaults
     */
    public static ScalingPolicy of(Map<PolicyField, String> settings) {
        var texts = new Texts(settings);
        int startup = texts.whole(PolicyField.STARTUP);
        int max = texts.whole(PolicyField.MAX);
        return new ScalingPolicy(
                texts.text(PolicyField.ENABLED).equals("true"),
                texts.text(PolicyField.MODE).equals("backlog"),
                Math.min(texts.whole(PolicyField.MIN), max),
                max,
                texts.whole(PolicyField.TARGET_LATENCY),
                texts.whole(PolicyField.TARGET_BACKLOG),
                texts.isOpen(PolicyField.SERVICE) ? 0 : texts.number(PolicyField.SERVICE),
                texts.isOpen(PolicyField.THROUGHPUT) ? 0 : texts.number(PolicyField.THROUGHPUT),
                texts.text(PolicyField.CONCURRENCY).equals(PolicyField.AUTO) ? 0 : texts.whole(PolicyField.CONCURRENCY),
                startup,
                texts.number(PolicyField.UTILISATION),
                texts.isOpen(PolicyField.SCALE_IN_WINDOW)
                        ? Math.max(SHORTEST_WINDOW_SECONDS, startup)
                        : texts.whole(PolicyField.SCALE_IN_WINDOW),
                Step.parse(texts.text(PolicyField.SCALE_IN_STEP)),
                texts.isOpen(PolicyField.SCALE_OUT_STEP) ? null : Step.parse(texts.text(PolicyField.SCALE_OUT_STEP)),
                texts.whole(PolicyField.IDLE),
                texts.whole(PolicyField.SUSPECT_RECEIVES),
                texts.whole(PolicyField.SUSPECT_GRACE),
                texts.text(PolicyField.CONGESTION_GUARD).equals("true"),
                texts.isOpen(PolicyField.GROUP) ? null : texts.text(PolicyField.GROUP));
    }

    /** Whether the messages one worker has in hand at once follow from what is in flight. */
    public boolean measuresConcurrency() {
        return concurrencyPerWorker == 0;
    }

    /** What is left of the target when a worker has started; a quarter of it where that takes longer. */
    public double secondsToWork() {
        return Math.max(targetLatencySeconds - startupSeconds, targetLatencySeconds / 4.0);
    }

    private record Texts(Map<PolicyField, String> settings) {
        String text(PolicyField field) {
            return settings.getOrDefault(field, field.byDefault());
        }

        boolean isOpen(PolicyField field) {
            return text(field).equals(field.byDefault());
        }

        int whole(PolicyField field) {
            return Integer.parseInt(text(field));
        }

        double number(PolicyField field) {
            return Double.parseDouble(text(field));
        }
    }
}
