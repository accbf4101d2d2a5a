package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** Answer of SendMessage. */
public record SendMessageResponse(
        String messageId,
        String md5OfMessageBody,
        @Nullable String md5OfMessageAttributes,
        @Nullable String md5OfMessageSystemAttributes,
        @Nullable String sequenceNumber) {}
