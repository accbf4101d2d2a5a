package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.DeclaredTopic;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.sns.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks what a configuration declares by the rules that hold for requests. Attributes go by SNS's names. */
public final class DeclaredTopics {
    private static final int MOST_TAGS = 50;

    private DeclaredTopics() {}

    /**
     * @param name ends in {@code .fifo} for a FIFO topic
     * @param origin where it is declared, in words
     * @throws dev.sluice.protocol.error.ApiException as CreateTopic would answer
     */
    public static DeclaredTopic topic(
            String account,
            String region,
            String name,
            Map<String, String> attributes,
            Map<String, String> tags,
            List<DeclaredTopic.Subscription> subscriptions,
            String origin) {
        boolean fifo = name.endsWith(QueueId.FIFO_SUFFIX);
        var topic = new TopicId(account, region, TopicNames.checked(name, fifo));
        List<Tag> asked = new ArrayList<>();
        tags.forEach((key, value) -> asked.add(new Tag(key, value)));
        Map<String, String> checked = SnsTagRules.checked(asked);
        if (checked.size() > MOST_TAGS) throw SnsFaults.tooManyTags();
        return new DeclaredTopic(
                topic, TopicAttributeRules.atCreation(attributes, fifo), checked, subscriptions, origin);
    }

    /** @throws dev.sluice.protocol.error.ApiException as Subscribe would answer */
    public static DeclaredTopic.Subscription subscription(
            TopicId topic, String protocolName, String endpoint, Map<String, String> attributes) {
        Protocol protocol = EndpointRules.protocol(protocolName);
        EndpointRules.checked(protocol, endpoint, topic);
        var rules = new SubscriptionAttributeRules(protocol, endpoint, topic.isFifo());
        return new DeclaredTopic.Subscription(protocol, endpoint, rules.atCreation(attributes));
    }
}
