package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** PurgeQueue. */
public record PurgeQueueRequest(@Nullable String queueUrl) {}
