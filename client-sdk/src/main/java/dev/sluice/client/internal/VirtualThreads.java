package dev.sluice.client.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread for each task. How many there are at once is for the consumer to see to, which begins no more than its
 * concurrency. Looked up by reflection, because this is built for Java 17.
 */
final class VirtualThreads implements OwnThreads {
    private final ExecutorService threads;
    private volatile boolean closed;

    private VirtualThreads(ExecutorService threads) {
        this.threads = threads;
    }

    /** Null where there are none: before Java 21, or in an image that was built without them. */
    static @Nullable VirtualThreads named(String prefix) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, prefix, 1L);
            Object factory = type.getMethod("factory").invoke(named);
            Object executor = Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, factory);
            return new VirtualThreads((ExecutorService) executor);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    @Override
    public void resize(int most) {
        // there are as many as tasks
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(() -> {
            if (!closed) task.run();
        });
    }

    @Override
    public void close() {
        closed = true;
        var unused = threads.shutdownNow();
    }
}
