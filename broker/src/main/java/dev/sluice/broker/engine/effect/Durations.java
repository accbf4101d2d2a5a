package dev.sluice.broker.engine.effect;

import java.util.Arrays;

/**
 * How long something took, each time since some beginning.
 *
 * @param counts of each bucket: up to its bound and longer than the one before; the last has what is longer than all
 * @param sumMillis added up
 */
public record Durations(long[] counts, long sumMillis) {
    private static final Bounds BOUNDS = new Bounds();

    public static final int BUCKETS = BOUNDS.millis.length + 1;
    public static final Durations NONE = new Durations(new long[BUCKETS], 0);

    /** Of each bucket but the last: two or two and a half times the one before, so that people know them. */
    private static final class Bounds {
        final long[] millis = {
            5,
            10,
            20,
            50,
            100,
            200,
            500,
            1_000,
            2_000,
            5_000,
            10_000,
            20_000,
            30_000,
            60_000,
            120_000,
            300_000,
            600_000,
            1_200_000,
            1_800_000,
            3_600_000,
            7_200_000,
            14_400_000,
            43_200_000,
            86_400_000
        };
    }

    public Durations {
        counts = counts.clone();
    }

    public static int bucketOf(long millis) {
        int found = Arrays.binarySearch(BOUNDS.millis, millis);
        return found >= 0 ? found : -found - 1;
    }

    /** {@link Long#MAX_VALUE} of the last. */
    public static long boundMillis(int bucket) {
        return bucket < BOUNDS.millis.length ? BOUNDS.millis[bucket] : Long.MAX_VALUE;
    }

    public long count(int bucket) {
        return counts[bucket];
    }

    public long count() {
        long count = 0;
        for (long each : counts) count += each;
        return count;
    }

    public Durations plus(Durations other) {
        long[] sum = counts.clone();
        for (int bucket = 0; bucket < BUCKETS; bucket++) sum[bucket] += other.counts[bucket];
        return new Durations(sum, sumMillis + other.sumMillis);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Durations its && sumMillis == its.sumMillis && Arrays.equals(counts, its.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(counts) + Long.hashCode(sumMillis);
    }
}
