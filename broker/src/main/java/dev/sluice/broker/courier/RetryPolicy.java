package dev.sluice.broker.courier;

import java.util.OptionalInt;

/**
 * When a delivery that failed is tried again: at once, then after the least delay, then after delays that grow, then after
 * the greatest. What is left of the retries after the other three phases is the third's. Values out of range, which the edge
 * refuses, are brought into it.
 *
 * @param leastSeconds 1 to {@code mostSeconds}
 * @param mostSeconds to 3,600
 * @param retries attempts after the first, 0 to 100
 * @param atOnce retries of the first phase
 * @param afterLeast retries of the second
 * @param afterMost retries of the last
 */
record RetryPolicy(
        int leastSeconds, int mostSeconds, int retries, int atOnce, int afterLeast, int afterMost, Backoff backoff) {

    static final RetryPolicy DEFAULT = new RetryPolicy(20, 20, 3, 0, 0, 0, Backoff.LINEAR);

    /** No retry comes later than this after the first attempt, not counting the time that attempts take. */
    private static final int LONGEST_SECONDS = 3_600;

    private static final int MOST_RETRIES = 100;

    RetryPolicy {
        mostSeconds = within(1, mostSeconds, LONGEST_SECONDS);
        leastSeconds = within(1, leastSeconds, mostSeconds);
        retries = within(0, retries, MOST_RETRIES);
        atOnce = within(0, atOnce, retries);
        afterLeast = within(0, afterLeast, retries - atOnce);
        afterMost = within(0, afterMost, retries - atOnce - afterLeast);
    }

    /**
     * How long to wait before the next attempt, in seconds; empty when there is none.
     *
     * @param failures attempts so far, 1 or more
     */
    OptionalInt delayAfter(int failures) {
        if (failures > retries) return OptionalInt.empty();
        int total = 0;
        for (int retry = 1; retry <= failures; retry++) total += delayBefore(retry);
        return total > LONGEST_SECONDS ? OptionalInt.empty() : OptionalInt.of(delayBefore(failures));
    }

    /** @param retry 1 to {@link #retries} */
    private int delayBefore(int retry) {
        if (retry <= atOnce) return 0;
        if (retry <= atOnce + afterLeast) return leastSeconds;
        if (retry > retries - afterMost) return mostSeconds;
        int growing = retries - atOnce - afterLeast - afterMost;
        return (int) Math.round(backoff.seconds(leastSeconds, mostSeconds, retry - atOnce - afterLeast, growing));
    }

    private static int within(int least, int value, int most) {
        return Math.max(least, Math.min(value, most));
    }
}
