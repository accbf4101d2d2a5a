package dev.sluice.broker.api;

import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicId;
import java.util.List;
import java.util.Map;

/**
 * A topic that is to exist before the broker takes requests, and who is to be subscribed to it.
 *
 * @param wanted the attributes in their normal form
 * @param origin where it is declared, in words
 */
public record DeclaredTopic(
        TopicId id,
        Map<TopicAttribute, String> wanted,
        Map<String, String> tags,
        List<Subscription> subscriptions,
        String origin) {

    /** An endpoint that who runs the broker vouches for, so that it is not asked whether it wants to be subscribed. */
    public record Subscription(Protocol protocol, String endpoint, SubscriptionAttributes attributes) {}

    public DeclaredTopic {
        wanted = Map.copyOf(wanted);
        tags = Map.copyOf(tags);
        subscriptions = List.copyOf(subscriptions);
    }

    @Override
    public String toString() {
        return "topic " + id.name() + " (" + origin + ")";
    }
}
