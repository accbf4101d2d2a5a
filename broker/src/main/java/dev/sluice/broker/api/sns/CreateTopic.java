package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Caller;
import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.json.JsonText;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.sns.CreateTopicRequest;
import dev.sluice.protocol.sns.CreateTopicResponse;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a topic. For one that exists the answer is its ARN when every attribute and tag given is there already, so that a
 * program may create its topics each time it starts.
 */
final class CreateTopic implements SnsAction<CreateTopicRequest, CreateTopicResponse> {
    private static final int MOST_TAGS = 50;

    @Override
    public void start(CreateTopicRequest request, SnsExchange<CreateTopicResponse> exchange) {
        Map<String, String> given = request.attributes();
        boolean fifo = "true".equals(fifo(given));
        String name = TopicNames.checked(request.name(), fifo);
        Caller caller = exchange.caller();
        var topic = new TopicId(caller.account(), caller.region(), name);
        Map<TopicAttribute, String> wanted = TopicAttributeRules.atCreation(given, fifo);
        Map<String, String> tags = SnsTagRules.checked(request.tags());
        if (tags.size() > MOST_TAGS) throw SnsFaults.tooManyTags();
        String policy = request.dataProtectionPolicy() == null ? "" : request.dataProtectionPolicy();
        if (!policy.isEmpty()) DataProtectionPolicy.check(policy, topic);

        exchange.submit(new TopicCommand.CreateTopic(topic, withDefaults(wanted, fifo), tags, policy), reply -> {
            if (reply instanceof TopicReply.TopicExists exists) requireSame(wanted, tags, exists.topic());
            return new CreateTopicResponse(topic.arn());
        });
    }

    private static @Nullable String fifo(Map<String, String> given) {
        String value = given.get(TopicAttribute.FIFO_TOPIC.wireName());
        return value == null ? null : value.toLowerCase(Locale.ROOT);
    }

    /** What a FIFO topic shows that sets nothing else. */
    static TopicAttributes withDefaults(Map<TopicAttribute, String> wanted, boolean fifo) {
        if (!fifo) return new TopicAttributes(wanted);
        var all = new EnumMap<TopicAttribute, String>(TopicAttribute.class);
        all.put(TopicAttribute.FIFO_TOPIC, "true");
        all.put(TopicAttribute.CONTENT_BASED_DEDUPLICATION, "false");
        all.putAll(wanted);
        return new TopicAttributes(all);
    }

    private static void requireSame(Map<TopicAttribute, String> wanted, Map<String, String> tags, TopicRecord present) {
        wanted.forEach((attribute, value) -> {
            if (!isSame(attribute, value, present)) {
                throw AttributePlace.IN_MAP.fault("Topic already exists with different attributes");
            }
        });
        if (!present.tags().entrySet().containsAll(tags.entrySet())) {
            throw SnsFaults.invalidParameter("Tags", "Topic already exists with different tags");
        }
    }

    static boolean isSame(TopicAttribute attribute, String wanted, TopicRecord present) {
        String value = TopicReadBack.value(present, attribute);
        if (value == null) return false;
        return value.equals(wanted) || (isJson(attribute) && JsonText.sameMeaning(value, wanted));
    }

    private static boolean isJson(TopicAttribute attribute) {
        return attribute == TopicAttribute.POLICY || attribute == TopicAttribute.DELIVERY_POLICY;
    }
}
