package dev.sluice.samples.autoscale;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Once a second makes the pool as large as the hint says. What damps is the hint; this only follows. */
final class Autoscaler implements AutoCloseable {
    private final Hint hint;
    private final WorkerPool pool;
    private final IntConsumer workers;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param workers is told once a second how many there are, those that drain included */
    Autoscaler(Hint hint, WorkerPool pool, IntConsumer workers) {
        this.hint = hint;
        this.pool = pool;
        this.workers = workers;
    }

    /** Returns when all workers have ended after {@link #close}. The thread that calls it owns the pool. */
    void run() throws InterruptedException {
        try (pool) {
            do {
                hint.desired().ifPresent(pool::aimFor);
                pool.adjust();
                workers.accept(pool.running() + pool.draining());
            } while (!stopping.await(1, TimeUnit.SECONDS));
        } finally {
            stopped.countDown();
        }
    }

    /** From any thread: has the workers drain, and waits for them. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
