package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.Position;

/**
 * Takes what a store held when it was opened, in this order: shard, platform applications, their endpoints, accounts
 * with text messages, their numbers, the sandbox, queues, move tasks, topics, subscriptions, holds, replays, heads of queues and topics, due counts, touched messages.
 */
public interface Restoration {

    void shard(ShardHead head);

    void mobile(MobileRow row);

    void queue(QueueRecord queue);

    /** Those of one source in the order of their numbers. */
    void moveTask(MoveTask task);

    void topic(TopicRecord topic);

    void subscription(SubscriptionRecord subscription);

    void hold(Hold hold);

    void replay(Replay replay);

    void head(long logId, QueueHead head);

    void topicHead(long logId, TopicHead head);

    void due(long logId, long dueAt, int count);

    void touched(long logId, Position position, Touched touched);
}
