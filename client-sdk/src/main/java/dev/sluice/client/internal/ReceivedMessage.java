package dev.sluice.client.internal;

import dev.sluice.client.AttributeValue;
import dev.sluice.client.MessageCodec;
import dev.sluice.client.MessageCodecException;
import dev.sluice.client.Received;
import dev.sluice.protocol.sqs.MessageAttributeValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as it came over the wire; what few ask for is made when asked for. */
final class ReceivedMessage<T> implements Received<T> {
    private final dev.sluice.protocol.sqs.ReceivedMessage wire;
    private final MessageCodec<T> codec;
    private volatile @Nullable T body;

    ReceivedMessage(dev.sluice.protocol.sqs.ReceivedMessage wire, MessageCodec<T> codec) {
        this.wire = wire;
        this.codec = codec;
    }

    @Override
    public T body() {
        T known = body;
        if (known != null) return known;
        try {
            T decoded = codec.decode(this);
            body = decoded;
            return decoded;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MessageCodecException("interrupted while decoding " + wire.messageId(), e);
        } catch (Exception e) {
            throw new MessageCodecException("the body of " + wire.messageId() + " is not what the codec reads", e);
        }
    }

    @Override
    public String text() {
        return wire.body();
    }

    @Override
    public String id() {
        return wire.messageId();
    }

    @Override
    public String receiptHandle() {
        return wire.receiptHandle();
    }

    @Override
    public int receiveCount() {
        return Integer.parseInt(wire.attributes().getOrDefault("ApproximateReceiveCount", "1"));
    }

    @Override
    public Instant sentAt() {
        return Instant.ofEpochMilli(Long.parseLong(wire.attributes().getOrDefault("SentTimestamp", "0")));
    }

    @Override
    public @Nullable String group() {
        return wire.attributes().get("MessageGroupId");
    }

    @Override
    public @Nullable String sequenceNumber() {
        return wire.attributes().get("SequenceNumber");
    }

    @Override
    public Map<String, AttributeValue> attributes() {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        wire.messageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
        return attributes;
    }

    @Override
    public Map<String, String> systemAttributes() {
        return wire.attributes();
    }

    private static AttributeValue attribute(MessageAttributeValue value) {
        String type = value.dataType() == null ? "String" : value.dataType();
        byte[] bytes = value.binaryValue();
        if (bytes != null) return AttributeValue.binary(type, bytes);
        return AttributeValue.text(type, value.stringValue() == null ? "" : value.stringValue());
    }

    @Override
    public String toString() {
        return "message " + wire.messageId();
    }
}
