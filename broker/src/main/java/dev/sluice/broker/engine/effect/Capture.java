package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;

/**
 * A queue in which messages wait that were published to telephones one by one. Which, is told by attributes of each message.
 *
 * @param account whose telephones they are
 * @param source the ARN of the application; empty for text messages
 */
public record Capture(QueueId queue, Protocol protocol, String account, String region, String source) {
    /** The message attribute that says for whom a message is: an endpoint's ARN, or a number. */
    public static final String ENDPOINT_ATTRIBUTE = "sluice.endpoint";

    /** The message attribute with what the push service knows the endpoint by. */
    public static final String TOKEN_ATTRIBUTE = "sluice.token";
}
