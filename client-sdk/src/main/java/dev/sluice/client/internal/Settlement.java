package dev.sluice.client.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message that the application has to acknowledge: it, or the consumer, says so once, and who comes later is
 * told. Any thread.
 */
final class Settlement {
    private enum State {
        OPEN,
        ACKNOWLEDGED,
        /** By the application; it counts when its handler has ended. */
        REJECTED,
        /** By the consumer: the handler failed, or took too long, or the consumer closes. */
        GIVEN_UP
    }

    private final CompletableFuture<Void> decided = new CompletableFuture<>();
    private final CompletableFuture<Void> deleted = new CompletableFuture<>();
    private final Runnable acknowledged;
    private final Executor callbacks;
    private State state = State.OPEN; // guarded by this

    /**
     * @param acknowledged what to do, once, when the application acknowledges
     * @param callbacks where the application hears of the end
     */
    Settlement(Runnable acknowledged, Executor callbacks) {
        this.acknowledged = acknowledged;
        this.callbacks = callbacks;
    }

    private synchronized State become(State next) {
        State before = state;
        boolean open = before == State.OPEN || (before == State.REJECTED && next == State.GIVEN_UP);
        if (open) state = next;
        return before;
    }

    /** Completes when the message is deleted; for every caller alike. */
    CompletionStage<Void> acknowledge() {
        State before = become(State.ACKNOWLEDGED);
        if (before == State.OPEN) {
            acknowledged.run();
            decided.complete(null);
        } else if (before != State.ACKNOWLEDGED) {
            return CompletableFuture.failedStage(new IllegalStateException(
                    before == State.REJECTED ? "the message was rejected before" : "the message was given up before"));
        }
        return deleted.minimalCompletionStage();
    }

    void reject() {
        if (become(State.REJECTED) == State.OPEN) decided.complete(null);
    }

    /** False when it was acknowledged before. */
    boolean giveUp() {
        return become(State.GIVEN_UP) != State.ACKNOWLEDGED;
    }

    /** Done when the application has said what is to become of it. */
    CompletableFuture<Void> decided() {
        return decided;
    }

    /** Tells those who acknowledged. */
    void ended(@Nullable Throwable failure) {
        callbacks.execute(() -> {
            if (failure == null) deleted.complete(null);
            else deleted.completeExceptionally(failure);
        });
    }
}
