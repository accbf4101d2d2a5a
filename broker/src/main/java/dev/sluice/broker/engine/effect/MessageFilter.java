package dev.sluice.broker.engine.effect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which messages somebody looks for. Everything that is not null must hold.
 *
 * @param attributeName a message has an attribute of that name
 * @param attributeValue the value of that attribute, or of any when no name is given
 * @param body a text somewhere in the body, letter case and all
 */
public record MessageFilter(
        @Nullable MessageId id,
        @Nullable String groupId,
        @Nullable String attributeName,
        @Nullable String attributeValue,
        @Nullable TextSearch body) {

    public static final MessageFilter ALL = new MessageFilter(null, null, null, null, null);

    public boolean matches(Message message) {
        return (id == null || id.equals(message.id()))
                && (groupId == null || groupId.equals(message.groupId()))
                && ((attributeName == null && attributeValue == null) || hasAttribute(message))
                && (body == null || body.isIn(message.body()));
    }

    private boolean hasAttribute(Message message) {
        byte[] value = attributeValue == null ? null : attributeValue.getBytes(UTF_8);
        for (MessageAttribute attribute : message.attributes()) {
            if (attributeName != null && !attributeName.equals(attribute.name())) continue;
            if (value == null || Arrays.equals(value, attribute.value())) return true;
        }
        return false;
    }
}
