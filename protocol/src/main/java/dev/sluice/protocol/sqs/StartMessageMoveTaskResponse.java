package dev.sluice.protocol.sqs;

/** Answer of StartMessageMoveTask. */
public record StartMessageMoveTaskResponse(String taskHandle) {}
