package dev.sluice.client.internal;

import dev.sluice.client.AttributeValue;
import dev.sluice.client.Delivery;
import dev.sluice.client.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that a consumer has received and not yet let go. Its handler sees it as {@link Delivery}; all that is not volatile
 * belongs to the consumer's loop.
 */
final class Held<T> implements Delivery<T> {

    enum Stage {
        /** Behind another one of its group. */
        WAITING,
        HANDLING,
        /** Its handler returned; the server has not confirmed the deletion. */
        DELETING
    }

    private volatile Received<T> message;
    private volatile boolean lost;
    private volatile @Nullable Duration retryAfter;

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

    private @Nullable Thread worker; // guarded by this, so that nobody else's task is interrupted

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
        lost = true;
        beatsNoMore = true;
    }

    @Nullable
    Duration chosenRetry() {
        return retryAfter;
    }

    synchronized void workerIs(@Nullable Thread thread) {
        worker = thread;
    }

    synchronized void interrupt() {
        if (worker != null) worker.interrupt();
    }

    @Override
    public boolean isLost() {
        return lost;
    }

    @Override
    public void retryAfter(Duration delay) {
        retryAfter = Duration.ofSeconds(Seconds.of("delay", delay, Seconds.LONGEST_VISIBILITY));
    }

    @Override
    public T body() {
        return message.body();
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
