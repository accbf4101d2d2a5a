package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** SetSubscriptionAttributes. An empty value is not an absent one, which is null. */
public record SetSubscriptionAttributesRequest(
        String subscriptionArn,
        String attributeName,
        @Nullable String attributeValue) {}
