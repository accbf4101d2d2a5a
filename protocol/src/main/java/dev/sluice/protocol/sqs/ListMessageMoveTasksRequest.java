package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** ListMessageMoveTasks. */
public record ListMessageMoveTasksRequest(
        @Nullable String sourceArn, @Nullable Integer maxResults) {}
