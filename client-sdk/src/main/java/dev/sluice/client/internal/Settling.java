package dev.sluice.client.internal;

import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.UnavailableException;
import dev.sluice.client.internal.Held.Stage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a consumer's hold on messages: deletes them, with a copy for the dead-letter queue or without, or hands them back. Owned
 * by the consumer's loop.
 */
final class Settling<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final long DELETE_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final HttpQueueClient<T> queue;
    private final Loop loop;
    private final Map<String, Held<T>> held;
    private final Ends<T> ends;
    private final DeadLetters deadLetters;
    private int unconfirmed;
    private int afterBeats;

    /** Hears what became of a message; it is no longer {@link #unconfirmed} then. */
    interface Ends<T> {
        void deleted(Held<T> message);

        /** The server did not delete it, so that it may come again. */
        void notDeleted(Held<T> message, Throwable why);
    }

    /** @param held those that the consumer has in hand, by id */
    Settling(HttpQueueClient<T> queue, Loop loop, Map<String, Held<T>> held, Ends<T> ends) {
        this.queue = queue;
        this.loop = loop;
        this.held = held;
        this.ends = ends;
        this.deadLetters = queue.deadLetters();
    }

    /** Messages handled whose end the server has not confirmed. */
    int unconfirmed() {
        return unconfirmed;
    }

    /** Nothing waits for the answer to a beat. */
    boolean isQuiet() {
        return afterBeats == 0;
    }

    void delete(Held<T> message) {
        if (!message.isSettling()) unconfirmed++;
        message.stage = Stage.DELETING;
        String receipt = message.receiptHandle();
        Futures.whenDone(
                queue.receipts().delete(receipt, message.handledMillis()),
                (done, failure) -> loop.tell(() -> deleted(message, receipt, failure)));
    }

    private void deleted(Held<T> message, String receipt, @Nullable Throwable failure) {
        if (held.get(message.id()) != message) return; // a second deletion of it, after it came again
        if (failure == null) {
            unconfirmed--;
            ends.deleted(message);
            return;
        }
        if (!receipt.equals(message.receiptHandle()))
            return; // it has come again, and is being deleted by its new receipt
        boolean later = failure instanceof UnavailableException || failure instanceof OutcomeUnknownException;
        if (later) {
            loop.tellAfter(DELETE_AGAIN_NANOS, () -> {
                if (held.get(message.id()) == message && receipt.equals(message.receiptHandle())) delete(message);
            });
            return;
        }
        LOG.warn("{}: {} was handled but not deleted: {}", queue.name(), message, failure.toString());
        unconfirmed--;
        ends.notDeleted(message, failure);
    }

    /**
     * Copies it to the dead-letter queue.
     *
     * @param then what to do when the copy is stored, or with what made that fail
     */
    void copy(Held<T> message, String why, Consumer<@Nullable Throwable> then) {
        message.stage = Stage.COPYING;
        unconfirmed++;
        Futures.whenDone(
                deadLetters.copy(message, why),
                (done, failure) -> loop.tell(() -> {
                    unconfirmed--;
                    message.stage = Stage.HANDLING;
                    then.accept(failure);
                }));
    }

    /** Others may have it after so many seconds. A beat under way would hide it for longer again, so it has to be answered first. */
    void release(Held<T> message, int seconds) {
        if (message.isLost()) return;
        message.beatsNoMore = true;
        if (message.beating) {
            afterBeats++;
            message.afterBeat = () -> {
                afterBeats--;
                hide(message, seconds);
            };
        } else {
            hide(message, seconds);
        }
    }

    private void hide(Held<T> message, int seconds) {
        if (message.isLost()) return;
        Futures.whenDone(queue.receipts().hide(message.receiptHandle(), seconds), (done, failure) -> {
            if (failure != null)
                LOG.debug("{}: {} comes again at its timeout: {}", queue.name(), message, failure.toString());
        });
    }
}
