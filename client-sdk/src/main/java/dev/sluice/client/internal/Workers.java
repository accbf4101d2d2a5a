package dev.sluice.client.internal;

import dev.sluice.client.ConsumerOptions;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where handlers run. */
final class Workers<T> implements AutoCloseable {
    private final HttpQueueClient<T> queue;
    private final Mode<T> mode;
    private final Executor executor;
    private final @Nullable OwnThreads own;
    private final AtomicInteger busy = new AtomicInteger();

    /** Is told once that a handler has ended. */
    interface Ended {
        /** @param failure what it threw, or its stage failed with; null when it did not fail */
        void ended(@Nullable Throwable failure);
    }

    Workers(HttpQueueClient<T> queue, ConsumerOptions options, Mode<T> mode) {
        this.queue = queue;
        this.mode = mode;
        Executor given = options.executor();
        if (given == null) {
            own = OwnThreads.named(
                    "sluice-handler-" + queue.name() + "-", threads(options.concurrency()), options.virtualThreads());
            executor = mode.isSerial() ? new Serial(own) : own;
        } else {
            own = null;
            executor = mode.isSerial() ? new Serial(given) : given;
        }
    }

    private int threads(int concurrency) {
        return Math.min(concurrency, mode.mostThreads());
    }

    void resize(int concurrency) {
        if (own != null) own.resize(threads(concurrency));
    }

    void handle(Work<T> work, Ended then) {
        try {
            executor.execute(() -> run(work, then));
        } catch (RejectedExecutionException e) {
            then.ended(e);
        }
    }

    private void run(Work<T> work, Ended then) {
        busy.incrementAndGet();
        work.runsOn(Thread.currentThread());
        long begun = System.nanoTime();
        CompletionStage<?> rest = null;
        Throwable failure = null;
        try {
            rest = mode.calling().call(work.messages());
        } catch (Throwable e) { // an Error, too: the message must come again, and the loop must hear of it
            failure = e;
        } finally {
            work.runsOn(null);
        }
        boolean unused = Thread.interrupted(); // ours, if it came too late; the thread is not to keep it
        if (rest == null) {
            end(work, begun, failure, then);
        } else {
            var unusedStage = rest.whenComplete(
                    (done, thrown) -> end(work, begun, thrown == null ? null : Futures.cause(thrown), then));
            work.goesOnIn(rest);
        }
    }

    private void end(Work<T> work, long begun, @Nullable Throwable failure, Ended then) {
        long nanos = System.nanoTime() - begun;
        work.took(nanos);
        busy.decrementAndGet();
        queue.metrics().handled(queue.name(), Duration.ofNanos(nanos), failure == null);
        then.ended(failure);
    }

    Executor executor() {
        return executor;
    }

    int busy() {
        return busy.get();
    }

    /** Handlers that still run are interrupted, if the threads are ours. */
    @Override
    public void close() {
        if (own != null) own.close();
    }
}
