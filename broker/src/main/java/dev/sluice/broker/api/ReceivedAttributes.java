package dev.sluice.broker.api;

import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.model.DeadLetterOrigin;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.SequenceNumbers;
import dev.sluice.protocol.sqs.MessageAttributeValue;
import dev.sluice.protocol.sqs.MessageDigests;
import dev.sluice.protocol.sqs.ReceiveMessageRequest;
import dev.sluice.protocol.sqs.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which attributes a receive asks for, and messages worded with just those. */
final class ReceivedAttributes {
    private static final int SENDER = 1;
    private static final int SENT = 1 << 1;
    private static final int COUNT = 1 << 2;
    private static final int FIRST_RECEIVED = 1 << 3;
    private static final int GROUP = 1 << 4;
    private static final int TRACE = 1 << 5;
    private static final int DEDUPLICATION = 1 << 6;
    private static final int SEQUENCE = 1 << 7;
    private static final int DEAD_LETTER_SOURCE = 1 << 8;
    private static final int ALL = (1 << 9) - 1;

    private static final ReceiveMessageRequest EVERYTHING =
            new ReceiveMessageRequest(null, List.of("All"), List.of(), List.of("All"), null, null, null, null);

    /** Bits of the system attributes asked for, by either of the two lists. */
    private final int system;

    /** Names, prefixes ending in {@code .*}, or a word for all. */
    private final List<String> filters;

    private final boolean fifo;

    /** @param fifo whether the queue is a FIFO queue */
    ReceivedAttributes(ReceiveMessageRequest request, boolean fifo) {
        this.fifo = fifo;
        this.system = bits(request.attributeNames()) | bits(request.messageSystemAttributeNames());
        this.filters = request.messageAttributeNames();
    }

    static ReceivedAttributes everything(boolean fifo) {
        return new ReceivedAttributes(EVERYTHING, fifo);
    }

    ReceivedMessage worded(Delivery delivery, String handle) {
        Message message = delivery.message();
        var attributes = messageAttributes(message);
        return new ReceivedMessage(
                message.id().toString(),
                handle,
                MessageDigests.hex(message.bodyMd5()),
                new String(message.body(), StandardCharsets.UTF_8),
                systemAttributes(delivery),
                MessageAttributeRules.digest(attributes),
                attributes);
    }

    private Map<String, String> systemAttributes(Delivery delivery) {
        if (system == 0) return Map.of();
        Message message = delivery.message();
        var attributes = new LinkedHashMap<String, String>();
        if (wants(SENDER)) attributes.put("SenderId", message.senderId());
        if (wants(SENT)) attributes.put("SentTimestamp", Long.toString(delivery.sentAt()));
        if (wants(COUNT)) attributes.put("ApproximateReceiveCount", Integer.toString(delivery.receiveCount()));
        if (wants(FIRST_RECEIVED)) {
            attributes.put("ApproximateFirstReceiveTimestamp", Long.toString(delivery.firstReceivedAt()));
        }
        String group = message.groupId();
        if (group != null && wants(GROUP)) attributes.put("MessageGroupId", group);
        String deduplication = message.deduplicationId();
        if (fifo && deduplication != null && wants(DEDUPLICATION)) {
            attributes.put("MessageDeduplicationId", deduplication);
        }
        if (fifo && wants(SEQUENCE)) {
            attributes.put(
                    "SequenceNumber",
                    SequenceNumbers.text(delivery.handle().position().sequence()));
        }
        String trace = message.traceHeader();
        if (trace != null && wants(TRACE)) attributes.put(MessageAttributeRules.TRACE_HEADER, trace);
        DeadLetterOrigin origin = message.origin();
        if (origin != null && wants(DEAD_LETTER_SOURCE)) {
            attributes.put("DeadLetterQueueSourceArn", origin.source().arn());
        }
        return attributes;
    }

    private boolean wants(int bit) {
        return (system & bit) != 0;
    }

    /** Names of other things, queue attributes among them, are harmless here. */
    private static int bits(List<String> names) {
        int bits = 0;
        for (String name : names) {
            bits |= switch (name) {
                case "All" -> ALL;
                case "SenderId" -> SENDER;
                case "SentTimestamp" -> SENT;
                case "ApproximateReceiveCount" -> COUNT;
                case "ApproximateFirstReceiveTimestamp" -> FIRST_RECEIVED;
                case "MessageGroupId" -> GROUP;
                case "MessageDeduplicationId" -> DEDUPLICATION;
                case "SequenceNumber" -> SEQUENCE;
                case MessageAttributeRules.TRACE_HEADER -> TRACE;
                case "DeadLetterQueueSourceArn" -> DEAD_LETTER_SOURCE;
                default -> 0;
            };
        }
        return bits;
    }

    private Map<String, MessageAttributeValue> messageAttributes(Message message) {
        if (filters.isEmpty() || message.attributes().isEmpty()) return Map.of();
        var selected = new LinkedHashMap<String, MessageAttributeValue>();
        for (MessageAttribute attribute : message.attributes()) {
            if (isWanted(attribute.name())) selected.put(attribute.name(), value(attribute));
        }
        return selected;
    }

    private boolean isWanted(String name) {
        for (String filter : filters) {
            if (filter.equals("All") || filter.equals("*") || filter.equals(name)) return true;
            // The dot before the star is no boundary: col.* takes color.
            if (filter.endsWith(".*") && name.regionMatches(0, filter, 0, filter.length() - 2)) return true;
        }
        return false;
    }

    private static MessageAttributeValue value(MessageAttribute attribute) {
        return attribute.isBinary()
                ? new MessageAttributeValue(attribute.dataType(), null, attribute.value(), false)
                : new MessageAttributeValue(
                        attribute.dataType(), new String(attribute.value(), StandardCharsets.UTF_8), null, false);
    }
}
