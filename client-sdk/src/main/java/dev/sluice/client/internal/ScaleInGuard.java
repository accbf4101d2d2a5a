package dev.sluice.client.internal;

import dev.sluice.client.ScaleInProtection;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a client's consumers have in hand, for its {@link ScaleInProtection}, which has a thread of its own. Any thread. */
final class ScaleInGuard implements AutoCloseable {
    private static final long TICK_SECONDS = 1;
    private static final long LAST_WORD_SECONDS = 5;

    private final AtomicInteger inHand = new AtomicInteger();
    private final ScheduledThreadPoolExecutor thread;
    private final ScaleInPace pace;

    ScaleInGuard(ScaleInProtection protection) {
        pace = new ScaleInPace(protection, System.nanoTime());
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            var made = new Thread(task, "sluice-scale-in");
            made.setDaemon(true);
            return made;
        });
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    ScaleInGuard start() {
        var unused = thread.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    private void tick() {
        pace.tick(inHand.get(), System.nanoTime());
    }

    /** A consumer has so many more in hand, or fewer. */
    void change(int difference) {
        if (inHand.getAndAdd(difference) == 0) thread.execute(this::tick);
    }

    /** Nothing is in hand any more; the process may go. Waits for a moment until that is told. */
    @Override
    public void close() {
        thread.execute(() -> pace.end(System.nanoTime()));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_WORD_SECONDS, TimeUnit.SECONDS)) {
                var unused = thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
