package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.model.DeadLetterOrigin;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.RedrivePolicy;
import org.jspecify.annotations.Nullable;

/**
 * What one receive moves to the dead-letter queue: each message it would deliver that was received too often. Bounded, so
 * that a receive that meets thousands of them does not hold up the shard; those left are met by the next one.
 */
final class Redrive {
    private static final int MOST_MESSAGES = 100;
    private static final int MOST_BYTES = 1 << 20;

    private final QueueId source;
    private final @Nullable RedrivePolicy policy;
    private final DeadLetters deadLetters;
    private int messages;
    private long bytes;

    Redrive(QueueId source, @Nullable RedrivePolicy policy, DeadLetters deadLetters) {
        this.source = source;
        this.policy = policy;
        this.deadLetters = deadLetters;
    }

    /**
     * Puts the message into the dead-letter queue if it was received too often. When the answer is true, the giver must
     * remove it and count it as moved; while there is no such queue, messages are delivered on and on.
     *
     * @param receiveCount with the receives in earlier queues, which do not count here: a dead letter starts anew, or a
     *     queue that is its own dead-letter queue would never deliver it again
     */
    boolean moves(Message message, long sentAt, int receiveCount, long firstReceivedAt, long now, Effects effects) {
        if (policy == null) return false;
        if (receiveCount - message.earlierReceives() < policy.maxReceiveCount()) return false;
        Message letter = message.from(new DeadLetterOrigin(source, receiveCount, firstReceivedAt));
        if (!deadLetters.accept(policy.target(), letter, sentAt, false, now, effects)) return false;
        messages++;
        bytes += message.weight();
        return true;
    }

    /** Whether the queue has a dead-letter queue. */
    boolean isOn() {
        return policy != null;
    }

    /** Whether {@link #moves} is worth reading the message for. */
    boolean mayMove(int receiveCount) {
        return policy != null && receiveCount >= policy.maxReceiveCount();
    }

    boolean hasMoved() {
        return messages > 0;
    }

    /** The receive must end with what it has, and say that there may be more. */
    boolean exhausted() {
        return messages >= MOST_MESSAGES || bytes >= MOST_BYTES;
    }
}
