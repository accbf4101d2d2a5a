package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The server has accepted the message. Of Sluice this means that a copy for each subscription whose filter policy matches is
 * stored and survives a crash; if none matches, nothing is.
 *
 * <pre>{@code
 * String id = topic.publish("order-9").messageId();
 * }</pre>
 *
 * @param messageId the id in the envelope; a copy in a queue has another one of its own
 * @param sequenceNumber FIFO topics only: twenty digits, larger for later messages
 */
public record PublishResult(String messageId, @Nullable String sequenceNumber) {}
