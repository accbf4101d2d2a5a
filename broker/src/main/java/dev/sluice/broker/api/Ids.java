package dev.sluice.broker.api;

import dev.sluice.broker.model.MessageId;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Makes message, task and request ids: random UUIDs of version 4. They must be distinct, not secret, so a fast generator does.
 * It is two generators, one for each half, because all generators of this kind walk one cycle of 2^64 numbers: two that
 * start anywhere could meet, two pairs cannot. Owned by one thread.
 */
public final class Ids {
    private final SplittableRandom high;
    private final SplittableRandom low;

    private Ids(long seedOfHigh, long seedOfLow) {
        high = new SplittableRandom(seedOfHigh);
        low = new SplittableRandom(seedOfLow);
    }

    /** A source that nobody has seen before. */
    public static Ids random() {
        var seeds = new SecureRandom();
        return new Ids(seeds.nextLong(), seeds.nextLong());
    }

    /** A source that repeats itself, for tests. */
    public static Ids seeded(long seed) {
        return new Ids(seed, ~seed);
    }

    MessageId messageId() {
        return new MessageId(nextHigh(), nextLow());
    }

    UUID taskId() {
        return new UUID(nextHigh(), nextLow());
    }

    public String requestId() {
        return new UUID(nextHigh(), nextLow()).toString();
    }

    private long nextHigh() {
        return (high.nextLong() & ~0xF000L) | 0x4000L;
    }

    private long nextLow() {
        return (low.nextLong() & ~(3L << 62)) | (2L << 62);
    }
}
