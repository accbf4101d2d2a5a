package dev.sluice.broker.engine.effect;

/** Due times of delayed messages are rounded up to a step, so that a queue's delayed messages can be counted exactly. */
public final class DueTimes {
    /** At most 9,001 steps lie ahead of now: 900 s of delay. */
    public static final long STEP_MILLIS = 100;

    /** The longest a message may be delayed. */
    public static final long MAX_DELAY_MILLIS = 900_000;

    private DueTimes() {}

    /** The last step at or before the instant. */
    public static long roundDown(long instant) {
        return instant / STEP_MILLIS * STEP_MILLIS;
    }

    /** The first step at or after the instant. */
    public static long roundUp(long instant) {
        return (instant + STEP_MILLIS - 1) / STEP_MILLIS * STEP_MILLIS;
    }
}
