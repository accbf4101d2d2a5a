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
 */
public record Message(
        MessageId id,
        byte[] body,
        byte[] bodyMd5,
        List<MessageAttribute> attributes,
        @Nullable String groupId,
        @Nullable String deduplicationId,
        @Nullable String traceHeader,
        String senderId) {

    /** Roughly what it takes on disk and in memory, for budgets; not the size that SQS limits. */
    public int weight() {
        int weight = 120 + body.length;
        for (MessageAttribute attribute : attributes) {
            weight += 40 + attribute.name().length() + attribute.value().length;
        }
        return weight;
    }
}
