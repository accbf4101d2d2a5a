package dev.sluice.broker.engine.mobile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages as they are captured: with an attribute that says for whom each is, before those of the publisher. */
final class Captures {
    private static final String STRING = "String";

    private Captures() {}

    /** @param token what a push service knows the endpoint by; null for none */
    static Message addressed(Message message, String endpoint, @Nullable String token) {
        List<MessageAttribute> attributes = new ArrayList<>();
        attributes.add(attribute(Capture.ENDPOINT_ATTRIBUTE, endpoint));
        if (token != null) attributes.add(attribute(Capture.TOKEN_ATTRIBUTE, token));
        for (MessageAttribute attribute : message.attributes()) {
            boolean ours = attribute.name().equals(Capture.ENDPOINT_ATTRIBUTE)
                    || attribute.name().equals(Capture.TOKEN_ATTRIBUTE);
            if (!ours) attributes.add(attribute);
        }
        return new Message(
                message.id(),
                message.body(),
                message.bodyMd5(),
                attributes,
                message.groupId(),
                message.deduplicationId(),
                message.traceHeader(),
                message.senderId());
    }

    private static MessageAttribute attribute(String name, String value) {
        return new MessageAttribute(name, STRING, value.getBytes(UTF_8));
    }
}
