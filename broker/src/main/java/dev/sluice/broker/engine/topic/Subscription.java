package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.effect.SubscriptionCounts;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.SubscriptionRecord.State;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionId;

/** One subscription of a topic: its definition, and where its messages go. */
final class Subscription {
    private final TopicMachine topic;
    private final QueueId queue;
    private SubscriptionRecord record;

    Subscription(TopicMachine topic, SubscriptionRecord record) {
        this.topic = topic;
        this.record = record;
        this.queue = queue(record);
    }

    private static QueueId queue(SubscriptionRecord record) {
        if (record.protocol() != Protocol.SQS) return record.id().internalQueue();
        QueueId queue = QueueId.ofArn(record.endpoint());
        if (queue == null) throw new IllegalArgumentException("no queue to deliver to: " + record);
        return queue;
    }

    TopicMachine topic() {
        return topic;
    }

    SubscriptionRecord record() {
        return record;
    }

    SubscriptionId id() {
        return record.id();
    }

    /** Where its messages are put: the endpoint, or the internal queue. */
    QueueId queue() {
        return queue;
    }

    boolean hasInternalQueue() {
        return record.protocol() != Protocol.SQS;
    }

    boolean isConfirmed() {
        return record.isConfirmed();
    }

    boolean isPending() {
        return record.state() == State.PENDING;
    }

    /** Whether it was ended by a link, so that nobody sees it. */
    boolean hasLeft() {
        return record.state() == State.LEFT;
    }

    void define(SubscriptionRecord changed) {
        record = changed;
    }

    SubscriptionCounts counts() {
        return new SubscriptionCounts(0, 0, 0, 0);
    }
}
