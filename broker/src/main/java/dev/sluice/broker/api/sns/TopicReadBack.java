package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.effect.TopicCounts;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.TopicReply.TopicDescribed;
import dev.sluice.broker.model.TopicAttribute;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of a topic, as clients read them. */
final class TopicReadBack {
    private TopicReadBack() {}

    static Map<String, String> attributes(TopicDescribed described) {
        TopicRecord topic = described.topic();
        TopicCounts counts = described.counts();
        var shown = new LinkedHashMap<String, String>();
        shown.put("TopicArn", topic.id().arn());
        shown.put("Owner", topic.id().account());
        for (TopicAttribute attribute : TopicAttribute.values()) {
            String value = value(topic, attribute);
            if (value != null) shown.put(attribute.wireName(), value);
        }
        shown.put("SubscriptionsConfirmed", Integer.toString(counts.confirmed()));
        shown.put("SubscriptionsPending", Integer.toString(counts.pending()));
        shown.put("SubscriptionsDeleted", Long.toString(counts.deleted()));
        String deliveryPolicy = topic.attributes().value(TopicAttribute.DELIVERY_POLICY);
        shown.put(
                "EffectiveDeliveryPolicy",
                TopicDeliveryPolicy.of(deliveryPolicy).effective());
        if (counts.archivedSince() > 0) {
            shown.put(
                    "BeginningArchiveTime",
                    Instant.ofEpochMilli(counts.archivedSince()).toString());
        }
        return shown;
    }

    /** Null for one that a topic shows only when it was set. */
    static @Nullable String value(TopicRecord topic, TopicAttribute attribute) {
        String value = topic.attributes().value(attribute);
        if (value != null) return value;
        return switch (attribute) {
            case POLICY -> TopicPolicy.defaultOf(topic.id());
            case DISPLAY_NAME -> "";
            default -> null;
        };
    }
}
