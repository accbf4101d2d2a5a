package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** One handle of a DeleteMessageBatch. */
public record DeleteMessageBatchRequestEntry(
        @Nullable String id, @Nullable String receiptHandle) {}
