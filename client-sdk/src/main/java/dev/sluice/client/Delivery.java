package dev.sluice.client;

import java.time.Duration;

/**
 * A message while a {@link Handler} works on it. The consumer keeps it hidden from others for as long as that takes.
 *
 * <pre>{@code
 * var consumer = queue.consume(message -> {
 *     if (message.receiveCount() < 3) message.retryAfter(Duration.ofMinutes(1)); // not now
 *     else System.out.println(message.body());
 * });
 * }</pre>
 *
 * @param <T> the type of the body
 */
public interface Delivery<T> extends Received<T> {

    /**
     * Whether the message could not be kept hidden, because the server was out of reach for too long or somebody deleted it. It
     * may then be handled elsewhere at the same time; a long handler looks now and then, and gives up.
     */
    boolean isLost();

    /**
     * When the handler returns the message is not deleted but comes again after this long; also chooses the time when it
     * throws. Of several calls the last counts.
     *
     * @param delay whole seconds, 0 to 12 hours
     */
    void retryAfter(Duration delay);
}
