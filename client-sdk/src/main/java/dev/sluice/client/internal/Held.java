package dev.sluice.client.internal;

import dev.sluice.client.AttributeValue;
import dev.sluice.client.Delivery;
import dev.sluice.client.MessageCodecException;
import dev.sluice.client.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message that a consumer has received and not yet let go. Its handler sees it as {@link Delivery}; all that is not volatile
 * belongs to the consumer's loop.
 */
final class Held<T> implements Delivery<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Held.class);
    private static final int NOT_ACKED = -1;

    enum Stage {
        /** Behind another one of its group. */
        WAITING,
        HANDLING,
        /** Its copy is on the way to the dead-letter queue. */
        COPYING,
        /** It is dealt with; the server has not confirmed the deletion. */
        DELETING
    }

    private volatile Received<T> message;
    private volatile boolean lost;
    private volatile Decision decision = Decision.NONE;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Throwable undecodable;

    /** What the handler chose: one of the two, or neither. */
    private record Decision(
            @Nullable Duration retryAfter, @Nullable String deadLetter) {
        static final Decision NONE = new Decision(null, null);
    }

    Stage stage = Stage.WAITING;
    /** When the server shows it to others again, by {@link System#nanoTime}, as far as we know. */
    long hiddenUntil;
    /** When its handler began. */
    long begun;

    boolean beating;
    /** The server will extend it no more, or it has been handled for too long. */
    boolean beatsNoMore;
    /** What to do when the beat under way is answered; else that beat might undo it. */
    @Nullable
    Runnable afterBeat;

    /** While a handler has it. */
    private volatile @Nullable Work<T> work;

    /** If the application has to acknowledge it. */
    private volatile @Nullable Settlement settlement;

    private volatile int ackedAfterMillis = NOT_ACKED;

    private List<Runnable> onLost = List.of(); // guarded by this

    Held(Received<T> message, long hiddenUntil) {
        this.message = message;
        this.hiddenUntil = hiddenUntil;
    }

    /** It came again while we have it, because it was not hidden for long enough: from now on we hold the new receipt. */
    void renew(Received<T> again, long until) {
        message = again;
        hiddenUntil = until;
        beatsNoMore = false;
        lost = false;
    }

    void lose() {
        List<Runnable> told;
        synchronized (this) {
            lost = true;
            told = onLost;
        }
        beatsNoMore = true;
        told.forEach(Held::guarded);
    }

    @Nullable
    Duration chosenRetry() {
        return decision.retryAfter();
    }

    /** Why the handler wants it in the dead-letter queue, or null. */
    @Nullable
    String chosenDeadLetter() {
        return decision.deadLetter();
    }

    /** Of this message alone. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** What the codec thought of its body when asked the last time, or null. */
    @Nullable
    Throwable undecodable() {
        return undecodable;
    }

    /** How long its handler had it. */
    int handledMillis() {
        Work<T> handlers = work;
        if (ackedAfterMillis != NOT_ACKED) return ackedAfterMillis;
        return handlers == null ? 0 : handlers.millis();
    }

    /** Its handler was given up, and may still be at work. */
    boolean isCancelled() {
        Work<T> handlers = work;
        return handlers != null && handlers.isCancelled();
    }

    /** Its handler has ended, and the server has yet to confirm what follows. */
    boolean isSettling() {
        return stage == Stage.COPYING || stage == Stage.DELETING;
    }

    void begin(Work<T> handlers, long now) {
        stage = Stage.HANDLING;
        begun = now;
        work = handlers;
    }

    /** It is the application that says when it is dealt with. To be called before it {@linkplain #begin begins}. */
    void awaitAck(Settlement by) {
        settlement = by;
    }

    /** Done when nothing more is expected of the application but that the handler ends. */
    CompletableFuture<Void> decided() {
        Settlement open = settlement;
        return open == null ? CompletableFuture.completedFuture(null) : open.decided();
    }

    /** The consumer decides what becomes of it, unless the application has acknowledged it: then false. */
    boolean take() {
        Settlement open = settlement;
        return open == null || open.giveUp();
    }

    void acked(long now) {
        ackedAfterMillis = (int) Math.min(TimeUnit.NANOSECONDS.toMillis(now - begun), Integer.MAX_VALUE);
    }

    /** @param failure why the server has not deleted it, or null if it has */
    void ended(@Nullable Throwable failure) {
        Settlement acknowledged = settlement;
        if (acknowledged != null) acknowledged.ended(failure);
    }

    void interrupt() {
        Work<T> handlers = work;
        if (handlers != null && stage == Stage.HANDLING) handlers.interrupt();
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("what a handler wants done when its message is lost failed", e);
        }
    }

    @Override
    public boolean isLost() {
        return lost;
    }

    @Override
    public void onLost(Runnable action) {
        boolean already;
        synchronized (this) {
            var all = new ArrayList<>(onLost);
            all.add(action);
            onLost = all;
            already = lost;
        }
        if (already) guarded(action);
    }

    @Override
    public CompletionStage<Void> ack() {
        Settlement open = settlement;
        if (open == null) throw new IllegalStateException("not a consumer's with Acknowledgement.MANUAL");
        return open.acknowledge();
    }

    private void rejected() {
        Settlement open = settlement;
        if (open != null) open.reject();
    }

    @Override
    public void retryAfter(Duration delay) {
        decision = new Decision(Duration.ofSeconds(Seconds.of("delay", delay, Seconds.LONGEST_VISIBILITY)), null);
        rejected();
    }

    @Override
    public void fail(Throwable why) {
        failure = Objects.requireNonNull(why, "why");
        rejected();
    }

    @Override
    public void deadLetter(String why) {
        decision = new Decision(null, Objects.requireNonNull(why, "why"));
        rejected();
    }

    @Override
    public boolean isRejected() {
        return !decision.equals(Decision.NONE) || failure != null;
    }

    @Override
    public T body() {
        try {
            return message.body();
        } catch (MessageCodecException e) {
            if (!(e.getCause() instanceof InterruptedException)) undecodable = e;
            throw e;
        }
    }

    @Override
    public String text() {
        return message.text();
    }

    @Override
    public String id() {
        return message.id();
    }

    @Override
    public String receiptHandle() {
        return message.receiptHandle();
    }

    @Override
    public int receiveCount() {
        return message.receiveCount();
    }

    @Override
    public Instant sentAt() {
        return message.sentAt();
    }

    @Override
    public @Nullable String group() {
        return message.group();
    }

    @Override
    public @Nullable String sequenceNumber() {
        return message.sequenceNumber();
    }

    @Override
    public Map<String, AttributeValue> attributes() {
        return message.attributes();
    }

    @Override
    public Map<String, String> systemAttributes() {
        return message.systemAttributes();
    }

    @Override
    public String toString() {
        return message.toString();
    }
}
