package dev.sluice.client;

import java.time.Duration;

/**
 * A message while a handler works on it. The consumer keeps it hidden from others for as long as that takes. What the handler
 * says here of the message's future is done when it has ended.
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
     * Has something done each time the message is {@linkplain #isLost lost}, and at once if it is lost now. A message that comes
     * again while its handler works is this handler's again, so that it can be lost more than once.
     *
     * @param action called by the consumer's thread, so it must return soon; what it throws is logged
     */
    void onLost(Runnable action);

    /**
     * When the handler returns the message is not deleted but comes again after this long; also chooses the time when it
     * throws. Of several calls the last counts.
     *
     * @param delay whole seconds, 0 to 12 hours
     */
    void retryAfter(Duration delay);

    /**
     * As if the handler threw this, for this message alone; for handlers of batches above all. The time until it comes again is
     * that of a failure, unless {@link #retryAfter} chooses another.
     */
    void fail(Throwable why);

    /**
     * When the handler ends, well or not, the message goes to the dead-letter queue at once. Of several calls of this and
     * {@link #retryAfter} the last counts.
     *
     * <p>A copy is sent to the queue that the {@code RedrivePolicy} names, with group, attributes and trace header, and with an
     * attribute {@code DeadLetterReason} if there is room for it; when that is stored, the message is deleted. So the copy has
     * another id, and nothing is lost at any moment; but when this process dies, or the server is away, between the two, a
     * dead-letter queue that is not FIFO has the message once more for each time it was tried.
     *
     * <p>Where there is no redrive policy, or the copy cannot be sent, it counts as a failure: the message comes again, and
     * {@link ConsumerListener#failed} and the log say why.
     *
     * @param why for who reads the dead-letter queue; of a longer one the first 1,000 characters
     */
    void deadLetter(String why);

    /** Whether the handler has said by now that the message is not dealt with: by a call of the three above. */
    boolean isRejected();
}
