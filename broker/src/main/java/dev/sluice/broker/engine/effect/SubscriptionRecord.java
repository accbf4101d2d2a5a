package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.SubscriptionId;

/**
 * A subscription, as stored.
 *
 * @param number rises from subscription to subscription: the order in which they are served
 * @param endpoint as it was written
 * @param owner the account that subscribed
 * @param principal the ARN of the identity that subscribed
 * @param token what confirms it, or restores one that has left; empty when nobody had to confirm it
 * @param authenticated whether a signed request confirmed it
 * @param unsubscribedSignedOnly whether a link without a signature may not end it
 * @param createdAt epoch milliseconds
 * @param expiresAt epoch milliseconds at which it is forgotten unless it is confirmed; without meaning when it is
 */
public record SubscriptionRecord(
        SubscriptionId id,
        long number,
        Protocol protocol,
        String endpoint,
        String owner,
        String principal,
        SubscriptionAttributes attributes,
        State state,
        String token,
        boolean authenticated,
        boolean unsubscribedSignedOnly,
        long createdAt,
        long expiresAt) {

    public enum State {
        /** Gets nothing before its endpoint has confirmed it. */
        PENDING,
        CONFIRMED,
        /** Ended by a link, and said goodbye to: nobody sees it any more, but its token brings it back. */
        LEFT
    }

    public boolean isConfirmed() {
        return state == State.CONFIRMED;
    }

    public SubscriptionRecord with(SubscriptionAttributes changed) {
        return new SubscriptionRecord(
                id,
                number,
                protocol,
                endpoint,
                owner,
                principal,
                changed,
                state,
                token,
                authenticated,
                unsubscribedSignedOnly,
                createdAt,
                expiresAt);
    }

    /** @param signed whether a signed request confirmed it; once is enough */
    public SubscriptionRecord confirmed(boolean signed, boolean signedOnly) {
        return new SubscriptionRecord(
                id,
                number,
                protocol,
                endpoint,
                owner,
                principal,
                attributes,
                State.CONFIRMED,
                token,
                authenticated || signed,
                unsubscribedSignedOnly || (signed && signedOnly),
                createdAt,
                0);
    }

    /** The same, to be confirmed by this token until then. */
    public SubscriptionRecord awaiting(State newState, String newToken, long until) {
        return new SubscriptionRecord(
                id,
                number,
                protocol,
                endpoint,
                owner,
                principal,
                attributes,
                newState,
                newToken,
                authenticated,
                unsubscribedSignedOnly,
                createdAt,
                until);
    }
}
