package dev.sluice.client.internal;

import dev.sluice.client.RetryBudget;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * What is left of a client's retry budget. Any thread. Requests only count themselves, as there are many; what they and the time
 * have earned is worked out when a retry asks for its token, which is rare: until then savings only grow, so the limit holds
 * just as well.
 */
final class RetryTokens {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Ten times a tenth is not quite one. */
    private static final double ROUNDING = 1e-9;

    private final RetryBudget budget;
    private final LongSupplier nanos;
    private final LongAdder requests = new LongAdder();

    // guarded by this
    private double saved;
    private long countedAt;

    /** @param nanos as {@link System#nanoTime} */
    RetryTokens(RetryBudget budget, LongSupplier nanos) {
        this.budget = budget;
        this.nanos = nanos;
        this.saved = budget.burst();
        this.countedAt = nanos.getAsLong();
    }

    /** A request is made, for the first time. */
    void requested() {
        requests.increment();
    }

    /** Pays for a retry; false when there is nothing left. */
    synchronized boolean take() {
        long now = nanos.getAsLong();
        double earned = requests.sumThenReset() * budget.share()
                + Math.max(0, now - countedAt) / NANOS_PER_SECOND * budget.perSecond();
        saved = Math.min(budget.burst(), saved + earned);
        countedAt = now;
        if (saved + ROUNDING < 1) return false;
        saved--;
        return true;
    }
}
