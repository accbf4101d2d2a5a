package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.QueueId;

/** The queues of a shard as one of them sees the others: where it may put a message that it gives up. */
public interface DeadLetters {

    /**
     * Puts the message into that queue, in the same batch as all else its giver writes. The target is ready for receives
     * before the command ends; it may be the giver itself.
     *
     * @param sentAt when the message was sent first
     * @param atOnce whether others come with it as fast as they can be moved
     * @return false when there is no such queue; then nothing was done
     */
    boolean accept(QueueId target, Message message, long sentAt, boolean atOnce, long now, Effects effects);
}
