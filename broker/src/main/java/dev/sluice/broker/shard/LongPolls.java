package dev.sluice.broker.shard;

import dev.sluice.broker.model.QueueId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Receives that wait for a message: connections, not state, so they live here and not in the machine. Owned by the shard
 * thread.
 *
 * <p>Ends of waiting are kept in a wheel of slices, a tenth of a second each: a poll ends at most that much late, never
 * early, and parking, waking and cancelling cost the same however many wait.
 */
final class LongPolls {
    private static final long SLICE_MILLIS = 100;

    /** One round must be longer than the longest wait, 20 s. */
    private static final int SLICES = 256;

    private final Map<QueueId, Waiting> waitingByQueue = new HashMap<>();
    private final IdentityHashMap<ReplyTo, LongPoll> pollsByReplyTo = new IdentityHashMap<>();
    private final @Nullable LongPoll[] slices = new LongPoll[SLICES];
    private long expiredUpTo;

    /** The polls of one queue, in the order they came. */
    private static final class Waiting {
        @Nullable
        LongPoll oldest;

        @Nullable
        LongPoll youngest;
    }

    LongPolls(long now) {
        this.expiredUpTo = now / SLICE_MILLIS;
    }

    int size() {
        return pollsByReplyTo.size();
    }

    /** Its deadline must lie less than 25 s ahead. */
    void park(LongPoll poll) {
        poll.parked = true;
        pollsByReplyTo.put(poll.replyTo, poll);
        appendToQueue(waitingByQueue.computeIfAbsent(poll.receive.queue(), queue -> new Waiting()), poll);
        addToSlice(poll);
    }

    /** Takes the poll that has waited longest, if one waits. */
    @Nullable
    LongPoll takeOldest(QueueId queue) {
        Waiting waiting = waitingByQueue.get(queue);
        if (waiting == null || waiting.oldest == null) return null;
        LongPoll oldest = waiting.oldest;
        remove(oldest);
        return oldest;
    }

    /** Drops the poll that would answer there, if it is parked. */
    void cancel(ReplyTo replyTo) {
        LongPoll poll = pollsByReplyTo.get(replyTo);
        if (poll != null) remove(poll);
    }

    /** Takes every poll whose time is up. */
    List<LongPoll> takeExpired(long now) {
        // A slice is over when all of it lies in the past, so a poll never ends early.
        long upTo = now / SLICE_MILLIS;
        if (upTo <= expiredUpTo || pollsByReplyTo.isEmpty()) {
            expiredUpTo = Math.max(expiredUpTo, upTo);
            return List.of();
        }
        var expired = new ArrayList<LongPoll>();
        for (long slice = Math.max(expiredUpTo, upTo - SLICES); slice < upTo; slice++) {
            LongPoll poll = slices[(int) (slice % SLICES)];
            while (poll != null) {
                LongPoll next = poll.nextInSlice;
                if (poll.deadline <= now) {
                    remove(poll);
                    expired.add(poll);
                }
                poll = next;
            }
        }
        expiredUpTo = upTo;
        return expired;
    }

    List<LongPoll> takeAll() {
        var all = new ArrayList<>(pollsByReplyTo.values());
        all.forEach(this::remove);
        return all;
    }

    /** When to look again, epoch milliseconds; {@link Long#MAX_VALUE} when nobody waits. */
    long nextExpiry() {
        if (pollsByReplyTo.isEmpty()) return Long.MAX_VALUE;
        for (long slice = expiredUpTo; slice < expiredUpTo + SLICES; slice++) {
            if (slices[(int) (slice % SLICES)] != null) return (slice + 1) * SLICE_MILLIS;
        }
        throw new IllegalStateException(pollsByReplyTo.size() + " polls are parked but none is in the wheel");
    }

    private void remove(LongPoll poll) {
        poll.parked = false;
        pollsByReplyTo.remove(poll.replyTo);
        removeFromQueue(poll);
        removeFromSlice(poll);
    }

    private void appendToQueue(Waiting waiting, LongPoll poll) {
        poll.olderInQueue = waiting.youngest;
        if (waiting.youngest == null) waiting.oldest = poll;
        else waiting.youngest.youngerInQueue = poll;
        waiting.youngest = poll;
    }

    private void removeFromQueue(LongPoll poll) {
        QueueId queue = poll.receive.queue();
        Waiting waiting = waitingByQueue.get(queue);
        if (waiting == null) throw new IllegalStateException("parked poll of " + queue + " is in no queue's list");
        if (poll.olderInQueue == null) waiting.oldest = poll.youngerInQueue;
        else poll.olderInQueue.youngerInQueue = poll.youngerInQueue;
        if (poll.youngerInQueue == null) waiting.youngest = poll.olderInQueue;
        else poll.youngerInQueue.olderInQueue = poll.olderInQueue;
        poll.olderInQueue = null;
        poll.youngerInQueue = null;
        if (waiting.oldest == null) waitingByQueue.remove(queue);
    }

    private void addToSlice(LongPoll poll) {
        int slice = sliceOf(poll);
        LongPoll first = slices[slice];
        poll.nextInSlice = first;
        if (first != null) first.previousInSlice = poll;
        slices[slice] = poll;
    }

    private void removeFromSlice(LongPoll poll) {
        if (poll.previousInSlice == null) slices[sliceOf(poll)] = poll.nextInSlice;
        else poll.previousInSlice.nextInSlice = poll.nextInSlice;
        if (poll.nextInSlice != null) poll.nextInSlice.previousInSlice = poll.previousInSlice;
        poll.previousInSlice = null;
        poll.nextInSlice = null;
    }

    private static int sliceOf(LongPoll poll) {
        return (int) (poll.deadline / SLICE_MILLIS % SLICES);
    }
}
