package dev.sluice.client.internal;

import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.ReceiptInvalidException;
import dev.sluice.client.UnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is held hidden: when half of its visibility timeout is over it is hidden for the whole of it again. A message
 * whose timeout ends without an answer, or that the server no longer knows as ours, is lost. Owned by the consumer's loop.
 */
final class Heartbeat<T> {
    private static final long SHORTEST_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HttpQueueClient<T> queue;
    private final Loop loop;
    private final Collection<Held<T>> held;
    private final int visibilitySeconds;
    private final long visibilityNanos;
    private final long longestNanos;
    private final Consumer<Held<T>> lost;

    /**
     * @param held looked through at each tick
     * @param longest after this long a handler is interrupted and its message left to its timeout
     */
    Heartbeat(
            HttpQueueClient<T> queue,
            Loop loop,
            Collection<Held<T>> held,
            int visibilitySeconds,
            Duration longest,
            Consumer<Held<T>> lost) {
        this.queue = queue;
        this.loop = loop;
        this.held = held;
        this.visibilitySeconds = visibilitySeconds;
        this.visibilityNanos = TimeUnit.SECONDS.toNanos(visibilitySeconds);
        this.longestNanos = longest.toNanos();
        this.lost = lost;
    }

    int visibilitySeconds() {
        return visibilitySeconds;
    }

    void start() {
        long tick = Math.min(Math.max(visibilityNanos / 8, SHORTEST_TICK_NANOS), LONGEST_TICK_NANOS);
        loop.tellAfter(tick, () -> {
            long now = System.nanoTime();
            for (Held<T> message : List.copyOf(held)) look(message, now);
            start();
        });
    }

    private void look(Held<T> message, long now) {
        if (now - message.hiddenUntil >= 0) {
            if (!message.isLost()) lost.accept(message);
            return;
        }
        if (message.beatsNoMore || message.beating) return;
        if (message.stage == Held.Stage.HANDLING && now - message.begun >= longestNanos) {
            message.beatsNoMore = true;
            message.interrupt();
        } else if (message.hiddenUntil - now <= visibilityNanos / 2) {
            beat(message, now);
        }
    }

    private void beat(Held<T> message, long now) {
        message.beating = true;
        String receipt = message.receiptHandle();
        Futures.whenDone(
                queue.receipts().hide(receipt, visibilitySeconds),
                (done, failure) -> loop.tell(() -> answered(message, receipt, now, failure)));
    }

    private void answered(Held<T> message, String receipt, long sentAt, @Nullable Throwable failure) {
        message.beating = false;
        queue.metrics().beat(queue.name(), failure == null);
        if (receipt.equals(message.receiptHandle())) {
            if (failure == null) message.hiddenUntil = sentAt + visibilityNanos;
            else failed(message, failure);
        }
        Runnable then = message.afterBeat;
        message.afterBeat = null;
        if (then != null) then.run();
    }

    /** When the server is away the next tick tries again, for as long as the message may still be ours. */
    private void failed(Held<T> message, Throwable failure) {
        if (message.stage == Held.Stage.DELETING || failure instanceof UnavailableException) return;
        if (failure instanceof OutcomeUnknownException) return;
        message.beatsNoMore = true; // the twelve hours are over, say
        if (failure instanceof ReceiptInvalidException && held.contains(message)) lost.accept(message);
    }
}
