package dev.sluice.client.internal;

import java.time.Duration;

/** SQS counts in whole seconds. A time it would round is refused where the caller still sees what he wrote. */
public final class Seconds {
    public static final int LONGEST_DELAY = 900;
    public static final int LONGEST_WAIT = 20;
    public static final int LONGEST_VISIBILITY = 43_200;

    private Seconds() {}

    /** @throws IllegalArgumentException unless it is whole seconds, 0 to {@code most} */
    public static int of(String name, Duration time, int most) {
        if (time.isNegative() || time.toSeconds() > most || time.toNanosPart() != 0) {
            throw new IllegalArgumentException(name + " must be whole seconds, 0 to " + most + ": " + time);
        }
        return (int) time.toSeconds();
    }
}
