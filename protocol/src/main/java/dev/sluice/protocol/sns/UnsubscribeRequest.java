package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** Unsubscribe. What it lacks is answered in words of its own, so the ARN may be null. */
public record UnsubscribeRequest(@Nullable String subscriptionArn) {}
