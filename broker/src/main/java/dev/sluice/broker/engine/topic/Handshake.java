package dev.sluice.broker.engine.topic;

import dev.sluice.broker.model.Message;

/**
 * What an endpoint is asked.
 *
 * @param token what confirms the subscription, made at the edge; nobody can guess it
 * @param message what is delivered: its body has the token in it
 */
public record Handshake(String token, Message message) {
    /** How long a token is good for: two days. */
    public static final long TOKEN_MILLIS = 172_800_000;
}
