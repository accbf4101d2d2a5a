package dev.sluice.broker.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.PeekedMessage;
import dev.sluice.broker.model.DeadLetterOrigin;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.SequenceNumbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a message reads in JSON. What it does not have is left out. */
final class MessageJson {

    private MessageJson() {}

    /**
     * Writes the members of an object that is open.
     *
     * @param fifo whether the queue is one, so that the place in it is the client's affair too
     */
    static void write(JsonGenerator json, PeekedMessage seen, boolean fifo) throws IOException {
        Delivery delivery = seen.delivery();
        Message message = delivery.message();
        json.writeStringField("id", message.id().toString());
        json.writeStringField("state", name(seen.state()));
        writeInstant(json, "sentAt", delivery.sentAt());
        writeInstant(json, "receivableAt", seen.receivableAt());
        writeInstant(json, "firstReceivedAt", delivery.firstReceivedAt());
        json.writeNumberField("receiveCount", delivery.receiveCount());
        json.writeStringField("senderId", message.senderId());
        long sequence = delivery.handle().position().sequence();
        writeText(json, "sequenceNumber", fifo ? SequenceNumbers.text(sequence) : null);
        writeText(json, "groupId", message.groupId());
        writeText(json, "deduplicationId", message.deduplicationId());
        writeText(json, "traceHeader", message.traceHeader());
        DeadLetterOrigin origin = message.origin();
        if (origin != null)
            json.writeStringField("deadLetterSource", origin.source().arn());
        json.writeStringField("body", text(message.body()));
        json.writeStringField("bodyMd5", HexFormat.of().formatHex(message.bodyMd5()));
        json.writeObjectFieldStart("attributes");
        for (MessageAttribute attribute : message.attributes()) writeAttribute(json, attribute);
        json.writeEndObject();
    }

    /** As in the metrics. */
    static String name(MessageState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static void writeAttribute(JsonGenerator json, MessageAttribute attribute) throws IOException {
        json.writeObjectFieldStart(attribute.name());
        json.writeStringField("type", attribute.dataType());
        if (attribute.isBinary()) json.writeBinaryField("base64", attribute.value());
        else json.writeStringField("value", text(attribute.value()));
        json.writeEndObject();
    }

    private static void writeInstant(JsonGenerator json, String name, long epochMillis) throws IOException {
        if (epochMillis != 0)
            json.writeStringField(name, Instant.ofEpochMilli(epochMillis).toString());
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) json.writeStringField(name, value);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
