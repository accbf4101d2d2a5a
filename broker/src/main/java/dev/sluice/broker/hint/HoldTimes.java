package dev.sluice.broker.hint;

import dev.sluice.broker.engine.effect.Durations;

/**
 * How the times that messages were held are spread: counts that fade as fast as what the mean is made of, while messages
 * are completed. Nothing is decided by it, so a restart begins anew.
 */
final class HoldTimes {
    private static final double MEMORY_SECONDS = 900;

    private final double[] counts = new double[Durations.BUCKETS];
    private Durations latest = Durations.NONE;
    private long at;

    /** The queue's counters begin anew. */
    void restart() {
        latest = Durations.NONE;
    }

    void see(Durations holds, long now) {
        if (holds.count() > latest.count()) {
            double keeps = Math.exp((at - now) / 1000.0 / MEMORY_SECONDS);
            for (int bucket = 0; bucket < counts.length; bucket++) {
                counts[bucket] = counts[bucket] * keeps + holds.count(bucket) - latest.count(bucket);
            }
        }
        latest = holds;
        at = now;
    }

    /** So many of all were held no longer than this, evenly within each bucket; not a number when none was seen. */
    double seconds(double share) {
        double all = 0;
        for (double count : counts) all += count;
        double rank = share * all;
        double before = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            if (counts[bucket] > 0 && before + counts[bucket] >= rank) {
                return seconds(bucket, (rank - before) / counts[bucket]);
            }
            before += counts[bucket];
        }
        return Double.NaN;
    }

    /** What is longer than all bounds counts as the longest of these. */
    private static double seconds(int bucket, double share) {
        double lower = bucket == 0 ? 0 : Durations.boundMillis(bucket - 1);
        double upper = bucket == Durations.BUCKETS - 1 ? lower : Durations.boundMillis(bucket);
        return (lower + share * (upper - lower)) / 1000;
    }
}
