package dev.sluice.broker.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a producer sent, as it is stored and as it is handed out. Arrays are never changed after construction.
 *
 * @param body UTF-8, byte for byte what was sent
 * @param bodyMd5 16 bytes, kept so that a receive need not compute it again
 * @param traceHeader the X-Ray header, a system attribute
 * @param senderId who sent it, as ReceiveMessage reports
 * @param origin of a dead letter; null for every other message
 */
public record Message(
        MessageId id,
        byte[] body,
        byte[] bodyMd5,
        List<MessageAttribute> attributes,
        @Nullable String groupId,
        @Nullable String deduplicationId,
        @Nullable String traceHeader,
        String senderId,
        @Nullable DeadLetterOrigin origin) {

    /** A message that is no dead letter. */
    public Message(
            MessageId id,
            byte[] body,
            byte[] bodyMd5,
            List<MessageAttribute> attributes,
            @Nullable String groupId,
            @Nullable String deduplicationId,
            @Nullable String traceHeader,
            String senderId) {
        this(id, body, bodyMd5, attributes, groupId, deduplicationId, traceHeader, senderId, null);
    }

    /** The same message as a dead letter. */
    public Message from(DeadLetterOrigin newOrigin) {
        return new Message(id, body, bodyMd5, attributes, groupId, deduplicationId, traceHeader, senderId, newOrigin);
    }

    /** The same message under another deduplication id. */
    public Message deduplicatedBy(String other) {
        return new Message(id, body, bodyMd5, attributes, groupId, other, traceHeader, senderId, origin);
    }

    /** The same content as a new message. */
    public Message renewed(MessageId newId) {
        return new Message(newId, body, bodyMd5, attributes, groupId, deduplicationId, traceHeader, senderId);
    }

    /** How often it was received before it came to its queue: what its receive count starts from. */
    public int earlierReceives() {
        return origin == null ? 0 : origin.receiveCount();
    }

    /** When it was received first before it came to its queue; 0 when it never was. */
    public long earlierFirstReceivedAt() {
        return origin == null ? 0 : origin.firstReceivedAt();
    }

    /** Roughly what it takes on disk and in memory, for budgets; not the size that SQS limits. */
    public int weight() {
        int weight = 120 + body.length;
        for (MessageAttribute attribute : attributes) {
            weight += 40 + attribute.name().length() + attribute.value().length;
        }
        return weight;
    }
}
