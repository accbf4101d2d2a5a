package dev.sluice.client.internal;

import dev.sluice.client.AsyncHandler;
import dev.sluice.client.BatchHandler;
import dev.sluice.client.ConsumerOptions;
import dev.sluice.client.Delivery;
import dev.sluice.client.Handler;
import dev.sluice.client.Interceptor;
import dev.sluice.client.Interceptor.AsyncHandling;
import dev.sluice.client.Interceptor.Handling;
import dev.sluice.client.MessageCodecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How an application wants its messages: one by one, in batches, or one by one without a thread for each.
 *
 * @param most messages in one call
 * @param lingerNanos how long messages wait for being so many
 * @param mostThreads that its calls can make use of
 * @param demand how many messages it wants
 */
record Mode<T>(int most, long lingerNanos, int mostThreads, Demand demand, Calling<T> calling) {
    private static final CompletionStage<?> DONE = CompletableFuture.completedFuture(null);

    /** Calls the application. */
    interface Calling<T> {
        /** @return completes when the application is through with the messages */
        CompletionStage<?> call(List<Held<T>> messages) throws Exception;
    }

    static <T> Mode<T> oneByOne(HttpQueueClient<T> queue, Handler<T> handler) {
        return new Mode<>(1, 0, Integer.MAX_VALUE, Demand.ENDLESS, messages -> {
            Held<T> message = messages.get(0);
            around(queue, message, () -> handler.handle(message), 0);
            return DONE;
        });
    }

    static <T> Mode<T> async(HttpQueueClient<T> queue, AsyncHandler<T> handler) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Mode<>(1, 0, processors, Demand.ENDLESS, messages -> {
            Held<T> message = messages.get(0);
            @Nullable CompletionStage<?> stage = aroundAsync(queue, message, () -> handler.handle(message), 0);
            if (stage == null) throw new IllegalStateException("the handler returned no stage");
            return stage;
        });
    }

    static <T> Mode<T> batches(HttpQueueClient<T> queue, ConsumerOptions options, BatchHandler<T> handler) {
        long linger = options.batchLinger().toNanos();
        return new Mode<>(options.batchSize(), linger, Integer.MAX_VALUE, Demand.ENDLESS, messages -> {
            List<Delivery<T>> readable = readable(messages, queue.isFifo());
            if (!readable.isEmpty()) aroundAll(queue, readable, () -> handler.handle(readable), 0);
            return DONE;
        });
    }

    /** Calls one after the other. */
    static <T> Mode<T> subscribed(HttpQueueClient<T> queue, QueueSubscription<T> subscription) {
        return new Mode<>(1, 0, 1, subscription, messages -> {
            Held<T> message = messages.get(0);
            around(
                    queue,
                    message,
                    () -> {
                        if (!subscription.next(message)) message.retryAfter(Duration.ZERO);
                    },
                    0);
            return DONE;
        });
    }

    /** Whether its calls must follow one another, on whichever threads. */
    boolean isSerial() {
        return demand != Demand.ENDLESS;
    }

    /** The same for messages that the application acknowledges: it is through with them when it has said so of each. */
    Mode<T> acknowledgedByHand() {
        return new Mode<>(most, lingerNanos, mostThreads, demand, messages -> {
            CompletableFuture<?> handled = calling.call(messages).toCompletableFuture();
            var all = new ArrayList<CompletableFuture<?>>(messages.size() + 1);
            all.add(handled);
            for (Held<T> message : messages) all.add(message.decided());
            var through = CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
            Futures.whenDone(handled, (done, failure) -> {
                if (failure != null) through.completeExceptionally(Futures.cause(failure));
            });
            Futures.whenDone(through, (done, failure) -> {
                if (through.isCancelled()) handled.cancel(true);
            });
            return through;
        });
    }

    private static <T> void around(HttpQueueClient<T> queue, Held<T> message, Handling handling, int from)
            throws Exception {
        List<Interceptor> interceptors = queue.interceptors();
        if (from == interceptors.size()) {
            handling.proceed();
        } else {
            Handling rest = () -> around(queue, message, handling, from + 1);
            interceptors.get(from).aroundHandling(queue.name(), message, rest);
        }
    }

    private static <T> CompletionStage<?> aroundAsync(
            HttpQueueClient<T> queue, Held<T> message, AsyncHandling handling, int from) throws Exception {
        List<Interceptor> interceptors = queue.interceptors();
        if (from == interceptors.size()) return handling.proceed();
        AsyncHandling rest = () -> aroundAsync(queue, message, handling, from + 1);
        return interceptors.get(from).aroundAsync(queue.name(), message, rest);
    }

    private static <T> void aroundAll(HttpQueueClient<T> queue, List<Delivery<T>> messages, Handling handling, int from)
            throws Exception {
        List<Interceptor> interceptors = queue.interceptors();
        if (from == interceptors.size()) {
            handling.proceed();
        } else {
            Handling rest = () -> aroundAll(queue, messages, handling, from + 1);
            interceptors.get(from).aroundBatch(queue.name(), messages, rest);
        }
    }

    /** Those with a body; the others have failed, and with them what comes later in their groups. */
    private static <T> List<Delivery<T>> readable(List<Held<T>> messages, boolean fifo) {
        var readable = new ArrayList<Delivery<T>>(messages.size());
        var failedGroups = new HashSet<@Nullable String>();
        for (Held<T> message : messages) {
            if (fifo && failedGroups.contains(message.group())) continue;
            try {
                T unused = message.body();
                readable.add(message);
            } catch (MessageCodecException e) {
                message.fail(e);
                failedGroups.add(message.group());
            }
        }
        return readable;
    }
}
