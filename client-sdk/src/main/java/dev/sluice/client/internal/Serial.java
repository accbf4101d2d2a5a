package dev.sluice.client.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs tasks on another executor, one after the other in the order they came; each sees what those before it did. */
final class Serial implements Executor {
    private final Executor threads;
    private final Deque<Runnable> tasks = new ArrayDeque<>(); // guarded by this
    private boolean running; // guarded by this

    Serial(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (running) return;
            running = true;
        }
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                running = false;
                tasks.removeLastOccurrence(task);
            }
            throw e;
        }
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                again();
                throw e;
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = tasks.poll();
        if (task == null) running = false;
        return task;
    }

    /** A task has thrown, which is for its thread to deal with; those behind it must run all the same. */
    private void again() {
        synchronized (this) {
            running = !tasks.isEmpty();
            if (!running) return;
        }
        threads.execute(this::run);
    }
}
