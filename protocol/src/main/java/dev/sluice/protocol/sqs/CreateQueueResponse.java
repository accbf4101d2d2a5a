package dev.sluice.protocol.sqs;

/** Answer of CreateQueue. */
public record CreateQueueResponse(String queueUrl) {}
