package dev.sluice.client.internal;

import dev.sluice.client.ConsumerOptions;
import dev.sluice.client.Handler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where handlers run. */
final class Workers<T> implements AutoCloseable {
    private final HttpQueueClient<T> queue;
    private final Handler<T> handler;
    private final Executor executor;
    private final @Nullable ExecutorService own;
    private final AtomicInteger busy = new AtomicInteger();

    Workers(HttpQueueClient<T> queue, ConsumerOptions options, Handler<T> handler) {
        this.queue = queue;
        this.handler = handler;
        Executor given = options.executor();
        if (given == null) {
            own = ownThreads(queue.name(), options.concurrency());
            executor = own;
        } else {
            own = null;
            executor = given;
        }
    }

    private static ExecutorService ownThreads(String queue, int count) {
        var number = new AtomicInteger();
        return Executors.newFixedThreadPool(
                count, task -> new Thread(task, "sluice-handler-" + queue + "-" + number.incrementAndGet()));
    }

    /** @param ended told once, with what the handler threw, or null */
    void handle(Held<T> message, Consumer<@Nullable Throwable> ended) {
        try {
            executor.execute(() -> run(message, ended));
        } catch (RejectedExecutionException e) {
            ended.accept(e);
        }
    }

    private void run(Held<T> message, Consumer<@Nullable Throwable> ended) {
        Throwable failure = null;
        busy.incrementAndGet();
        message.workerIs(Thread.currentThread());
        long begun = System.nanoTime();
        try {
            intercepted(message, 0);
        } catch (Throwable e) { // an Error, too: the message must come again, and the loop must hear of it
            failure = e;
        } finally {
            message.workerIs(null);
            busy.decrementAndGet();
        }
        queue.metrics().handled(queue.name(), Duration.ofNanos(System.nanoTime() - begun), failure == null);
        boolean unused = Thread.interrupted(); // ours, if it came too late; the thread is not to keep it
        ended.accept(failure);
    }

    private void intercepted(Held<T> message, int from) throws Exception {
        if (from == queue.interceptors().size()) {
            handler.handle(message);
        } else {
            queue.interceptors().get(from).aroundHandling(queue.name(), message, () -> intercepted(message, from + 1));
        }
    }

    int busy() {
        return busy.get();
    }

    /** Handlers that still run are interrupted, if the threads are ours. */
    @Override
    public void close() {
        if (own != null) {
            var unused = own.shutdownNow();
        }
    }
}
