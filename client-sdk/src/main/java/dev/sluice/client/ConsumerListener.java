package dev.sluice.client;

import java.time.Duration;

/**
 * Is told what a consumer meets. Called by the consumer's threads; must return soon. What it throws is logged and has no other
 * effect.
 *
 * <pre>{@code
 * var options = ConsumerOptions.DEFAULT.withListener(new ConsumerListener() {
 *     public void failed(Received<?> message, Throwable failure, Duration retryAfter) {
 *         System.err.println(message.id() + " again in " + retryAfter + ": " + failure);
 *     }
 * });
 * }</pre>
 */
public interface ConsumerListener {

    /** Hears nothing; the consumer itself logs failures. */
    ConsumerListener NONE = new ConsumerListener() {};

    /** A message has come for the {@link ConsumerOptions#poisonReceives}th time or more; it is about to be handled again. */
    default void poison(Received<?> message) {}

    /** The handler failed, or the message alone did; it comes again after {@code retryAfter}. */
    default void failed(Received<?> message, Throwable failure, Duration retryAfter) {}

    /** A copy of the message is in the dead-letter queue, for the reason given; the message itself is deleted next. */
    default void deadLettered(Received<?> message, String why) {}

    /** The message could not be kept hidden while it was handled, or could not be deleted afterwards; it may come again. */
    default void lost(Received<?> message) {}
}
