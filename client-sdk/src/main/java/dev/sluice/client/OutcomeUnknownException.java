package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The request left and no answer came, or one that says nothing (500, a cut connection, a timeout, an interrupt). It <b>may
 * or may not have taken effect</b>:
 *
 * <ul>
 *   <li>a message sent may be stored; sending it again may store it twice, unless both bear the same {@linkplain
 *       Outgoing#idempotencyToken token}. The client itself has repeated the request already where {@link RetryPolicy} calls
 *       that safe;
 *   <li>a message published may be on its way to all subscribers, or to none; with topics it is as with queues;
 *   <li>a message to be deleted may be gone; deleting it again is harmless;
 *   <li>messages received may be hidden until their visibility timeout ends, and then come again.
 * </ul>
 *
 * <pre>{@code
 * var message = Outgoing.of("a.mov").idempotencyToken("order-9");
 * try {
 *     queue.send(message);
 * } catch (OutcomeUnknownException e) {
 *     queue.send(message); // within five minutes, at Sluice: stored once, whatever became of the first
 * }
 * }</pre>
 */
public final class OutcomeUnknownException extends SluiceException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
