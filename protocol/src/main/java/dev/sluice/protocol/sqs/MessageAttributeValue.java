package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** A typed message attribute. Exactly one of the two values is set in a valid one; list values exist in the model but no service accepts them, so only their presence is kept. */
public record MessageAttributeValue(
        @Nullable String dataType,
        @Nullable String stringValue,
        byte @Nullable [] binaryValue,
        boolean hasListValues) {}
