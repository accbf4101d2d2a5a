package dev.sluice.client;

import dev.sluice.client.internal.Seconds;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How to consume. Immutable; each method that begins with {@code with} returns another one and says what the setting means.
 *
 * <pre>{@code
 * var options = ConsumerOptions.DEFAULT.withConcurrency(32).withRetryDelays(Duration.ofSeconds(5), Duration.ofMinutes(10));
 * var consumer = queue.consume(options, message -> System.out.println(message.body()));
 * }</pre>
 */
public final class ConsumerOptions {
    public static final ConsumerOptions DEFAULT = new ConsumerOptions(new Settings());

    private static final int MOST_CONCURRENT = 10_000;
    private static final int MOST_IN_A_BATCH = 10_000;
    private static final int MOST_PREFETCHED = 10_000;

    private final Settings settings;

    /** Written before the options that have it are made, and never after. */
    private static final class Settings implements Cloneable {
        int concurrency = 8;

        @Nullable
        Executor executor;

        boolean virtualThreads = true;
        Duration waitTime = Duration.ofSeconds(20);

        @Nullable
        Duration visibilityTimeout;

        Duration maxProcessingTime = Duration.ofMinutes(30);
        Duration retryBase = Duration.ofSeconds(2);
        Duration retryMax = Duration.ofMinutes(5);
        int poisonReceives = 5;
        Poison poison = Poison.LEAVE_TO_REDRIVE;
        int batchSize = 10;
        Duration batchLinger = Duration.ZERO;
        int prefetch;
        Acknowledgement acknowledgement = Acknowledgement.AUTOMATIC;
        ConsumerListener listener = ConsumerListener.NONE;

        @Override
        protected Settings clone() {
            try {
                return (Settings) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private ConsumerOptions(Settings settings) {
        this.settings = settings;
    }

    private ConsumerOptions with(java.util.function.Consumer<Settings> change) {
        Settings changed = settings.clone();
        change.accept(changed);
        return new ConsumerOptions(changed);
    }

    /**
     * Handlers at work at once, 1 to 10,000; asynchronous ones until their stage completes, and with {@link
     * Acknowledgement#MANUAL} until all they were called with is acknowledged. By default 8.
     */
    public ConsumerOptions withConcurrency(int handlers) {
        require(handlers >= 1 && handlers <= MOST_CONCURRENT, "concurrency must be 1 to 10000", handlers);
        return with(changed -> changed.concurrency = handlers);
    }

    /**
     * Runs the handlers, and must be able to run as many of them at once as the concurrency says; the consumer does not shut it
     * down. By default threads of the consumer's own: virtual ones where the JVM has them, from Java 21 on, unless {@link
     * #withVirtualThreads} says otherwise.
     */
    public ConsumerOptions withExecutor(Executor workers) {
        Objects.requireNonNull(workers, "workers");
        return with(changed -> changed.executor = workers);
    }

    /**
     * Whether threads of the consumer's own are virtual where the JVM has such. Handlers that wait while they hold a monitor, by
     * {@code synchronized} in a database driver, say, hold up all others in Java 21 to 23, where there are then no more of them
     * at work than processors: these want ordinary threads. By default true.
     */
    public ConsumerOptions withVirtualThreads(boolean wanted) {
        return with(changed -> changed.virtualThreads = wanted);
    }

    /** Of its long polls, 1 to 20 s, whole ones. By default 20 s. */
    public ConsumerOptions withWaitTime(Duration longest) {
        require(Seconds.of("waitTime", longest, Seconds.LONGEST_WAIT) > 0, "waitTime must be positive", longest);
        return with(changed -> changed.waitTime = longest);
    }

    /**
     * How long a message stays hidden when this process dies, 1 s to 12 hours, whole seconds. While it lives it extends that
     * at half-time. By default the queue's own timeout, or 30 s if that is zero.
     */
    public ConsumerOptions withVisibilityTimeout(Duration timeout) {
        int seconds = Seconds.of("visibilityTimeout", timeout, Seconds.LONGEST_VISIBILITY);
        require(seconds > 0, "visibilityTimeout must be positive", timeout);
        return with(changed -> changed.visibilityTimeout = timeout);
    }

    /**
     * After this long a handler is interrupted, an asynchronous one's future cancelled, and its message no longer kept hidden.
     * By default 30 minutes.
     */
    public ConsumerOptions withMaxProcessingTime(Duration longest) {
        require(longest.compareTo(Duration.ZERO) > 0, "maxProcessingTime must be positive", longest);
        return with(changed -> changed.maxProcessingTime = longest);
    }

    /**
     * A message whose handler failed comes again after a random time between zero and {@code base * 2^(receives-1)}, at most
     * {@code max}, which is 12 hours or less. By default 2 s and 5 minutes.
     */
    public ConsumerOptions withRetryDelays(Duration base, Duration max) {
        require(!base.isNegative(), "base must not be negative", base);
        require(max.compareTo(base) >= 0, "max must be base or more", max);
        require(max.toSeconds() <= Seconds.LONGEST_VISIBILITY, "max must be 12 hours or less", max);
        return with(changed -> {
            changed.retryBase = base;
            changed.retryMax = max;
        });
    }

    /** From this receive on {@link ConsumerListener#poison} is told. By default 5. */
    public ConsumerOptions withPoisonReceives(int receives) {
        require(receives >= 1, "poisonReceives must be positive", receives);
        return with(changed -> changed.poisonReceives = receives);
    }

    /** What becomes of bodies that the codec cannot decode. By default {@link Poison#LEAVE_TO_REDRIVE}. */
    public ConsumerOptions withPoison(Poison policy) {
        Objects.requireNonNull(policy, "policy");
        return with(changed -> changed.poison = policy);
    }

    /**
     * What {@link QueueClient#consumeBatches} hands to a handler at once. By default up to 10 messages and no waiting.
     *
     * @param most 1 to 10,000 messages
     * @param linger a batch that is not full waits for more until its first message has waited for so long
     */
    public ConsumerOptions withBatches(int most, Duration linger) {
        require(most >= 1 && most <= MOST_IN_A_BATCH, "a batch must have 1 to 10000 messages", most);
        require(!linger.isNegative(), "linger must not be negative", linger);
        return with(changed -> {
            changed.batchSize = most;
            changed.batchLinger = linger;
        });
    }

    /**
     * How many messages are received beyond those that handlers can begin, 0 to 10,000; of FIFO queues, how many groups'. They
     * are kept hidden as others are, and handed back when the consumer closes; but they count as received, other consumers
     * cannot have them, and {@link Consumer#pause} does not hand them back. Worth it where handlers take less time than a
     * receive. By default 0.
     */
    public ConsumerOptions withPrefetch(int messages) {
        require(messages >= 0 && messages <= MOST_PREFETCHED, "prefetch must be 0 to 10000", messages);
        return with(changed -> changed.prefetch = messages);
    }

    /** Who says that a message is dealt with. By default {@link Acknowledgement#AUTOMATIC}. */
    public ConsumerOptions withAcknowledgement(Acknowledgement by) {
        Objects.requireNonNull(by, "by");
        return with(changed -> changed.acknowledgement = by);
    }

    /** By default {@link ConsumerListener#NONE}. */
    public ConsumerOptions withListener(ConsumerListener told) {
        Objects.requireNonNull(told, "told");
        return with(changed -> changed.listener = told);
    }

    public int concurrency() {
        return settings.concurrency;
    }

    /** Null for threads of the consumer's own. */
    public @Nullable Executor executor() {
        return settings.executor;
    }

    public boolean virtualThreads() {
        return settings.virtualThreads;
    }

    public Duration waitTime() {
        return settings.waitTime;
    }

    /** Null for the queue's own. */
    public @Nullable Duration visibilityTimeout() {
        return settings.visibilityTimeout;
    }

    public Duration maxProcessingTime() {
        return settings.maxProcessingTime;
    }

    public Duration retryBase() {
        return settings.retryBase;
    }

    public Duration retryMax() {
        return settings.retryMax;
    }

    public int poisonReceives() {
        return settings.poisonReceives;
    }

    public Poison poison() {
        return settings.poison;
    }

    public int batchSize() {
        return settings.batchSize;
    }

    public Duration batchLinger() {
        return settings.batchLinger;
    }

    public int prefetch() {
        return settings.prefetch;
    }

    public Acknowledgement acknowledgement() {
        return settings.acknowledgement;
    }

    public ConsumerListener listener() {
        return settings.listener;
    }

    private static void require(boolean condition, String message, Object value) {
        if (!condition) throw new IllegalArgumentException(message + ": " + value);
    }
}
