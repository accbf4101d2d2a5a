package dev.sluice.client;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The value of a message attribute: a text, a number or bytes, with its type as SQS names it.
 *
 * <pre>{@code
 * var message = Outgoing.of("a.mov").attribute("tier", "gold").attribute("size", AttributeValue.number(12));
 * }</pre>
 */
public final class AttributeValue {

    private final String type;
    private final @Nullable String text;
    private final byte @Nullable [] bytes;

    private AttributeValue(String type, @Nullable String text, byte @Nullable [] bytes) {
        this.type = Objects.requireNonNull(type, "type");
        this.text = text;
        this.bytes = bytes;
    }

    /** Of type {@code String}. */
    public static AttributeValue text(String value) {
        return text("String", value);
    }

    /** Of type {@code Number}. */
    public static AttributeValue number(long value) {
        return text("Number", Long.toString(value));
    }

    /** Of type {@code Binary}; the bytes are copied. */
    public static AttributeValue binary(byte[] value) {
        return binary("Binary", value);
    }

    /**
     * @param type {@code String} or {@code Number}, or one of them with a suffix of your own: {@code Number.int}; in topics {@code
     *     String.Array} has a meaning
     */
    public static AttributeValue text(String type, String value) {
        return new AttributeValue(type, Objects.requireNonNull(value, "value"), null);
    }

    /** @param type {@code Binary}, or that with a suffix of your own: {@code Binary.png} */
    public static AttributeValue binary(String type, byte[] value) {
        return new AttributeValue(type, null, value.clone());
    }

    /** {@code String}, {@code Number} or {@code Binary}, with a suffix if the sender gave one. */
    public String type() {
        return type;
    }

    /** The text or number; null when the value is binary. */
    public @Nullable String text() {
        return text;
    }

    /** A copy of the bytes; null when the value is a text or number. */
    public byte @Nullable [] bytes() {
        return bytes == null ? null : bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AttributeValue that
                && type.equals(that.type)
                && Objects.equals(text, that.text)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, text, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return text != null ? text : type + " of " + (bytes == null ? 0 : bytes.length) + " bytes";
    }
}
