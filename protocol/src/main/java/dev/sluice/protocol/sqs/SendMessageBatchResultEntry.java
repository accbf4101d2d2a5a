package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** What became of one accepted message of a batch. */
public record SendMessageBatchResultEntry(
        String id,
        String messageId,
        String md5OfMessageBody,
        @Nullable String md5OfMessageAttributes,
        @Nullable String md5OfMessageSystemAttributes,
        @Nullable String sequenceNumber) {}
