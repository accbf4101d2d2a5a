package dev.sluice.broker;

import dev.sluice.broker.engine.effect.ForwardingRestoration;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Position;

/** Passes on what a store held and counts it, for the line that says a broker has started. */
final class Recovery extends ForwardingRestoration {
    private long queues;
    private long topics;
    private long subscriptions;
    private long messages;
    private long received;

    Recovery(Restoration machine) {
        super(machine);
    }

    @Override
    public void queue(QueueRecord queue) {
        queues++;
        super.queue(queue);
    }

    @Override
    public void topic(TopicRecord topic) {
        topics++;
        super.topic(topic);
    }

    @Override
    public void subscription(SubscriptionRecord subscription) {
        subscriptions++;
        super.subscription(subscription);
    }

    @Override
    public void head(long logId, QueueHead head) {
        messages += head.live();
        super.head(logId, head);
    }

    @Override
    public void touched(long logId, Position position, Touched touched) {
        received++;
        super.touched(logId, position, touched);
    }

    @Override
    public String toString() {
        String ofQueues = queues + " queues with " + messages + " messages, " + received + " of them received before";
        return topics == 0 ? ofQueues : ofQueues + ", " + topics + " topics with " + subscriptions + " subscriptions";
    }
}
