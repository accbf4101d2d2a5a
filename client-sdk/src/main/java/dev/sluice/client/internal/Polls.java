package dev.sluice.client.internal;

import dev.sluice.client.ReceiveOptions;
import dev.sluice.client.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives a consumer's messages, no more than it has room for: with one long poll while there are few, with several requests
 * while each comes back full. When the server is away it tries again, more and more rarely. Owned by the consumer's loop.
 */
final class Polls<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Polls.class);

    private static final int MOST_IN_A_POLL = 10;
    private static final long REFILL_LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long FIRST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** A poll of a busy queue is about to be answered: hanging up would leave its messages hidden. One of an idle queue is not. */
    private static final long LAST_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final HttpQueueClient<T> queue;
    private final Loop loop;
    private final Duration waitTime;
    private final Supplier<String> description;
    private final Arrivals<T> arrivals;

    private final List<CompletableFuture<?>> open = new ArrayList<>();
    private int asked;
    private boolean hungry;
    private boolean lingering;
    private boolean lingered;
    private int failures;
    private boolean resting;
    private boolean stopped;

    /** Takes what came. */
    interface Arrivals<T> {
        /** @param hiddenUntil by {@link System#nanoTime} */
        void arrived(Received<T> message, long hiddenUntil);
    }

    /** @param description what the consumer says of itself with each request */
    Polls(HttpQueueClient<T> queue, Loop loop, Duration waitTime, Supplier<String> description, Arrivals<T> arrivals) {
        this.queue = queue;
        this.loop = loop;
        this.waitTime = waitTime;
        this.description = description;
        this.arrivals = arrivals;
    }

    /** Nothing is asked for. */
    boolean isQuiet() {
        return open.isEmpty();
    }

    /** Asks no more; what is asked for has a moment to be answered. */
    void stop() {
        stopped = true;
        loop.tellAfter(LAST_POLL_NANOS, this::hangUp);
    }

    void hangUp() {
        List.copyOf(open).forEach(poll -> poll.cancel(true));
    }

    /**
     * Asks for more if there is room.
     *
     * @param capacity messages that the consumer takes at most
     * @param taken of these, not counting what is asked for
     */
    void poll(int capacity, int taken, int visibilitySeconds) {
        while (!resting && !stopped) {
            int free = capacity - taken - asked;
            boolean first = open.isEmpty();
            if (free <= 0) return;
            if (!first && !(hungry && free >= MOST_IN_A_POLL)) return;
            boolean few = free < Math.min(MOST_IN_A_POLL, (capacity + 1) / 2);
            if (few && taken > 0 && !lingered) {
                lingerForMore();
                return;
            }
            lingered = false;
            ask(Math.min(free, MOST_IN_A_POLL), visibilitySeconds);
        }
    }

    /** Handlers end one after the other; asking for one message each time would be ten times the requests. */
    private void lingerForMore() {
        if (lingering) return;
        lingering = true;
        loop.tellAfter(REFILL_LINGER_NANOS, () -> {
            lingering = false;
            lingered = true;
        });
    }

    private void ask(int max, int visibilitySeconds) {
        asked += max;
        // Where the last request had all it wanted there is likely more, and a request that need not wait is a cheaper
        // one.
        Duration wait = hungry ? Duration.ZERO : waitTime;
        var poll = queue.receiveAsync(
                new ReceiveOptions(max, wait, Duration.ofSeconds(visibilitySeconds)), description.get());
        open.add(poll);
        Futures.whenDone(poll, (messages, failure) -> {
            long hiddenUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(visibilitySeconds);
            loop.tell(() -> {
                open.removeIf(one -> one == poll);
                asked -= max;
                if (messages != null) arrived(messages, max, hiddenUntil);
                else if (!stopped) rest(failure, () -> {});
            });
        });
    }

    private void arrived(List<Received<T>> messages, int wanted, long hiddenUntil) {
        if (failures > 0) LOG.info("{}: receives again", queue.name());
        failures = 0;
        hungry = messages.size() == wanted;
        for (Received<T> message : messages) arrivals.arrived(message, hiddenUntil);
    }

    /** Asks what must be known before the first poll, until it is answered. */
    <A> void askFirst(Supplier<CompletableFuture<A>> question, Consumer<A> then) {
        var asking = question.get();
        open.add(asking);
        Futures.whenDone(
                asking,
                (answer, failure) -> loop.tell(() -> {
                    open.removeIf(one -> one == asking);
                    if (stopped) return;
                    if (answer == null) {
                        rest(failure, () -> askFirst(question, then));
                    } else {
                        failures = 0;
                        then.accept(answer);
                    }
                }));
    }

    private void rest(@Nullable Throwable why, Runnable then) {
        hungry = false;
        resting = true;
        int doublings = Math.min(failures++, 10);
        if (doublings == 0) LOG.warn("{}: cannot receive, goes on trying: {}", queue.name(), String.valueOf(why));
        loop.tellAfter(Math.min(FIRST_REST_NANOS << doublings, LONGEST_REST_NANOS), () -> {
            resting = false;
            if (!stopped) then.run();
        });
    }
}
