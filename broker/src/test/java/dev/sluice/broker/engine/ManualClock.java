package dev.sluice.broker.engine;

import java.time.temporal.ChronoUnit;

/** A clock that stands until it is told. */
final class ManualClock {
    private long now;

    ManualClock(long now) {
        this.now = now;
    }

    long millis() {
        return now;
    }

    void advance(long amount, ChronoUnit unit) {
        now += unit.getDuration().multipliedBy(amount).toMillis();
    }

    void set(long now) {
        this.now = now;
    }
}
