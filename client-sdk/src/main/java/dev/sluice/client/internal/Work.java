package dev.sluice.client.internal;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call of a handler: the messages it has, and how it is stopped. */
final class Work<T> {
    private final List<Held<T>> messages;
    private volatile int millis;

    // guarded by this, so that nobody else's task is interrupted
    private @Nullable Thread thread;
    private @Nullable CompletionStage<?> stage;
    private boolean interrupted;

    Work(List<Held<T>> messages) {
        this.messages = List.copyOf(messages);
    }

    List<Held<T>> messages() {
        return messages;
    }

    /** From now on this thread is at it, or none. */
    synchronized void runsOn(@Nullable Thread worker) {
        thread = worker;
        if (worker != null && interrupted) worker.interrupt();
    }

    /** It goes on until this completes. */
    void goesOnIn(CompletionStage<?> rest) {
        boolean late;
        synchronized (this) {
            stage = rest;
            late = interrupted;
        }
        if (late) cancel(rest);
    }

    /** Once; the application may have reasons to go on. */
    void interrupt() {
        CompletionStage<?> rest;
        synchronized (this) {
            if (interrupted) return;
            interrupted = true;
            if (thread != null) thread.interrupt();
            rest = stage;
        }
        if (rest != null) cancel(rest);
    }

    /** Nobody waits for it any more, and nobody knows whether it has stopped. */
    synchronized boolean isCancelled() {
        return interrupted && stage != null;
    }

    private static void cancel(CompletionStage<?> rest) {
        boolean unused = rest.toCompletableFuture().cancel(true);
    }

    void took(long nanos) {
        millis = (int) Math.min(TimeUnit.NANOSECONDS.toMillis(nanos), Integer.MAX_VALUE);
    }

    /** How long the handler had it; known when it has ended. */
    int millis() {
        return millis;
    }
}
