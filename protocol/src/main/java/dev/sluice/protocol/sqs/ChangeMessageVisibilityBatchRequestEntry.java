package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** One handle of a ChangeMessageVisibilityBatch; the timeout in seconds. */
public record ChangeMessageVisibilityBatchRequestEntry(
        @Nullable String id,
        @Nullable String receiptHandle,
        @Nullable Integer visibilityTimeout) {}
