package dev.sluice.broker.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.SubscriptionCounts;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicCounts;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.TopicReply.SubscriptionSurveyed;
import dev.sluice.broker.engine.effect.TopicReply.TopicDescribed;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How topics and subscriptions read in JSON, in the manner of queues: attributes as SNS spells them, as far as they were set. */
final class TopicJson {

    private TopicJson() {}

    /** Writes the members of an object that is open. */
    static void write(JsonGenerator json, TopicDescribed described) throws IOException {
        TopicRecord topic = described.topic();
        TopicCounts counts = described.counts();
        json.writeStringField("account", topic.id().account());
        json.writeStringField("region", topic.id().region());
        json.writeStringField("name", topic.id().name());
        json.writeStringField("arn", topic.id().arn());
        json.writeStringField("createdAt", instant(topic.createdAt()));
        json.writeObjectFieldStart("attributes");
        for (var attribute : topic.attributes().given().entrySet()) {
            json.writeStringField(attribute.getKey().wireName(), attribute.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("tags");
        for (Map.Entry<String, String> tag : new TreeMap<>(topic.tags()).entrySet()) {
            json.writeStringField(tag.getKey(), tag.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("published", counts.published());
        json.writeObjectFieldStart("subscriptionCounts");
        json.writeNumberField("confirmed", counts.confirmed());
        json.writeNumberField("pending", counts.pending());
        json.writeNumberField("deleted", counts.deleted());
        json.writeEndObject();
        if (counts.archivedSince() > 0) json.writeStringField("archivedSince", instant(counts.archivedSince()));
    }

    /** The same; what it says of deliveries is since the broker was started. */
    static void write(JsonGenerator json, SubscriptionSurveyed surveyed, long now) throws IOException {
        SubscriptionRecord subscription = surveyed.subscription();
        SubscriptionCounts counts = surveyed.counts();
        json.writeStringField("arn", subscription.id().arn());
        json.writeStringField("protocol", subscription.protocol().wireName());
        json.writeStringField("endpoint", subscription.endpoint());
        json.writeStringField("owner", subscription.owner());
        json.writeBooleanField("confirmed", subscription.isConfirmed());
        json.writeStringField("createdAt", instant(subscription.createdAt()));
        json.writeObjectFieldStart("attributes");
        for (var attribute : subscription.attributes().given().entrySet()) {
            json.writeStringField(attribute.getKey().wireName(), attribute.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("delivered", counts.delivered());
        json.writeNumberField("filteredOut", counts.filteredOut());
        json.writeNumberField("deadLettered", counts.deadLettered());
        json.writeNumberField("lost", counts.lost());
        QueueCounts internal = surveyed.internal();
        if (internal == null) return;
        json.writeNumberField("waiting", internal.present());
        json.writeNumberField("oldestAgeSeconds", QueueJson.ageSeconds(internal.oldestSentAt(), now));
        json.writeStringField("messages", TopicPages.messagesOf(subscription.id()));
    }

    private static String instant(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }
}
