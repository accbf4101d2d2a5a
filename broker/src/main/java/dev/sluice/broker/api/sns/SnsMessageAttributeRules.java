package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Faults;
import dev.sluice.broker.api.NumberText;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.SnsErrorCode;
import dev.sluice.protocol.sns.MessageAttributeValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What message attributes may be, and the form they are stored in. There may be any number of them. */
final class SnsMessageAttributeRules {
    private static final int LONGEST_NAME_BYTES = 256;

    /** Names that begin as reserved ones do, but mean something to SNS. */
    private static final List<String> OF_SERVICE = List.of("aws.sns.sms.", "aws.sns.mobile.", "aws.mm.sms.");

    private SnsMessageAttributeRules() {}

    static List<MessageAttribute> checked(Map<String, MessageAttributeValue> attributes) {
        if (attributes.isEmpty()) return List.of();
        var checked = new ArrayList<MessageAttribute>(attributes.size());
        for (var attribute : attributes.entrySet()) checked.add(checked(attribute.getKey(), attribute.getValue()));
        return checked;
    }

    /** Bytes that checked attributes count for: their names, types and values. */
    static int sizeBytes(List<MessageAttribute> attributes) {
        int size = 0;
        for (MessageAttribute attribute : attributes) {
            size += attribute.name().length(); // which is ASCII
            size += attribute.dataType().getBytes(StandardCharsets.UTF_8).length;
            size += attribute.value().length;
        }
        return size;
    }

    private static MessageAttribute checked(String name, MessageAttributeValue value) {
        checkName(name);
        String type = value.dataType();
        if (isOfFamily(type, "Binary")) return new MessageAttribute(name, type, bytes(name, type, value));
        boolean number = isOfFamily(type, "Number");
        if (!number && !isOfFamily(type, "String")) {
            throw invalid("The message attribute '" + name
                    + "' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and"
                    + " String.");
        }
        String text = text(name, type, value);
        if (number && !NumberText.isNumber(text.strip())) {
            throw invalid("Could not cast message attribute '" + name + "' value to number.");
        }
        return new MessageAttribute(name, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String name, String type, MessageAttributeValue value) {
        byte[] bytes = value.binaryValue();
        if (bytes != null && bytes.length > 0) return bytes;
        if (isGiven(value.stringValue())) throw otherField(name, type, "Binary");
        throw empty(name, type);
    }

    private static String text(String name, String type, MessageAttributeValue value) {
        String text = value.stringValue();
        if (text != null && !text.isEmpty()) return text;
        byte[] bytes = value.binaryValue();
        if (bytes != null && bytes.length > 0) throw otherField(name, type, "String");
        throw empty(name, type);
    }

    private static void checkName(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            throw invalid("Length of message attribute name must be less than 256 bytes.");
        }
        if (name.isEmpty()) throw invalid("Message attribute name can not be empty.");
        if (name.startsWith("."))
            throw invalid("Invalid message attribute name starting with character '.' was found.");
        if (name.endsWith(".")) throw invalid("Invalid message attribute name ending with character '.' was found.");
        if (name.contains("..")) throw invalid("Message attribute name can not have successive '.' character.");
        name.codePoints().filter(c -> !isOfName(c)).findFirst().ifPresent(c -> {
            throw invalid("Invalid non-alphanumeric character '#x"
                    + Integer.toHexString(c).toUpperCase(Locale.ROOT)
                    + "' was found in the message attribute name. Can only include alphanumeric characters, hyphens,"
                    + " underscores, or dots.");
        });
        String lower = name.toLowerCase(Locale.ROOT);
        boolean reserved = lower.startsWith("aws.") || lower.startsWith("amazon.");
        if (reserved && OF_SERVICE.stream().noneMatch(lower::startsWith)) {
            throw invalid("Message attribute name can not start with AWS. or Amazon., which are reserved: " + name);
        }
    }

    private static boolean isOfName(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-.".indexOf(c) >= 0;
    }

    /** {@code String} itself, or {@code String.} with anything behind it. */
    private static boolean isOfFamily(String type, String family) {
        if (!type.startsWith(family)) return false;
        int rest = type.length() - family.length();
        return rest == 0 || (rest > 1 && type.charAt(family.length()) == '.');
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    private static ApiException empty(String name, String type) {
        return invalid("The message attribute '" + name
                + "' must contain non-empty message attribute value for message attribute type '" + Faults.echo(type)
                + "'.");
    }

    private static ApiException otherField(String name, String type, String field) {
        return invalid("The message attribute '" + name + "' with type '" + Faults.echo(type) + "' must use field '"
                + field + "'.");
    }

    private static ApiException invalid(String text) {
        return new ApiException(SnsErrorCode.PARAMETER_VALUE_INVALID, text);
    }
}
