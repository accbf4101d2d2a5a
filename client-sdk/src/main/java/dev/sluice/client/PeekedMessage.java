package dev.sluice.client;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that was looked at where it is. Nothing about it has changed: it is not received, not hidden, and has no receipt to
 * delete it with. The body is text as it was sent, whether a codec can read it or not.
 *
 * <pre>{@code
 * for (PeekedMessage waiting : queue.peek(20)) {
 *     System.out.println(waiting.state() + " " + waiting.sentAt() + " " + waiting.text());
 * }
 * }</pre>
 *
 * @param id what {@link SendResult#messageId} told the sender
 * @param state where it was at that moment
 * @param text the body
 * @param receiveCount how often it has been received, 0 if never
 * @param sentAt to the millisecond, by the server's clock
 * @param group the message group, or null
 * @param sequenceNumber FIFO queues only: twenty digits, larger for later messages of the same group
 * @param attributes what the sender attached
 * @param systemAttributes what the service attached, under its own names
 */
public record PeekedMessage(
        String id,
        State state,
        String text,
        int receiveCount,
        Instant sentAt,
        @Nullable String group,
        @Nullable String sequenceNumber,
        Map<String, AttributeValue> attributes,
        Map<String, String> systemAttributes) {

    /** Where a message of a queue can be. */
    public enum State {
        /** It can be received; of a FIFO queue, unless its group has a message in flight. */
        AVAILABLE,
        /** It was received and is hidden until it is deleted or its visibility timeout ends. */
        IN_FLIGHT,
        /** Its delay is not over. */
        DELAYED
    }

    public PeekedMessage {
        attributes = Map.copyOf(attributes);
        systemAttributes = Map.copyOf(systemAttributes);
    }
}
