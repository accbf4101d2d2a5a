package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;

/**
 * A message with its place.
 *
 * @param sentAt epoch milliseconds
 */
public record StoredMessage(Position position, long sentAt, Message message) {}
