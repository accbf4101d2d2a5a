package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The receipt handle is not, or is no longer, good for this: the message was deleted, or its visibility timeout has ended. No effect.
 *
 * <pre>{@code
 * try {
 *     queue.changeVisibility(message, Duration.ofSeconds(30));
 * } catch (ReceiptInvalidException e) {
 *     System.err.println(e.getMessage());
 * }
 * }</pre>
 */
public final class ReceiptInvalidException extends RefusedException {
    private static final long serialVersionUID = 1L;

    public ReceiptInvalidException(String code, int status, @Nullable String requestId, String message) {
        super(code, status, requestId, message);
    }
}
