package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** ListTopics. */
public record ListTopicsRequest(@Nullable String nextToken) {}
