package dev.sluice.client;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that was received and is hidden from others until its visibility timeout ends. It stays in the queue until it
 * is deleted.
 *
 * <pre>{@code
 * for (Received<String> message : queue.receive(ReceiveOptions.DEFAULT)) {
 *     System.out.println(message.body());
 *     queue.delete(message);
 * }
 * }</pre>
 *
 * @param <T> the type of the body
 */
public interface Received<T> {

    /**
     * The body, decoded at the first call.
     *
     * @throws MessageCodecException when the codec cannot make sense of it
     */
    T body();

    /** The body as it was sent. */
    String text();

    /** What {@link SendResult#messageId} told the sender. */
    String id();

    /** Names this receive of this message; needed to delete it or to change how long it is hidden. */
    String receiptHandle();

    /** How often it was received, this time included; 1 the first time. */
    int receiveCount();

    /** When it was sent, to the millisecond, by the server's clock. */
    Instant sentAt();

    /** The message group, or null. */
    @Nullable
    String group();

    /** FIFO queues only: twenty digits, larger for later messages of the same group. */
    @Nullable
    String sequenceNumber();

    /** What the sender attached. */
    Map<String, AttributeValue> attributes();

    /** What the service attached, under its own names: {@code ApproximateReceiveCount}, {@code AWSTraceHeader}. */
    Map<String, String> systemAttributes();
}
