package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The server does not have what Sluice has on top of SQS: it is another one, or that part of it is not open at the addresses the
 * client knows. The message says what would help. Nothing was done, and asking again does not help.
 *
 * <pre>{@code
 * try {
 *     System.out.println(queue.peek(10));
 * } catch (NotOfferedException e) {
 *     System.err.println("no way to look into this queue: " + e.getMessage());
 * }
 * }</pre>
 */
public final class NotOfferedException extends SluiceException {
    private static final long serialVersionUID = 1L;

    public NotOfferedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
