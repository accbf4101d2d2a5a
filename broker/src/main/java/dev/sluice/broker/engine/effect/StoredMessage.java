package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Position;
import java.util.List;

/**
 * A message with its place.
 *
 * @param sentAt epoch milliseconds
 */
public record StoredMessage(Position position, long sentAt, Message message) {
    private static final MessageId NO_ID = new MessageId(0, 0);
    private static final byte[] NO_BODY = {};

    /** A place, a time and a group, and nothing else of the message. */
    public static StoredMessage outline(Position position, long sentAt, String group) {
        return new StoredMessage(
                position, sentAt, new Message(NO_ID, NO_BODY, NO_BODY, List.of(), group, null, null, ""));
    }

    public boolean isOutline() {
        return message.body() == NO_BODY;
    }
}
