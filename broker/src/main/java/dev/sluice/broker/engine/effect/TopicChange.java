package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicId;

/** A row of a topic written or removed. */
public sealed interface TopicChange extends Change {

    /** Writes a topic's definition. */
    record PutTopic(TopicRecord topic) implements TopicChange {}

    /** Removes it; its subscriptions go by themselves, its log by {@link Change.RemoveLog}. */
    record RemoveTopic(TopicId topic) implements TopicChange {}

    record PutSubscription(SubscriptionRecord subscription) implements TopicChange {}

    record RemoveSubscription(SubscriptionId subscription) implements TopicChange {}

    /** Writes the head of a topic's log; at most one a turn and log. */
    record PutTopicHead(long logId, TopicHead head) implements TopicChange {}

    /** Writes how far a replay has got. */
    record PutReplay(Replay replay) implements TopicChange {}

    record RemoveReplay(SubscriptionId subscription) implements TopicChange {}
}
