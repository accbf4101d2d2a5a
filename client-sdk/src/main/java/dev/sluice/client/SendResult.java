package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The server has stored the message; what Sluice has acknowledged survives a crash.
 *
 * <pre>{@code
 * String id = queue.send("a.mov").messageId();
 * }</pre>
 *
 * @param messageId the id that the receiver sees, too
 * @param sequenceNumber FIFO queues only: twenty digits, larger for later messages of the same group
 */
public record SendResult(String messageId, @Nullable String sequenceNumber) {}
