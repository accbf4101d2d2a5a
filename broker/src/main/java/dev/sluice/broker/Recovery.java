package dev.sluice.broker;

import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Position;

/** Passes on what a store held and counts it, for the line that says a broker has started. */
final class Recovery implements Restoration {
    private final Restoration machine;
    private long queues;
    private long topics;
    private long subscriptions;
    private long messages;
    private long received;

    Recovery(Restoration machine) {
        this.machine = machine;
    }

    @Override
    public void shard(ShardHead head) {
        machine.shard(head);
    }

    @Override
    public void queue(QueueRecord queue) {
        queues++;
        machine.queue(queue);
    }

    @Override
    public void moveTask(MoveTask task) {
        machine.moveTask(task);
    }

    @Override
    public void topic(TopicRecord topic) {
        topics++;
        machine.topic(topic);
    }

    @Override
    public void subscription(SubscriptionRecord subscription) {
        subscriptions++;
        machine.subscription(subscription);
    }

    @Override
    public void replay(Replay replay) {
        machine.replay(replay);
    }

    @Override
    public void topicHead(long logId, TopicHead head) {
        machine.topicHead(logId, head);
    }

    @Override
    public void hold(Hold hold) {
        machine.hold(hold);
    }

    @Override
    public void head(long logId, QueueHead head) {
        messages += head.live();
        machine.head(logId, head);
    }

    @Override
    public void due(long logId, long dueAt, int count) {
        machine.due(logId, dueAt, count);
    }

    @Override
    public void touched(long logId, Position position, Touched touched) {
        received++;
        machine.touched(logId, position, touched);
    }

    @Override
    public String toString() {
        String ofQueues = queues + " queues with " + messages + " messages, " + received + " of them received before";
        return topics == 0 ? ofQueues : ofQueues + ", " + topics + " topics with " + subscriptions + " subscriptions";
    }
}
