package dev.sluice.broker.trigger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.sqs.MessageAttributeValue;
import dev.sluice.protocol.sqs.ReceivedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The event that AWS Lambda has for messages of a queue. */
final class SqsEvent {
    private static final JsonFactory JSON = new JsonFactory();

    private SqsEvent() {}

    static byte[] of(QueueId queue, Iterable<ReceivedMessage> messages) {
        var bytes = new ByteArrayOutputStream(1 << 10);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("Records");
            for (ReceivedMessage message : messages) write(json, queue, message);
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, QueueId queue, ReceivedMessage message) throws IOException {
        json.writeStartObject();
        json.writeStringField("messageId", message.messageId());
        json.writeStringField("receiptHandle", message.receiptHandle());
        json.writeStringField("body", message.body());
        json.writeObjectFieldStart("attributes");
        for (var attribute : message.attributes().entrySet()) {
            json.writeStringField(attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
        write(json, message.messageAttributes());
        if (message.md5OfMessageAttributes() != null) {
            json.writeStringField("md5OfMessageAttributes", message.md5OfMessageAttributes());
        }
        json.writeStringField("md5OfBody", message.md5OfBody());
        json.writeStringField("eventSource", "aws:sqs");
        json.writeStringField("eventSourceARN", queue.arn());
        json.writeStringField("awsRegion", queue.region());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Map<String, MessageAttributeValue> attributes) throws IOException {
        json.writeObjectFieldStart("messageAttributes");
        for (var attribute : attributes.entrySet()) {
            MessageAttributeValue value = attribute.getValue();
            json.writeObjectFieldStart(attribute.getKey());
            if (value.stringValue() != null) json.writeStringField("stringValue", value.stringValue());
            byte[] binary = value.binaryValue();
            if (binary != null) json.writeBinaryField("binaryValue", binary);
            json.writeArrayFieldStart("stringListValues");
            json.writeEndArray();
            json.writeArrayFieldStart("binaryListValues");
            json.writeEndArray();
            json.writeStringField("dataType", value.dataType());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
