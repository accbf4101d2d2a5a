package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** Answer of CancelMessageMoveTask. */
public record CancelMessageMoveTaskResponse(@Nullable Long approximateNumberOfMessagesMoved) {}
