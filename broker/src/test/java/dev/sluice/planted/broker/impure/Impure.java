package dev.sluice.planted.broker.impure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;

/** Each class reaches for one thing that a deterministic machine must not touch. */
public final class Impure {
    private Impure() {}

    static final class ReadsTheClock {
        final long now = System.currentTimeMillis();
    }

    static final class MeasuresTime {
        final long now = System.nanoTime();
    }

    static final class ReadsTheInstant {
        final Instant now = Instant.now();
    }

    static final class MakesAnId {
        final UUID id = UUID.randomUUID();
    }

    static final class ThrowsDice {
        final Random random = new Random();
    }

    static final class ThrowsSharedDice {
        final int number = ThreadLocalRandom.current().nextInt();
    }

    static final class AsksForItsThread {
        final String name = Thread.currentThread().getName();
    }

    static final class LooksAtTheDisk {
        final boolean there = Files.exists(Path.of("there"));
    }

    static final class ReadsTheEnvironment {
        final String home = System.getProperty("user.home");
    }

    record Logs(Logger logger) {}

    static final class Counts {
        static int count;
    }

    static final class SharesAnArray {
        static final int[] TABLE = {1, 2};
    }

    static final class SharesAMap {
        static final HashMap<String, String> CACHE = new HashMap<>();
    }
}
