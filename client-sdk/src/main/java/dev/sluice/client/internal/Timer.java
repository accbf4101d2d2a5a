package dev.sluice.client.internal;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread that waits on behalf of a client, for retries and lingering batches. Tasks must be short. */
final class Timer implements AutoCloseable {
    private final ScheduledThreadPoolExecutor thread;

    Timer(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            var made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** After {@link #close} it does nothing. */
    void after(long nanos, Runnable task) {
        if (thread.isShutdown()) return;
        var unused = thread.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
