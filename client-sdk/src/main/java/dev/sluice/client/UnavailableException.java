package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * No server could be reached, or each said that it has no room now (429, 503), in all attempts, of which there are fewer when
 * the {@link RetryBudget} is spent. The request had <b>no
 * effect</b> and may be repeated later.
 *
 * <pre>{@code
 * try {
 *     queue.send("a.mov");
 * } catch (UnavailableException e) {
 *     System.err.println("not sent: " + e.getMessage());
 * }
 * }</pre>
 */
public final class UnavailableException extends SluiceException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
