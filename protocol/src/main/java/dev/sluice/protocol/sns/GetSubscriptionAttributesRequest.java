package dev.sluice.protocol.sns;

/** GetSubscriptionAttributes. */
public record GetSubscriptionAttributesRequest(String subscriptionArn) {}
