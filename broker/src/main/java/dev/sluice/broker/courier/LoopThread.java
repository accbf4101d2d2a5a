package dev.sluice.broker.courier;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a loop in a running broker. */
public final class LoopThread implements Loop {
    private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);

    private final ScheduledThreadPoolExecutor executor;

    private final LongSupplier nanos;
    private final long startNanos;
    private final long startMillis;

    public LoopThread(String name) {
        this(name, System.currentTimeMillis(), System::nanoTime);
    }

    LoopThread(String name, long startMillis, LongSupplier nanos) {
        this.startMillis = startMillis;
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // Replies may come until the shard ends, which is after this.
        executor.setRejectedExecutionHandler((task, stopped) -> LOG.debug("{} has stopped", name));
    }

    @Override
    public long millis() {
        return startMillis + TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - startNanos);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(() -> run(task));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the task says itself when it fails
    public void at(long millis, Runnable task) {
        executor.schedule(() -> run(task), Math.max(0, millis - millis()), TimeUnit.MILLISECONDS);
    }

    /** One message that we fail on must not end the deliveries of all others. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a step of a delivery failed; its message comes back when its visibility timeout ends", e);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
