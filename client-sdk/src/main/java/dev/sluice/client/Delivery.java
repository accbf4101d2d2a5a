package dev.sluice.client;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A message while a handler works on it. The consumer keeps it hidden from others for as long as that takes. What the handler
 * says here of the message's future is done when it has ended; only {@link #ack} acts at once.
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

    /**
     * The message is dealt with, and is deleted at once. Only with {@link Acknowledgement#MANUAL}; at any time, on any thread, and
     * again as often as one likes. After it {@link #fail}, {@link #retryAfter} and {@link #deadLetter} have no effect.
     *
     * @return completes when the message is deleted, which is tried for as long as it takes while the consumer is open. Fails with
     *     {@link ReceiptInvalidException} when the message was no longer this consumer's, as {@link #isLost} may have told; with
     *     {@link OutcomeUnknownException} when the consumer closed before the server confirmed it; with {@link
     *     IllegalStateException} when the message had been rejected, or given up because it took too long or the consumer
     *     closed. It may come again then
     * @throws IllegalStateException unless acknowledgement is manual
     */
    CompletionStage<Void> ack();

    /**
     * Whether the handler has said by now that the message is not dealt with: by {@link #retryAfter}, {@link #fail} or {@link
     * #deadLetter}.
     */
    boolean isRejected();
}
