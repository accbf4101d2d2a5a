package dev.sluice.broker.trigger;

/**
 * How many invocations of one function may run at once. Five at first; where all that are allowed run and more messages
 * wait, 300 more a minute; what nobody used for a minute is given back, down to five. When half of the latest batches
 * failed, or the function says that it is overloaded, there is a pause, and half as many may follow it; as long as nothing
 * succeeds each pause is twice as long as the one before. Knows no clock: times are epoch milliseconds.
 */
final class Ramp {
    static final long NEVER = Long.MAX_VALUE;

    private static final int FIRST = 5;
    private static final long MILLIS_PER_MORE = 200;
    /** Who asks for more seldomer than this did not lack it meanwhile. */
    private static final long LAPSE_MILLIS = 1_000;

    private static final long MINUTE_MILLIS = 60_000;
    private static final double WEIGHT_OF_ONE = 1.0 / 8;
    private static final double HALF = 0.5;
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final long LONGEST_RETRY_AFTER_MILLIS = 300_000;

    private final int most;
    private final int first;
    private int allowed;
    private long lackingSince = Long.MIN_VALUE / 2;

    private long minuteStart;
    private int inUse;
    /** The most in use in this minute. */
    private int peak;

    /** Share of failures among the latest batches, the last eight or so counting most. */
    private double failing;

    private long brakedAt = Long.MIN_VALUE;
    private long pauseMillis;
    private long pausedUntil;

    Ramp(int most, long now) {
        this.most = most;
        this.first = Math.min(FIRST, most);
        this.allowed = first;
        this.minuteStart = now;
    }

    int allowed() {
        return allowed;
    }

    /** All that are allowed run and more messages wait. Returns when it is worth to look again. */
    long lacking(long now) {
        if (now - lackingSince > LAPSE_MILLIS) lackingSince = now;
        long more = Math.min((now - lackingSince) / MILLIS_PER_MORE, most - allowed);
        allowed += (int) more;
        lackingSince += more * MILLIS_PER_MORE;
        return allowed == most ? NEVER : lackingSince + MILLIS_PER_MORE;
    }

    /** So many run from now on. */
    void use(int running, long now) {
        pass(now);
        inUse = running;
        peak = Math.max(peak, running);
    }

    /** Gives back what whole minutes did not need. */
    void pass(long now) {
        long minutes = (now - minuteStart) / MINUTE_MILLIS;
        if (minutes <= 0) return;
        int needed = minutes == 1 ? peak : inUse;
        allowed = Math.min(allowed, Math.max(first, needed));
        peak = inUse;
        minuteStart += minutes * MINUTE_MILLIS;
    }

    void succeeded() {
        failing -= failing * WEIGHT_OF_ONE;
        pauseMillis = 0;
    }

    /** @param startedAt when the invocation began: what began before the brake says nothing about what followed */
    void failed(long startedAt, long now) {
        failing += (1 - failing) * WEIGHT_OF_ONE;
        if (failing >= HALF && startedAt > brakedAt) brake(now);
    }

    /** @param retryAfterMillis how long the function asks to be left alone, up to five minutes; 0 when it does not say */
    void overloaded(long startedAt, long retryAfterMillis, long now) {
        failing += (1 - failing) * WEIGHT_OF_ONE;
        if (startedAt > brakedAt) brake(now);
        pausedUntil = Math.max(pausedUntil, now + Math.min(retryAfterMillis, LONGEST_RETRY_AFTER_MILLIS));
    }

    private void brake(long now) {
        allowed = Math.max(1, allowed / 2);
        pauseMillis = pauseMillis == 0 ? FIRST_PAUSE_MILLIS : Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        pausedUntil = Math.max(pausedUntil, now + pauseMillis);
        brakedAt = now;
    }

    /** Until then nothing new may be started. */
    long pausedUntil() {
        return pausedUntil;
    }

    boolean isBraking(long now) {
        return now < pausedUntil || failing >= HALF;
    }
}
