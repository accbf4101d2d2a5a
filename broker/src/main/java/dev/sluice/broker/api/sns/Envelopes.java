package dev.sluice.broker.api.sns;

import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.wire.WireBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of the JSON that a message is delivered in, with the white space that AWS writes. Every member but the first
 * begins with the comma that parts it from the one before. Owned by one event loop.
 */
final class Envelopes {
    private static final byte[] NOTHING = new byte[0];

    private final WireBytes out = new WireBytes();

    /** The first two members, and the brace. */
    byte[] head(MessageId id) {
        out.reset();
        out.ascii("{\n  \"Type\" : \"Notification\",\n  \"MessageId\" : \"");
        out.ascii(id.toString());
        out.ascii("\"");
        return written();
    }

    byte[] middle(TopicId topic, @Nullable String subject, String message, String timestamp) {
        out.reset();
        member("TopicArn", topic.arn());
        if (subject != null) member("Subject", subject);
        member("Message", message);
        member("Timestamp", timestamp);
        return written();
    }

    /** A whole message that asks for a confirmation; it is signed, if at all, by who delivers it. */
    byte[] handshake(
            String type, MessageId id, TopicId topic, String token, String message, String link, String timestamp) {
        out.reset();
        out.ascii("{\n  \"Type\" : \"");
        out.ascii(type);
        out.ascii("\",\n  \"MessageId\" : \"");
        out.ascii(id.toString());
        out.ascii("\"");
        member("Token", token);
        member("TopicArn", topic.arn());
        member("Message", message);
        member("SubscribeURL", link);
        member("Timestamp", timestamp);
        out.ascii("\n}");
        return written();
    }

    /** The member with the attributes; nothing when there are none. */
    byte[] attributes(List<MessageAttribute> attributes) {
        if (attributes.isEmpty()) return NOTHING;
        out.reset();
        out.ascii(",\n  \"MessageAttributes\" : {");
        String before = "\n    ";
        for (MessageAttribute attribute : attributes) {
            out.ascii(before);
            out.jsonString(attribute.name());
            out.ascii(" : {\"Type\":");
            out.jsonString(attribute.dataType());
            out.ascii(",\"Value\":");
            if (attribute.isBinary()) {
                out.ascii("\"");
                out.write(Base64.getEncoder().encode(attribute.value()));
                out.ascii("\"");
            } else {
                out.jsonString(new String(attribute.value(), StandardCharsets.UTF_8));
            }
            out.ascii("}");
            before = ",\n    ";
        }
        out.ascii("\n  }");
        return written();
    }

    /** A text as it stands between the quotes of a JSON string. */
    byte[] insideString(String text) {
        out.reset();
        out.jsonString(text);
        return Arrays.copyOfRange(out.array(), 1, out.length() - 1);
    }

    private void member(String name, String value) {
        out.ascii(",\n  \"");
        out.ascii(name);
        out.ascii("\" : ");
        out.jsonString(value);
    }

    private byte[] written() {
        return Arrays.copyOf(out.array(), out.length());
    }
}
