package dev.sluice.broker.api.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.api.protection.Audit;
import dev.sluice.broker.api.protection.ProtectionPolicy;
import dev.sluice.broker.api.protection.ProtectionPolicy.Direction;
import dev.sluice.broker.api.sns.Protections.Protection;
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
    private final Audits audits;
    private final Protections protections = new Protections();
    private final Envelopes envelopes = new Envelopes();

    Publications(Timestamps timestamps, Audits audits) {
        this.timestamps = timestamps;
        this.audits = audits;
    }

    Protections protections() {
        return protections;
    }

    /** What Publish and an entry of PublishBatch have in common. */
    record Draft(
            String message,
            @Nullable String subject,
            @Nullable String structure,
            Map<String, MessageAttributeValue> attributes,
            @Nullable String groupId,
            @Nullable String deduplicationId) {}

    /**
     * @param protection what the topic's data protection policy is taken to be
     * @throws dev.sluice.protocol.error.ApiException saying what is wrong with the message, as far as that needs no look at
     *     the topic; or that the policy denies it
     */
    Publication of(Draft draft, TopicId topic, Protection protection, SnsExchange<?> exchange) {
        PublishRules.checkMessage(draft.message);
        PublishRules.checkSubject(draft.subject);
        boolean structured = PublishRules.isStructured(draft.structure);
        Map<?, ?> structure = structured ? PublishRules.structure(draft.message) : Map.of();
        List<MessageAttribute> attributes = SnsMessageAttributeRules.checked(draft.attributes);
        PublishRules.checkIds(draft.groupId, draft.deduplicationId, topic.isFifo());

        byte[] message = draft.message.getBytes(UTF_8);
        String timestamp = timestamps.now();
        String text = structured ? PublishRules.defaultText(structure) : draft.message;
        var frame = new Frame(draft.subject, topic, timestamp);
        Wording wording = protection.isNone()
                ? wording(text, structured ? text.getBytes(UTF_8) : message, frame)
                : wording(text, frame, protection.policy(), exchange);
        var others = new HashMap<String, Wording>();
        PublishRules.otherTexts(structure)
                .forEach((key, other) -> others.put(
                        key,
                        protection.isNone()
                                ? wording(other, other.getBytes(UTF_8), frame)
                                : wording(other, frame, protection.policy(), exchange)));

        boolean byContent = topic.isFifo() && draft.deduplicationId == null;
        MessageId id = exchange.newMessageId();
        return new Publication(
                id,
                message.length + SnsMessageAttributeRules.sizeBytes(attributes),
                wording,
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

    /** What an envelope has beside the message. */
    private record Frame(@Nullable String subject, TopicId topic, String timestamp) {}

    private Wording wording(String text, byte[] utf8, Frame frame) {
        return new Wording(
                utf8, MessageDigests.md5(utf8), envelopes.middle(frame.topic, frame.subject, text, frame.timestamp));
    }

    /** The text as the policy lets it in, which is what filters see, and as it lets it out. */
    private Wording wording(String text, Frame frame, ProtectionPolicy policy, SnsExchange<?> exchange) {
        String account = exchange.caller().account();
        if (policy.denies(Direction.INBOUND, account, text)) {
            throw SnsFaults.deniedByProtection(exchange.principal(), frame.topic);
        }
        String in = policy.deidentified(Direction.INBOUND, account, text);
        String out = policy.deidentified(Direction.OUTBOUND, account, in);
        Wording wording = wording(out, out.getBytes(UTF_8), frame);
        return new Wording(
                wording.text(),
                wording.textMd5(),
                wording.envelope(),
                in.getBytes(UTF_8),
                policy.denies(Direction.OUTBOUND, account, in));
    }

    /** Looks at what was published, if the policy has it looked at. */
    void audit(
            List<Draft> drafts,
            List<Publication> published,
            TopicId topic,
            Protection protection,
            SnsExchange<?> exchange) {
        Audit audit = protection.policy().audit(exchange.caller().account());
        if (audit == null) return;
        for (int i = 0; i < drafts.size(); i++) {
            audits.examine(audit, drafts.get(i).message, published.get(i).id(), topic, exchange.principal());
        }
    }
}
