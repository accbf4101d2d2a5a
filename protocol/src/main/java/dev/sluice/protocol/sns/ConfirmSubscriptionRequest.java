package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** ConfirmSubscription. Whether unsubscribing needs a signature is a text, {@code true} or anything else. */
public record ConfirmSubscriptionRequest(
        String topicArn, String token, @Nullable String authenticateOnUnsubscribe) {}
