package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** ListSubscriptions. */
public record ListSubscriptionsRequest(@Nullable String nextToken) {}
