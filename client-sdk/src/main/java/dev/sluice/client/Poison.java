package dev.sluice.client;

/**
 * What becomes of a message whose body the codec cannot decode, once its handler has met that failure and not caught it.
 *
 * <pre>{@code
 * var options = ConsumerOptions.DEFAULT.withPoison(Poison.DEAD_LETTER);
 * }</pre>
 */
public enum Poison {
    /** It comes again like any that failed, until the queue's redrive policy takes it away, if it has one. */
    LEAVE_TO_REDRIVE,
    /** It goes to the dead-letter queue at once, as {@link Delivery#deadLetter} says. */
    DEAD_LETTER
}
