package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The server understood the request and said no. It had no effect, and the same request will be refused again until
 * something else changes.
 *
 * <pre>{@code
 * try {
 *     queue.send("a.mov");
 * } catch (RefusedException e) {
 *     System.err.println(e.code() + ", request " + e.requestId());
 * }
 * }</pre>
 */
public non-sealed class RefusedException extends SluiceException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final @Nullable String requestId;

    public RefusedException(String code, int status, @Nullable String requestId, String message) {
        super(message, null);
        this.code = code;
        this.status = status;
        this.requestId = requestId;
    }

    /** AWS's code, as its own SDKs give it: {@code InvalidParameterValue}, {@code AWS.SimpleQueueService.NonExistentQueue}. */
    public String code() {
        return code;
    }

    /** The HTTP status; 200 when one entry of a batch was refused. */
    public int status() {
        return status;
    }

    /** What the server's logs call the request; null when it did not say. */
    public @Nullable String requestId() {
        return requestId;
    }
}
