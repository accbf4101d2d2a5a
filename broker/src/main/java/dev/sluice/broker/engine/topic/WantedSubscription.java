package dev.sluice.broker.engine.topic;

import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.SubscriptionId;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that somebody wants.
 *
 * @param id never used before
 * @param endpoint as it was written; two that differ in a letter are two
 * @param owner the account that subscribes
 * @param principal the ARN of the identity that subscribes
 * @param unsubscribedSignedOnly whether a link without a signature may not end it
 * @param handshake what the endpoint is to be asked first; null when the subscription is confirmed by this request
 */
public record WantedSubscription(
        SubscriptionId id,
        Protocol protocol,
        String endpoint,
        String owner,
        String principal,
        SubscriptionAttributes attributes,
        boolean unsubscribedSignedOnly,
        @Nullable Handshake handshake) {}
