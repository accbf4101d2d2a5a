package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Change.RemoveTouched;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.model.Position;

/**
 * How messages leave a standard queue: deleted, too old, or moved to another queue. Each is counted, and the weight of those
 * that stay corrected by what is known of it exactly.
 */
final class Departures {
    final WaitingMessages waiting;
    final TouchedMessages touched;
    final Totals totals;
    private final QueueMachine queue;

    Departures(QueueMachine queue, WaitingMessages waiting, TouchedMessages touched, Totals totals) {
        this.queue = queue;
        this.waiting = waiting;
        this.touched = touched;
        this.totals = totals;
    }

    void delete(TouchedMessage message, Effects effects) {
        remove(message, effects);
        totals.countDeleted(message.bytes);
        queue.markHeadChanged();
    }

    /** A message of this weight, which has been taken out, is in another queue now. */
    void countMoved(int bytes) {
        totals.countMoved(bytes);
        correctBytes();
        queue.markHeadChanged();
    }

    /** Gives up what is too old, in whatever state. */
    void expire(long now, Effects effects) {
        long sentAt = now - queue.attributes().retentionMillis();
        long waitingBefore = waiting.count();
        if (waitingBefore > 0) countExpired(waiting.expire(sentAt), waitingBefore);
        expireDue(now);
        while (touched.oldestSentAt() <= sentAt) {
            TouchedMessage oldest = touched.oldest();
            remove(oldest, effects);
            totals.countExpired(oldest.bytes);
            queue.markHeadChanged();
        }
    }

    /** Gives up delayed messages that became due too old. */
    void expireDue(long now) {
        if (!waiting.anyDue()) return;
        long waitingBefore = waiting.count();
        countExpired(waiting.expireDue(now - queue.attributes().retentionMillis()), waitingBefore);
    }

    private void countExpired(long count, long ofWaiting) {
        if (count == 0) return;
        totals.countExpiredWaiting(count, ofWaiting, touched.bytes());
        correctBytes();
        queue.markHeadChanged();
    }

    /** To be called when messages came to be touched, or went, so that their weight is known. */
    void correctBytes() {
        totals.correctBytes(touched.bytes(), waiting.count() == 0);
    }

    /** Removes the rows; the message must be counted. */
    void remove(TouchedMessage message, Effects effects) {
        touched.remove(message);
        Position position = message.position();
        effects.add(new RemoveTouched(queue.logId(), position));
        waiting.laneOf(message).removeStraggler(position, effects);
    }
}
