package dev.sluice.junit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Starts at the time it was made, runs on with the real one, and can be moved ahead. Any thread. */
final class ManualClock {
    private final AtomicLong aheadMillis = new AtomicLong();

    long millis() {
        return System.currentTimeMillis() + aheadMillis.get();
    }

    void advance(Duration time) {
        if (time.isNegative()) throw new IllegalArgumentException("time does not run backwards: " + time);
        aheadMillis.addAndGet(time.toMillis());
    }
}
