package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** CancelMessageMoveTask. */
public record CancelMessageMoveTaskRequest(@Nullable String taskHandle) {}
