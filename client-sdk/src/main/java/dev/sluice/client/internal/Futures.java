package dev.sluice.client.internal;

import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.SluiceException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Futures that differ from the JDK's in two ways: what fails, fails with the exception itself at every step and not with a
 * wrapper around it; and cancelling what comes out cancels the request behind it.
 */
final class Futures {
    private Futures() {}

    /** The result; a failure as the exception it is. */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw sluice(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknownException("interrupted while waiting for the answer", e);
        }
    }

    static <A, B> CompletableFuture<B> map(CompletableFuture<A> from, Function<? super A, ? extends B> function) {
        var to = new CompletableFuture<B>();
        Futures.whenDone(from, (value, failure) -> {
            if (failure != null) to.completeExceptionally(cause(failure));
            else complete(to, () -> function.apply(value));
        });
        Futures.whenDone(to, (value, failure) -> {
            if (to.isCancelled()) from.cancel(true);
        });
        return to;
    }

    /** Cancelling cancels only the second, as the first may be shared. */
    static <A, B> CompletableFuture<B> then(
            CompletableFuture<A> first, Function<? super A, CompletableFuture<B>> second) {
        var to = new CompletableFuture<B>();
        Futures.whenDone(first, (value, failure) -> {
            if (failure != null) {
                to.completeExceptionally(cause(failure));
            } else if (!to.isDone()) {
                chain(second.apply(value), to);
            }
        });
        return to;
    }

    /** What it becomes, or, when it fails, what comes instead. Cancelling cancels only the first. */
    static <A> CompletableFuture<A> orElse(
            CompletableFuture<A> first, Function<SluiceException, CompletableFuture<A>> instead) {
        var to = new CompletableFuture<A>();
        Futures.whenDone(first, (value, failure) -> {
            if (failure != null) chain(instead.apply(sluice(failure)), to);
            else to.complete(value);
        });
        Futures.whenDone(to, (value, failure) -> {
            if (to.isCancelled()) first.cancel(true);
        });
        return to;
    }

    /** What to do when it is done, well or not. */
    static <T> void whenDone(
            CompletableFuture<T> future, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> then) {
        var unused = future.whenComplete(then);
    }

    /** As {@link #whenDone}, on a thread of the executor. */
    static <T> void whenDone(
            CompletableFuture<T> future,
            Executor executor,
            BiConsumer<? super @Nullable T, ? super @Nullable Throwable> then) {
        var unused = future.whenCompleteAsync(then, executor);
    }

    static CompletableFuture<Void> done(CompletableFuture<?> future) {
        return map(future, Futures::nothing);
    }

    private static @Nullable Void nothing(Object result) {
        return null;
    }

    /** The second becomes what the first becomes. */
    static <B> void chain(CompletableFuture<B> from, CompletableFuture<B> to) {
        Futures.whenDone(from, (value, failure) -> {
            if (failure != null) to.completeExceptionally(cause(failure));
            else to.complete(value);
        });
        Futures.whenDone(to, (value, failure) -> {
            if (to.isCancelled()) from.cancel(true);
        });
    }

    private interface Computation<B> {
        B compute();
    }

    private static <B> void complete(CompletableFuture<B> to, Computation<? extends B> computation) {
        try {
            to.complete(computation.compute());
        } catch (RuntimeException e) {
            to.completeExceptionally(e);
        }
    }

    /** What a future failed with. Anything but ours is a mistake of our own, and nobody knows what it left behind. */
    static SluiceException sluice(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof SluiceException known
                ? known
                : new OutcomeUnknownException("failed unexpectedly: " + cause, cause);
    }

    static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapped && cause != null ? cause : failure;
    }
}
