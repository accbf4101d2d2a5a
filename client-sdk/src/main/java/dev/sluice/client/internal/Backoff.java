package dev.sluice.client.internal;

import dev.sluice.client.ConsumerOptions;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long a message that failed stays away. Random from zero on, so that messages that failed together part. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 20;

    private Backoff() {}

    /**
     * Whole seconds, as SQS has no others.
     *
     * @param receives 1 the first time
     */
    static Duration fullJitter(ConsumerOptions options, int receives) {
        int doublings = Math.min(Math.max(receives - 1, 0), MOST_DOUBLINGS);
        long ceiling =
                Math.min(options.retryMax().toMillis(), options.retryBase().toMillis() << doublings);
        long millis = ThreadLocalRandom.current().nextLong(ceiling + 1);
        return Duration.ofSeconds((millis + 999) / 1000);
    }
}
