package dev.sluice.protocol.sns;

/** Answer of ConfirmSubscription. */
public record ConfirmSubscriptionResponse(String subscriptionArn) {}
