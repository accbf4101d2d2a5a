package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** GetQueueUrl. */
public record GetQueueUrlRequest(
        @Nullable String queueName, @Nullable String queueOwnerAwsAccountId) {}
