package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** DeleteQueue. */
public record DeleteQueueRequest(@Nullable String queueUrl) {}
