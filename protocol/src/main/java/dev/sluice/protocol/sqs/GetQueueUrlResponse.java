package dev.sluice.protocol.sqs;

/** Answer of GetQueueUrl. */
public record GetQueueUrlResponse(String queueUrl) {}
