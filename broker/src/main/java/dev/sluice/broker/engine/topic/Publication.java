package dev.sluice.broker.engine.topic;

import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of a publish, as the edge made it: all that is random, timed or JSON is done, so that delivering it joins
 * bytes. The envelope is
 *
 * <pre>
 * envelopeHead, SequenceNumber in a FIFO topic, the wording's envelope, UnsubscribeURL, envelopeTail, Replayed if it is
 * </pre>
 *
 * and a line feed with the closing brace. Each member but the first has what stands before it: a comma, a line feed and two
 * spaces; a space stands on both sides of its colon. Arrays are never changed after construction.
 *
 * @param sizeBytes as SNS counts it: the whole message as it was given, and the name, type and value of each attribute
 * @param wording for whoever {@code otherWordings} does not name
 * @param otherWordings by {@link Subscription#wordingKey}: protocols, and platforms of mobile push
 * @param deduplicationId for a FIFO topic: the one given, or the SHA-256 of the message in hexadecimal
 * @param deduplicatesByContent whether it is the latter, which the topic has to allow
 * @param senderId what ReceiveMessage shows of copies in queues
 * @param envelopeHead the opening brace, Type and MessageId
 * @param envelopeTail MessageAttributes, or empty
 * @param linkBase what unsubscribe links begin with, such as {@code http://localhost:9324}, fit for JSON
 */
public record Publication(
        MessageId id,
        int sizeBytes,
        Wording wording,
        Map<String, Wording> otherWordings,
        List<MessageAttribute> attributes,
        @Nullable String groupId,
        @Nullable String deduplicationId,
        boolean deduplicatesByContent,
        @Nullable String traceHeader,
        String senderId,
        byte[] envelopeHead,
        byte[] envelopeTail,
        byte[] linkBase) {

    public Publication {
        otherWordings = Map.copyOf(otherWordings);
        attributes = List.copyOf(attributes);
    }

    public Wording wording(String key) {
        return otherWordings.isEmpty() ? wording : otherWordings.getOrDefault(key, wording);
    }
}
