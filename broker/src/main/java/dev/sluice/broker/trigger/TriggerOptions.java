package dev.sluice.broker.trigger;

import dev.sluice.broker.model.QueueId;
import java.net.URI;
import java.time.Duration;

/**
 * A function and the queue whose messages it is invoked with. Limits are those of AWS Lambda's event source mappings.
 *
 * @param name unique among triggers
 * @param batchSize the most messages of one invocation, 1 to 10,000; more than 10 only with a window
 * @param batchingWindow how long messages are gathered when they do not fill a batch, 0 to 300 whole seconds; 0 for FIFO
 *     queues
 * @param maxConcurrency the most invocations at once, 1 to 1000; Lambda's least is 2, its emulator's most 1
 * @param timeout of one invocation, 1 s to 15 min in whole seconds
 * @param partialFailures whether the answer's {@code batchItemFailures} is obeyed
 * @param publicAddressesOnly whether functions on loopback, private and link-local addresses are refused
 */
public record TriggerOptions(
        String name,
        QueueId queue,
        URI url,
        int batchSize,
        Duration batchingWindow,
        int maxConcurrency,
        Duration timeout,
        boolean partialFailures,
        boolean enabled,
        boolean publicAddressesOnly) {

    public static final int MOST_WITHOUT_WINDOW = 10;

    public TriggerOptions {
        require(batchSize >= 1 && batchSize <= 10_000, "batchSize must be 1 to 10,000");
        require(!batchingWindow.isNegative() && batchingWindow.toSeconds() <= 300, "batchingWindow must be 0 to 300 s");
        require(maxConcurrency >= 1 && maxConcurrency <= 1_000, "maxConcurrency must be 1 to 1000");
        require(timeout.toSeconds() >= 1 && timeout.toSeconds() <= 900, "timeout must be 1 s to 15 min");
        require(batchSize <= MOST_WITHOUT_WINDOW || !batchingWindow.isZero(), "more than 10 need a batching window");
        require(batchingWindow.isZero() || !queue.isFifo(), "a FIFO queue has no batching window");
    }

    /** The longest that a message may be in hand. */
    int handSeconds() {
        return (int) (batchingWindow.toSeconds() + timeout.toSeconds());
    }

    private static void require(boolean condition, String message) {
        if (!condition) throw new IllegalArgumentException(message);
    }
}
