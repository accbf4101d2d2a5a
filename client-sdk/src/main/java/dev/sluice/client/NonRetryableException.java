package dev.sluice.client;

/**
 * Thrown by a handler, or what its stage fails with: the message will never be handled with success. It goes to the
 * dead-letter queue at once, as {@link Delivery#deadLetter} says, with this exception's message as the reason.
 *
 * <pre>{@code
 * var consumer = queue.consume(message -> {
 *     if (message.body().isEmpty()) throw new NonRetryableException("there is nothing in it");
 *     System.out.println(message.body());
 * });
 * }</pre>
 */
public class NonRetryableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NonRetryableException(String message) {
        super(message);
    }

    public NonRetryableException(String message, Throwable cause) {
        super(message, cause);
    }
}
