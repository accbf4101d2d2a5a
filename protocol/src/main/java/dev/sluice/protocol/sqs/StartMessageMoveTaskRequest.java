package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** StartMessageMoveTask. */
public record StartMessageMoveTaskRequest(
        @Nullable String sourceArn,
        @Nullable String destinationArn,
        @Nullable Integer maxNumberOfMessagesPerSecond) {}
