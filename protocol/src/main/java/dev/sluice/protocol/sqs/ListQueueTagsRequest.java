package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** ListQueueTags. */
public record ListQueueTagsRequest(@Nullable String queueUrl) {}
