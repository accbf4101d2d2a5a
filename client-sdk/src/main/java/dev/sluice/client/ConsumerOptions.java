package dev.sluice.client;

import dev.sluice.client.internal.Seconds;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How to consume.
 *
 * <pre>{@code
 * var options = ConsumerOptions.DEFAULT.withConcurrency(32).withRetryDelays(Duration.ofSeconds(5), Duration.ofMinutes(10));
 * var consumer = queue.consume(options, message -> System.out.println(message.body()));
 * }</pre>
 *
 * @param concurrency handlers at work at once, 1 to 10,000; by default 8
 * @param executor runs the handlers and must be able to run {@code concurrency} of them; null, the default, for that many
 *     threads of the consumer's own
 * @param waitTime of its long polls, 1 to 20 s; by default 20 s
 * @param visibilityTimeout how long a message stays hidden when this process dies, 1 s to 12 hours. While it lives it extends
 *     that at half-time. Null, the default, for the queue's own timeout (30 s if that is zero)
 * @param maxProcessingTime after this long a handler is interrupted and its message no longer kept hidden; by default 30
 *     minutes
 * @param retryBase a message whose handler threw comes again after a random time between zero and {@code retryBase *
 *     2^(receives-1)}; by default 2 s
 * @param retryMax but no later than this; by default 5 minutes, at most 12 hours
 * @param poisonReceives from this receive on {@link ConsumerListener#poison} is told; by default 5
 * @param listener by default {@link ConsumerListener#NONE}
 */
public record ConsumerOptions(
        int concurrency,
        @Nullable Executor executor,
        Duration waitTime,
        @Nullable Duration visibilityTimeout,
        Duration maxProcessingTime,
        Duration retryBase,
        Duration retryMax,
        int poisonReceives,
        ConsumerListener listener) {

    public static final ConsumerOptions DEFAULT = new ConsumerOptions(
            8,
            null,
            Duration.ofSeconds(20),
            null,
            Duration.ofMinutes(30),
            Duration.ofSeconds(2),
            Duration.ofMinutes(5),
            5,
            ConsumerListener.NONE);

    public ConsumerOptions {
        require(concurrency >= 1 && concurrency <= 10_000, "concurrency must be 1 to 10000", concurrency);
        require(Seconds.of("waitTime", waitTime, Seconds.LONGEST_WAIT) > 0, "waitTime must be positive", waitTime);
        if (visibilityTimeout != null) {
            int seconds = Seconds.of("visibilityTimeout", visibilityTimeout, Seconds.LONGEST_VISIBILITY);
            require(seconds > 0, "visibilityTimeout must be positive", visibilityTimeout);
        }
        require(
                maxProcessingTime.compareTo(Duration.ZERO) > 0,
                "maxProcessingTime must be positive",
                maxProcessingTime);
        require(!retryBase.isNegative(), "retryBase must not be negative", retryBase);
        require(retryMax.compareTo(retryBase) >= 0, "retryMax must be retryBase or more", retryMax);
        require(retryMax.toSeconds() <= Seconds.LONGEST_VISIBILITY, "retryMax must be 12 hours or less", retryMax);
        require(poisonReceives >= 1, "poisonReceives must be positive", poisonReceives);
        Objects.requireNonNull(listener, "listener");
    }

    public ConsumerOptions withConcurrency(int handlers) {
        return new ConsumerOptions(
                handlers,
                executor,
                waitTime,
                visibilityTimeout,
                maxProcessingTime,
                retryBase,
                retryMax,
                poisonReceives,
                listener);
    }

    /** The consumer does not shut it down. */
    public ConsumerOptions withExecutor(Executor workers) {
        return new ConsumerOptions(
                concurrency,
                workers,
                waitTime,
                visibilityTimeout,
                maxProcessingTime,
                retryBase,
                retryMax,
                poisonReceives,
                listener);
    }

    public ConsumerOptions withWaitTime(Duration longest) {
        return new ConsumerOptions(
                concurrency,
                executor,
                longest,
                visibilityTimeout,
                maxProcessingTime,
                retryBase,
                retryMax,
                poisonReceives,
                listener);
    }

    public ConsumerOptions withVisibilityTimeout(Duration timeout) {
        return new ConsumerOptions(
                concurrency,
                executor,
                waitTime,
                timeout,
                maxProcessingTime,
                retryBase,
                retryMax,
                poisonReceives,
                listener);
    }

    public ConsumerOptions withMaxProcessingTime(Duration longest) {
        return new ConsumerOptions(
                concurrency,
                executor,
                waitTime,
                visibilityTimeout,
                longest,
                retryBase,
                retryMax,
                poisonReceives,
                listener);
    }

    public ConsumerOptions withRetryDelays(Duration base, Duration max) {
        return new ConsumerOptions(
                concurrency,
                executor,
                waitTime,
                visibilityTimeout,
                maxProcessingTime,
                base,
                max,
                poisonReceives,
                listener);
    }

    public ConsumerOptions withPoisonReceives(int receives) {
        return new ConsumerOptions(
                concurrency,
                executor,
                waitTime,
                visibilityTimeout,
                maxProcessingTime,
                retryBase,
                retryMax,
                receives,
                listener);
    }

    public ConsumerOptions withListener(ConsumerListener told) {
        return new ConsumerOptions(
                concurrency,
                executor,
                waitTime,
                visibilityTimeout,
                maxProcessingTime,
                retryBase,
                retryMax,
                poisonReceives,
                told);
    }

    private static void require(boolean condition, String message, Object value) {
        if (!condition) throw new IllegalArgumentException(message + ": " + value);
    }
}
