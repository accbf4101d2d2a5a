package dev.sluice.client;

import dev.sluice.client.internal.Seconds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to receive.
 *
 * <pre>{@code
 * var messages = queue.receive(ReceiveOptions.DEFAULT.withMax(5).withWaitTime(Duration.ofSeconds(2)));
 * }</pre>
 *
 * @param max messages at most, 1 to 10; by default 10
 * @param waitTime how long to wait for the first one, 0 to 20 s; by default 20 s
 * @param visibilityTimeout how long they are hidden from others, 0 to 12 hours; null, the default, for the queue's own timeout
 */
public record ReceiveOptions(
        int max, Duration waitTime, @Nullable Duration visibilityTimeout) {

    public static final ReceiveOptions DEFAULT = new ReceiveOptions(10, Duration.ofSeconds(20), null);

    /** What is there now, without waiting. */
    public static final ReceiveOptions NOW = DEFAULT.withWaitTime(Duration.ZERO);

    public ReceiveOptions {
        if (max < 1 || max > 10) throw new IllegalArgumentException("max must be 1 to 10: " + max);
        Seconds.of("waitTime", waitTime, Seconds.LONGEST_WAIT);
        if (visibilityTimeout != null) Seconds.of("visibilityTimeout", visibilityTimeout, Seconds.LONGEST_VISIBILITY);
    }

    public ReceiveOptions withMax(int count) {
        return new ReceiveOptions(count, waitTime, visibilityTimeout);
    }

    public ReceiveOptions withWaitTime(Duration longest) {
        return new ReceiveOptions(max, longest, visibilityTimeout);
    }

    public ReceiveOptions withVisibilityTimeout(Duration timeout) {
        return new ReceiveOptions(max, waitTime, timeout);
    }
}
