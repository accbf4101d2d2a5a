package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** ListQueues. */
public record ListQueuesRequest(
        @Nullable String queueNamePrefix,
        @Nullable String nextToken,
        @Nullable Integer maxResults) {}
