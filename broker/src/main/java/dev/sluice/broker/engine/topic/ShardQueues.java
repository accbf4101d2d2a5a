package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import org.jspecify.annotations.Nullable;

/** The shard's queues, as its topics see them. */
public interface ShardQueues {

    /** A log id that was never used. */
    long newLogId();

    /** The index of the entry that is being applied. */
    long index();

    /** Sends the message there as its queue is set, whatever its size. False when there is no such queue. */
    boolean send(QueueId queue, Message message, long now, Effects effects);

    /** Removes from an internal queue what was received under this handle, and gives it out; null when it is gone. */
    @Nullable
    Message take(QueueId queue, ReceiptHandle handle, long now, Effects effects);

    /** What a queue has; null when there is no such queue. */
    @Nullable
    QueueCounts counts(QueueId queue, long now);

    /** Makes an internal queue. */
    void open(QueueId queue, long now, Effects effects);

    /** Removes an internal queue with all that is in it. */
    void close(QueueId queue, Effects effects);
}
