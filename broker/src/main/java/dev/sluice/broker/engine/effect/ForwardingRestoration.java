package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.Position;

/** Hands everything on. Whoever wants to see some of it pass by overrides that, and hands it on as well. */
public abstract class ForwardingRestoration implements Restoration {
    private final Restoration to;

    protected ForwardingRestoration(Restoration to) {
        this.to = to;
    }

    @Override
    public void shard(ShardHead head) {
        to.shard(head);
    }

    @Override
    public void mobile(MobileRow row) {
        to.mobile(row);
    }

    @Override
    public void queue(QueueRecord queue) {
        to.queue(queue);
    }

    @Override
    public void moveTask(MoveTask task) {
        to.moveTask(task);
    }

    @Override
    public void topic(TopicRecord topic) {
        to.topic(topic);
    }

    @Override
    public void subscription(SubscriptionRecord subscription) {
        to.subscription(subscription);
    }

    @Override
    public void hold(Hold hold) {
        to.hold(hold);
    }

    @Override
    public void replay(Replay replay) {
        to.replay(replay);
    }

    @Override
    public void head(long logId, QueueHead head) {
        to.head(logId, head);
    }

    @Override
    public void topicHead(long logId, TopicHead head) {
        to.topicHead(logId, head);
    }

    @Override
    public void due(long logId, long dueAt, int count) {
        to.due(logId, dueAt, count);
    }

    @Override
    public void touched(long logId, Position position, Touched touched) {
        to.touched(logId, position, touched);
    }
}
