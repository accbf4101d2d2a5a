package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** ListDeadLetterSourceQueues. */
public record ListDeadLetterSourceQueuesRequest(
        @Nullable String queueUrl,
        @Nullable String nextToken,
        @Nullable Integer maxResults) {}
