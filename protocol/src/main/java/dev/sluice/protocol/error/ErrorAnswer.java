package dev.sluice.protocol.error;

import org.jspecify.annotations.Nullable;

/**
 * The body of an error as a client reads it, which may come from another server and name errors unknown to us.
 *
 * @param shape the {@code __type}, such as {@code com.amazonaws.sqs#QueueDoesNotExist}; null when the body is not such an
 *     error
 */
public record ErrorAnswer(@Nullable String shape, @Nullable String message) {}
