package dev.sluice.broker.shard;

import dev.sluice.broker.model.QueueId;

/**
 * Told when a message became available in a queue, so that a consumer within the broker need not wait in a receive. Called
 * on the shard's thread, perhaps before the message is durable; a receive that follows is answered when it is.
 */
public interface Bell {
    Bell SILENT = queue -> {};

    /** Must return at once. */
    void ring(QueueId queue);
}
