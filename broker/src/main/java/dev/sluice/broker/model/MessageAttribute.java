package dev.sluice.broker.model;

/**
 * Typed user metadata of a message.
 *
 * @param name unique in its message
 * @param dataType {@code String}, {@code Number} or {@code Binary}, with an optional {@code .label}
 * @param value the UTF-8 of a string or number, or the bytes of a binary value; never changed after construction
 */
public record MessageAttribute(String name, String dataType, byte[] value) {

    public boolean isBinary() {
        return dataType.startsWith("Binary");
    }
}
