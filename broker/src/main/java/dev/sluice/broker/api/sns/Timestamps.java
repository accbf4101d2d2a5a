package dev.sluice.broker.api.sns;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time in messages: always with three digits of fraction, never three zeros. AWS's verifier for Java writes an instant
 * of a whole second without them, and then finds the signature wrong.
 */
final class Timestamps {
    private final InstantSource clock;

    Timestamps(InstantSource clock) {
        this.clock = clock;
    }

    String now() {
        long millis = clock.millis();
        return Instant.ofEpochMilli(millis % 1000 == 0 ? millis + 1 : millis).toString();
    }
}
