package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * There is no topic of that name or ARN. No effect.
 *
 * <pre>{@code
 * try {
 *     topic.publish("order-9");
 * } catch (TopicNotFoundException e) {
 *     System.err.println(e.getMessage());
 * }
 * }</pre>
 */
public final class TopicNotFoundException extends RefusedException {
    private static final long serialVersionUID = 1L;

    public TopicNotFoundException(String code, int status, @Nullable String requestId, String message) {
        super(code, status, requestId, message);
    }
}
