package dev.sluice.broker.engine.topic;

import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;

/**
 * What an endpoint is asked.
 *
 * @param token what confirms the subscription, made at the edge; nobody can guess it
 * @param message what is delivered: its body has the token in it
 */
public record Handshake(String token, Message message) {
    /** How long a token is good for: two days. */
    public static final long TOKEN_MILLIS = 172_800_000;

    /**
     * The message attribute, of an internal queue's messages, that says which kind of question it is:
     * {@code SubscriptionConfirmation} or {@code UnsubscribeConfirmation}. No publisher can give a notification an attribute
     * with a colon in its name.
     */
    public static final String TYPE_ATTRIBUTE = "sluice:type";

    /** Whether a message of an internal queue is such a question rather than something published. */
    public static boolean isPartOf(Message message) {
        for (MessageAttribute attribute : message.attributes()) {
            if (attribute.name().equals(TYPE_ATTRIBUTE)) return true;
        }
        return false;
    }
}
