package dev.sluice.broker.api.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.protocol.sqs.MessageDigests;
import java.util.List;
import java.util.Map;

/** Messages that are published past any topic: the bare text that one telephone gets, without an envelope. */
final class DirectMessages {
    private static final int LONGEST_TEXT = 1600;

    private DirectMessages() {}

    /**
     * @param key what the endpoint's text stands under, in a message with one for each kind
     * @throws dev.sluice.protocol.error.ApiException saying what is wrong with the message
     */
    static Message of(Publications.Draft draft, String key, SnsExchange<?> exchange) {
        PublishRules.checkMessage(draft.message());
        PublishRules.checkSubject(draft.subject());
        boolean structured = PublishRules.isStructured(draft.structure());
        Map<?, ?> structure = structured ? PublishRules.structure(draft.message()) : Map.of();
        List<MessageAttribute> attributes = SnsMessageAttributeRules.checked(draft.attributes());
        PublishRules.checkIds(draft.groupId(), draft.deduplicationId(), false);
        int sizeBytes = draft.message().getBytes(UTF_8).length + SnsMessageAttributeRules.sizeBytes(attributes);
        if (sizeBytes > TopicAttributes.DEFAULT_MAXIMUM_MESSAGE_BYTES)
            throw SnsFaults.invalidParameter("Message too long");

        String text = structured ? PublishRules.textFor(key, structure) : draft.message();
        return message(text, attributes, exchange);
    }

    /** A text message within the length of those. */
    static Message text(Publications.Draft draft, SnsExchange<?> exchange) {
        if (draft.message().codePointCount(0, draft.message().length()) > LONGEST_TEXT) {
            throw SnsFaults.invalidParameter("Message too long");
        }
        return of(draft, Protocol.SMS.wireName(), exchange);
    }

    static Message plain(String text, SnsExchange<?> exchange) {
        return message(text, List.of(), exchange);
    }

    private static Message message(String text, List<MessageAttribute> attributes, SnsExchange<?> exchange) {
        byte[] utf8 = text.getBytes(UTF_8);
        return new Message(
                exchange.newMessageId(),
                utf8,
                MessageDigests.md5(utf8),
                attributes,
                null,
                null,
                exchange.traceHeader(),
                Publications.SENDER);
    }
}
