package dev.sluice.broker.api;

import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.protocol.sqs.MessageAttributeValue;
import dev.sluice.protocol.sqs.MessageDigests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What message attributes may be, and the form they are stored in. */
final class MessageAttributeRules {
    static final String TRACE_HEADER = "AWSTraceHeader";

    private static final int MOST_ATTRIBUTES = 10;
    private static final int NAME_LIMIT_BYTES = 256;
    private static final int LONGEST_TYPE = 256;

    private MessageAttributeRules() {}

    static List<MessageAttribute> checked(Map<String, MessageAttributeValue> attributes) {
        if (attributes.isEmpty()) return List.of();
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw MessageFaults.tooManyAttributes(attributes.size(), MOST_ATTRIBUTES);
        }
        var checked = new ArrayList<MessageAttribute>(attributes.size());
        for (var attribute : attributes.entrySet()) checked.add(checked(attribute.getKey(), attribute.getValue()));
        return checked;
    }

    /** The trace header among the system attributes, or null; nothing else may be there. */
    static @Nullable String traceHeader(Map<String, MessageAttributeValue> systemAttributes) {
        String header = null;
        for (var attribute : systemAttributes.entrySet()) {
            String name = attribute.getKey();
            if (!name.equals(TRACE_HEADER)) throw MessageFaults.systemAttributeName(name);
            MessageAttributeValue value = attribute.getValue();
            String text = value.stringValue();
            if (value.hasListValues()
                    || value.binaryValue() != null
                    || text == null
                    || text.isEmpty()
                    || !"String".equals(value.dataType())) {
                throw MessageFaults.systemAttributeType(name);
            }
            if (!Characters.areText(text)) throw MessageFaults.attributeIllegalText(name);
            header = text;
        }
        return header;
    }

    /** The digest of checked attributes; null for none. */
    static @Nullable String digest(Map<String, MessageAttributeValue> attributes) {
        return attributes.isEmpty() ? null : MessageDigests.ofAttributes(attributes);
    }

    /** Bytes that the attributes count for: their names, types and values. */
    static int sizeBytes(Map<String, MessageAttributeValue> attributes) {
        int size = 0;
        for (var attribute : attributes.entrySet()) {
            MessageAttributeValue value = attribute.getValue();
            size += utf8Length(attribute.getKey()) + utf8Length(value.dataType()) + utf8Length(value.stringValue());
            byte[] binary = value.binaryValue();
            if (binary != null) size += binary.length;
        }
        return size;
    }

    private static MessageAttribute checked(String name, MessageAttributeValue value) {
        checkName(name);
        String type = value.dataType() == null ? "" : value.dataType();
        boolean binary = isOfFamily(type, "Binary");
        boolean number = isOfFamily(type, "Number");
        if (!binary && !number && !isOfFamily(type, "String")) throw MessageFaults.attributeType(name, type);
        if (utf8Length(type) > LONGEST_TYPE) throw MessageFaults.attributeTypeLength(name);
        if (value.hasListValues()) throw MessageFaults.attributeLists(name);
        return new MessageAttribute(name, type, binary ? bytes(name, type, value) : text(name, type, number, value));
    }

    private static byte[] bytes(String name, String type, MessageAttributeValue value) {
        byte[] bytes = value.binaryValue();
        boolean hasText = value.stringValue() != null && !value.stringValue().isEmpty();
        if (bytes == null && hasText) throw MessageFaults.attributeValueMember(name, type, "BinaryValue");
        if (hasText) throw MessageFaults.attributeTwoValues(name);
        if (bytes == null || bytes.length == 0) throw MessageFaults.attributeEmpty(name, type);
        return bytes;
    }

    private static byte[] text(String name, String type, boolean number, MessageAttributeValue value) {
        String text = value.stringValue();
        boolean hasBytes = value.binaryValue() != null;
        if (text == null && hasBytes) throw MessageFaults.attributeValueMember(name, type, "StringValue");
        if (hasBytes) throw MessageFaults.attributeTwoValues(name);
        if (text == null || text.isEmpty()) throw MessageFaults.attributeEmpty(name, type);
        if (number && !NumberText.isNumber(text)) throw MessageFaults.attributeNotNumber(name, text);
        if (!Characters.areText(text)) throw MessageFaults.attributeIllegalText(name);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void checkName(String name) {
        if (name.isEmpty() || utf8Length(name) >= NAME_LIMIT_BYTES) throw MessageFaults.attributeNameLength();
        char before = '.';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean allowed =
                    c == '.' ? before != '.' : Characters.isNameCharacter(c) || (c > '~' && isLetter(name, i));
            if (!allowed) throw MessageFaults.attributeNameCharacters(name);
            before = c;
        }
        if (before == '.') throw MessageFaults.attributeNameCharacters(name);
        if (name.regionMatches(true, 0, "AWS.", 0, 4) || name.regionMatches(true, 0, "Amazon.", 0, 7)) {
            throw MessageFaults.attributeNameReserved(name);
        }
    }

    /** SQS takes letters beyond ASCII, whatever its documentation says. */
    private static boolean isLetter(String name, int at) {
        char c = name.charAt(at);
        if (Character.isLowSurrogate(c)) return at > 0 && Character.isHighSurrogate(name.charAt(at - 1));
        return Character.isLetter(name.codePointAt(at));
    }

    /** {@code String} itself, or {@code String.} with a label. */
    private static boolean isOfFamily(String type, String family) {
        return type.startsWith(family) && (type.length() == family.length() || type.charAt(family.length()) == '.');
    }

    private static int utf8Length(@Nullable String text) {
        if (text == null) return 0;
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return length;
    }
}
