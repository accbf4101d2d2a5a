package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.TopicId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command or a question about topics was answered with. */
public sealed interface TopicReply extends Reply {

    record TopicCreated(TopicRecord topic) implements TopicReply {}

    /** A topic of that name exists; whether the wish agrees with it is for the asker to judge. */
    record TopicExists(TopicRecord topic) implements TopicReply {}

    record TopicDescribed(TopicRecord topic, TopicCounts counts) implements TopicReply {}

    /** Names in order; {@code more} when others follow the last. */
    record TopicsListed(List<TopicId> topics, boolean more) implements TopicReply {}

    /** Every topic with its counts, and every subscription with its own, in order; for metrics and the management port. */
    record TopicsSurveyed(List<TopicDescribed> topics, List<SubscriptionSurveyed> subscriptions)
            implements TopicReply {}

    /** @param internal what waits to be carried to an endpoint that is no queue; null when the endpoint is one */
    record SubscriptionSurveyed(
            SubscriptionRecord subscription,
            SubscriptionCounts counts,
            @Nullable QueueCounts internal) {}

    /** The subscription, as it is now: whether it was made now, or was there already, or was confirmed. */
    record Subscribed(SubscriptionRecord subscription) implements TopicReply {}

    /** @param replay how far it has got with what its ReplayPolicy wants; null when it wants nothing, or has not begun */
    record SubscriptionDescribed(
            TopicRecord topic,
            SubscriptionRecord subscription,
            SubscriptionCounts counts,
            @Nullable Replay replay) implements TopicReply {}

    /** In order; {@code more} when others follow the last. */
    record SubscriptionsListed(List<SubscriptionRecord> subscriptions, boolean more) implements TopicReply {}

    /**
     * The subscriptions whose messages wait in internal queues, whatever their state, with their topics.
     *
     * @param version changes when the answer does
     * @param captures where else messages wait that nobody receives
     */
    record EndpointsListed(long version, List<SubscriptionDescribed> subscriptions, List<Capture> captures)
            implements TopicReply {}

    /** The answer would be the one of that version. */
    record EndpointsUnchanged() implements TopicReply {}

    /** One outcome for each message of the publish, in order. */
    record Published(List<PublishOutcome> outcomes) implements TopicReply {}

    /** The messages were not made by the topic's data protection policy, which is this one; empty for none. */
    record ProtectedOtherwise(String policy) implements TopicReply {}

    /** Under which id the message, or the one that it repeats, was accepted; its sequence in a FIFO topic, else 0. */
    record PublishOutcome(MessageId messageId, long sequence) {}
}
