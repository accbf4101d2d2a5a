package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** ChangeMessageVisibility; the timeout in seconds. */
public record ChangeMessageVisibilityRequest(
        @Nullable String queueUrl,
        @Nullable String receiptHandle,
        @Nullable Integer visibilityTimeout) {}
