package dev.sluice.protocol.sns;

/** One subscription of a listing. While it is pending, its ARN is the literal {@code PendingConfirmation}. */
public record ListedSubscription(
        String subscriptionArn, String owner, String protocol, String endpoint, String topicArn) {}
