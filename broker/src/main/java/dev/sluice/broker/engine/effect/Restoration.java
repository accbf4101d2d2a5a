package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.Position;

/**
 * Takes what a store held when it was opened, in this order: shard, queues, move tasks, holds, heads, due counts, touched
 * messages.
 */
public interface Restoration {

    void shard(ShardHead head);

    void queue(QueueRecord queue);

    /** Those of one source in the order of their numbers. */
    void moveTask(MoveTask task);

    void hold(Hold hold);

    void head(long logId, QueueHead head);

    void due(long logId, long dueAt, int count);

    void touched(long logId, Position position, Touched touched);
}
