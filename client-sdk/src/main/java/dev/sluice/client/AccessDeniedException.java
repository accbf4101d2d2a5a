package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The credentials are unknown, wrong or expired, or do not allow this. No effect.
 *
 * <pre>{@code
 * try {
 *     queue.send("a.mov");
 * } catch (AccessDeniedException e) {
 *     System.err.println(e.getMessage());
 * }
 * }</pre>
 */
public final class AccessDeniedException extends RefusedException {
    private static final long serialVersionUID = 1L;

    public AccessDeniedException(String code, int status, @Nullable String requestId, String message) {
        super(code, status, requestId, message);
    }
}
