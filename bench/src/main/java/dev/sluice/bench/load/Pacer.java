package dev.sluice.bench.load;

/**
 * Says when requests are due. At a rate, due times do not wait for answers: a slow server gets late requests, and latency
 * counts from when each was due, so that its slowness cannot hide behind the requests it kept from being sent.
 */
public final class Pacer {
    /** The answer of {@link #take} when nothing is due. */
    static final long NOT_YET = Long.MIN_VALUE;

    private final long intervalNanos;
    private boolean started;
    private long dueAt;

    private Pacer(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /** A closed loop: the next request is due as soon as a connection is free. */
    public static Pacer closedLoop() {
        return new Pacer(0);
    }

    /** An open loop. */
    public static Pacer perSecond(double requests) {
        if (!(requests > 0)) throw new IllegalArgumentException("a rate must be above 0, not " + requests);
        return new Pacer(Math.max(1, (long) (1e9 / requests)));
    }

    /** The due time of the next request, which is thereby taken, or {@link #NOT_YET}. */
    long take(long now) {
        if (intervalNanos == 0) return now;
        if (!started) {
            started = true;
            dueAt = now;
        }
        if (now - dueAt < 0) return NOT_YET;
        long due = dueAt;
        dueAt += intervalNanos;
        return due;
    }

    /** How long to wait for the next. */
    long nanosUntilDue(long now) {
        return Math.max(0, dueAt - now);
    }
}
