package dev.sluice.protocol.wire;

import static dev.sluice.protocol.wire.Member.blob;
import static dev.sluice.protocol.wire.Member.text;
import static dev.sluice.protocol.wire.Type.Scalar.TEXT;

import dev.sluice.protocol.sns.MessageAttributeValue;
import dev.sluice.protocol.sns.Tag;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How SNS spells collections: in an element of their own, which is written even when they are empty. */
final class SnsMembers {

    static final Shape<Tag> TAG = Shape.of(
            v -> new Tag(v.requiredText(), v.requiredText()),
            text("Key", Tag::key).required(),
            text("Value", Tag::value).required());

    private static final Shape<MessageAttributeValue> ATTRIBUTE_VALUE = Shape.of(
            v -> new MessageAttributeValue(v.requiredText(), v.text(), v.blob()),
            text("DataType", MessageAttributeValue::dataType).required(),
            text("StringValue", MessageAttributeValue::stringValue),
            blob("BinaryValue", MessageAttributeValue::binaryValue));

    private SnsMembers() {}

    /** {@code TagKeys.member.1}, {@code Tags.member.1.Key}. */
    static <T> Member<T> members(String name, Type element, Function<T, ? extends List<?>> getter) {
        return Member.list(name, name + ".member", element, getter);
    }

    /** {@code Attributes.entry.1.key} and {@code Attributes.entry.1.value}. */
    static <T> Member<T> entries(String name, Function<T, Map<String, String>> getter) {
        return Member.map(name, name + ".entry", "key", "value", TEXT, getter);
    }

    /** {@code MessageAttributes.entry.1.Name} and {@code MessageAttributes.entry.1.Value.DataType}: these two with a capital. */
    static <T> Member<T> messageAttributes(Function<T, Map<String, MessageAttributeValue>> getter) {
        return Member.map("MessageAttributes", "MessageAttributes.entry", "Name", "Value", ATTRIBUTE_VALUE, getter);
    }
}
