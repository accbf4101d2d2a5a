package dev.sluice.broker.api.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.topic.Publication;
import dev.sluice.broker.engine.topic.Wording;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.sns.MessageAttributeValue;
import dev.sluice.protocol.sqs.MessageDigests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a client wants to publish into what the machine delivers: checked, and with everything in it that takes a
 * clock, chance or JSON. Owned by one event loop.
 */
final class Publications {
    /** What a queue shows as the sender of what a topic delivers. */
    static final String SENDER = "sns.amazonaws.com";

    private final Timestamps timestamps;
    private final Envelopes envelopes = new Envelopes();

    Publications(Timestamps timestamps) {
        this.timestamps = timestamps;
    }

    /** What Publish and an entry of PublishBatch have in common. */
    record Draft(
            String message,
            @Nullable String subject,
            @Nullable String structure,
            Map<String, MessageAttributeValue> attributes,
            @Nullable String groupId,
            @Nullable String deduplicationId) {}

    /** @throws dev.sluice.protocol.error.ApiException saying what is wrong with the message, as far as that needs no look at the topic */
    Publication of(Draft draft, TopicId topic, SnsExchange<?> exchange) {
        PublishRules.checkMessage(draft.message);
        PublishRules.checkSubject(draft.subject);
        boolean structured = PublishRules.isStructured(draft.structure);
        Map<?, ?> structure = structured ? PublishRules.structure(draft.message) : Map.of();
        List<MessageAttribute> attributes = SnsMessageAttributeRules.checked(draft.attributes);
        PublishRules.checkIds(draft.groupId, draft.deduplicationId, topic.isFifo());

        byte[] message = draft.message.getBytes(UTF_8);
        String timestamp = timestamps.now();
        String text = structured ? PublishRules.defaultText(structure) : draft.message;
        byte[] utf8 = structured ? text.getBytes(UTF_8) : message;
        var others = new HashMap<String, Wording>();
        PublishRules.otherTexts(structure)
                .forEach((key, other) ->
                        others.put(key, wording(other, other.getBytes(UTF_8), draft.subject, topic, timestamp)));

        boolean byContent = topic.isFifo() && draft.deduplicationId == null;
        MessageId id = exchange.newMessageId();
        return new Publication(
                id,
                message.length + SnsMessageAttributeRules.sizeBytes(attributes),
                wording(text, utf8, draft.subject, topic, timestamp),
                others,
                attributes,
                draft.groupId,
                byContent ? MessageDigests.sha256(message) : draft.deduplicationId,
                byContent,
                exchange.traceHeader(),
                SENDER,
                envelopes.head(id),
                envelopes.attributes(attributes),
                envelopes.insideString(exchange.baseUrl()));
    }

    private Wording wording(String text, byte[] utf8, @Nullable String subject, TopicId topic, String timestamp) {
        return new Wording(utf8, MessageDigests.md5(utf8), envelopes.middle(topic, subject, text, timestamp));
    }
}
