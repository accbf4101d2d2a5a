package dev.sluice.broker.shard;

import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be applied: the first of the two places where work crosses threads. Anybody may put, one thread takes.
 * Bounded: when it is full the client is told to come again, so memory does not grow with load.
 */
final class Mailbox {
    private final MpscArrayQueue<Letter> letters;

    /** Cancellations are never refused; there is at most one for each open connection. */
    private final Queue<ReplyTo> cancellations = new ConcurrentLinkedQueue<>();

    private volatile @Nullable Thread sleeper;
    private volatile boolean nudged;

    Mailbox(int capacity) {
        this.letters = new MpscArrayQueue<>(capacity);
    }

    /** False when it is full. */
    boolean put(Letter letter) {
        if (!letters.offer(letter)) return false;
        wake();
        return true;
    }

    void cancel(ReplyTo replyTo) {
        cancellations.add(replyTo);
        wake();
    }

    @Nullable
    Letter take() {
        return letters.relaxedPoll();
    }

    @Nullable
    ReplyTo takeCancellation() {
        return cancellations.poll();
    }

    int size() {
        return letters.size();
    }

    /** The owner is to look around again, though nothing is put: if it is about to sleep it does not. */
    void nudge() {
        nudged = true;
        wake();
    }

    /** Sleeps until something is put, {@link #wake} is called, or the time is up. */
    void await(long millis) {
        sleeper = Thread.currentThread();
        if (letters.isEmpty() && cancellations.isEmpty() && !nudged) LockSupport.parkNanos(this, millis * 1_000_000);
        sleeper = null;
        nudged = false; // whoever nudged did so before the turn that follows
    }

    void wake() {
        // The put before must be visible before the sleeper is looked at, or both sides could miss each other.
        VarHandle.fullFence();
        Thread thread = sleeper;
        if (thread != null) {
            sleeper = null;
            LockSupport.unpark(thread);
        }
    }
}
