package dev.sluice.broker.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A subscription: its topic, and a random UUID made at the edge. */
public record SubscriptionId(TopicId topic, UUID uuid) implements Comparable<SubscriptionId> {
    private static final int UUID_CHARACTERS = 36;
    /** Accounts are digits, so no client's request reaches a queue of this one; and these come after all others. */
    private static final String INTERNAL_ACCOUNT = "sns";

    /** No internal queue comes before this, and no other after it. */
    public static final QueueId FIRST_INTERNAL = new QueueId(INTERNAL_ACCOUNT, "", "");

    public String arn() {
        return topic.arn() + ":" + uuid;
    }

    /** The subscription an ARN of any partition names; null when it is none of a subscription. */
    public static @Nullable SubscriptionId ofArn(String arn) {
        int colon = arn.lastIndexOf(':');
        if (colon < 0 || arn.length() - colon - 1 != UUID_CHARACTERS) return null;
        TopicId topic = TopicId.ofArn(arn.substring(0, colon));
        if (topic == null) return null;
        try {
            return new SubscriptionId(topic, UUID.fromString(arn.substring(colon + 1)));
        } catch (IllegalArgumentException noUuid) {
            return null;
        }
    }

    /** Where messages wait for whoever carries them to an endpoint that is no queue. */
    public QueueId internalQueue() {
        return internalQueue(topic.region(), uuid.toString());
    }

    /** A queue that no client can name. */
    public static QueueId internalQueue(String region, String name) {
        return new QueueId(INTERNAL_ACCOUNT, region, name);
    }

    /** Whether a queue is one of those. */
    public static boolean isInternal(QueueId queue) {
        return queue.account().equals(INTERNAL_ACCOUNT);
    }

    @Override
    public int compareTo(SubscriptionId other) {
        int byTopic = topic.compareTo(other.topic);
        return byTopic != 0 ? byTopic : uuid.compareTo(other.uuid);
    }
}
