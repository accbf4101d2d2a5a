package dev.sluice.client.internal;

import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.ReceiptInvalidException;
import dev.sluice.client.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is held hidden: when half of its visibility timeout is over it is hidden for the whole of it again. A message
 * whose timeout ends without an answer, or that the server no longer knows as ours, is lost: the server may have given it to
 * somebody else. Owned by the consumer's loop.
 *
 * <p>A process that stands still, for a collection, a debugger or want of CPU, beats for nothing meanwhile, and what ran out
 * by then is lost all at once, which is how it is. But what was answered meanwhile waits as we did: messages with a beat or a
 * deletion under way are judged a tick later.
 */
final class Heartbeat<T> {
    private static final long SHORTEST_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Beats beats;
    private final Executor loop;
    private final Collection<Held<T>> held;
    private final int visibilitySeconds;
    private final long visibilityNanos;
    private final long longestNanos;
    private final Losses<T> losses;

    /** What beats go to. */
    interface Beats {
        CompletableFuture<?> hide(String receipt, int seconds);

        void answered(boolean well);
    }

    /** Hears of messages that are lost. */
    interface Losses<T> {
        /** @param lateNanos how late that was noticed, at most; more than a tick when the process stood still */
        void lost(List<Held<T>> messages, long lateNanos);
    }

    /**
     * @param loop where answers go on
     * @param held looked through at each tick
     * @param longest after this long a handler is interrupted and its message left to its timeout
     */
    Heartbeat(
            Beats beats,
            Executor loop,
            Collection<Held<T>> held,
            int visibilitySeconds,
            Duration longest,
            Losses<T> losses) {
        this.beats = beats;
        this.loop = loop;
        this.held = held;
        this.visibilitySeconds = visibilitySeconds;
        this.visibilityNanos = TimeUnit.SECONDS.toNanos(visibilitySeconds);
        this.longestNanos = longest.toNanos();
        this.losses = losses;
    }

    int visibilitySeconds() {
        return visibilitySeconds;
    }

    /** From one tick to the next. */
    long tickNanos() {
        return Math.min(Math.max(visibilityNanos / 8, SHORTEST_TICK_NANOS), LONGEST_TICK_NANOS);
    }

    /** @param due when this tick should have been, by {@link System#nanoTime} as {@code now} */
    void tick(long now, long due) {
        long late = now - due;
        boolean stoodStill = late > tickNanos();
        var lost = new ArrayList<Held<T>>();
        for (Held<T> message : List.copyOf(held)) {
            boolean ranOut = now - message.hiddenUntil >= 0;
            if (!ranOut) look(message, now);
            else if (!message.isLost() && !(stoodStill && isAsked(message))) lost.add(message);
        }
        if (!lost.isEmpty()) losses.lost(lost, late);
    }

    private boolean isAsked(Held<T> message) {
        return message.beating || message.isSettling();
    }

    private void look(Held<T> message, long now) {
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
                beats.hide(receipt, visibilitySeconds),
                (done, failure) -> loop.execute(() -> answered(message, receipt, now, failure)));
    }

    private void answered(Held<T> message, String receipt, long sentAt, @Nullable Throwable failure) {
        message.beating = false;
        beats.answered(failure == null);
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
        if (message.isSettling() || failure instanceof UnavailableException) return;
        if (failure instanceof OutcomeUnknownException) return;
        message.beatsNoMore = true; // the twelve hours are over, say
        if (failure instanceof ReceiptInvalidException && held.contains(message)) losses.lost(List.of(message), 0);
    }
}
