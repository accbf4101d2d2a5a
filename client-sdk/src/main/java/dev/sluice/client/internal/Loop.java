package dev.sluice.client.internal;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that owns a consumer's state. What others tell it is done in turns: all that has come, then once what follows from
 * it. After {@link #close} it does nothing.
 */
final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final ConcurrentLinkedQueue<Runnable> mail = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread;
    private final Runnable afterTurn;

    /** @param afterTurn done after each turn */
    Loop(String name, Runnable afterTurn) {
        this.afterTurn = afterTurn;
        thread = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, name));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    void tell(Runnable task) {
        mail.add(task);
        if (awake.compareAndSet(false, true)) thread.execute(this::turn);
    }

    void tellAfter(long nanos, Runnable task) {
        var unused = thread.schedule(() -> tell(task), nanos, TimeUnit.NANOSECONDS);
    }

    private void turn() {
        awake.set(false); // first: what comes from now on has a turn of its own
        for (Runnable task = mail.poll(); task != null; task = mail.poll()) guarded(task);
        guarded(afterTurn);
    }

    /** An executor would keep an exception to itself. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a consumer's task failed; it goes on with the next", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
