package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * There is no queue of that name or URL. No effect.
 *
 * <pre>{@code
 * try {
 *     queue.receive(ReceiveOptions.NOW);
 * } catch (QueueNotFoundException e) {
 *     System.err.println(e.getMessage());
 * }
 * }</pre>
 */
public final class QueueNotFoundException extends RefusedException {
    private static final long serialVersionUID = 1L;

    public QueueNotFoundException(String code, int status, @Nullable String requestId, String message) {
        super(code, status, requestId, message);
    }
}
