package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** A typed message attribute. Exactly one of the two values is set in a valid one. */
public record MessageAttributeValue(
        String dataType, @Nullable String stringValue, byte @Nullable [] binaryValue) {}
