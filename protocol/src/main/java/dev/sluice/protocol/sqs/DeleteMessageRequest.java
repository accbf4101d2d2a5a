package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** DeleteMessage. */
public record DeleteMessageRequest(
        @Nullable String queueUrl, @Nullable String receiptHandle) {}
