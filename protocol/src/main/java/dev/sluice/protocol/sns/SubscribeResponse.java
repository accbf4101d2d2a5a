package dev.sluice.protocol.sns;

/** Answer of Subscribe. */
public record SubscribeResponse(String subscriptionArn) {}
