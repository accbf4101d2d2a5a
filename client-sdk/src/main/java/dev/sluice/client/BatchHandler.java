package dev.sluice.client;

import java.util.List;

/**
 * What an application does with several messages at once. Returning means that all are dealt with, but for those marked with
 * {@link Delivery#fail}, {@link Delivery#retryAfter} or {@link Delivery#deadLetter}; throwing, that none is.
 *
 * <ul>
 *   <li>A message that the codec cannot decode has failed before and is not among them, so that it cannot fail the others.
 *   <li>Of a FIFO queue there may be several messages of one group, in their order, and those of other groups. A failed one
 *       keeps back the later ones of its group: they come again after it, even if they were handled. So a handler goes on
 *       with the next group.
 * </ul>
 *
 * <pre>{@code
 * var options = ConsumerOptions.DEFAULT.withBatches(100, Duration.ofMillis(50)).withConcurrency(2);
 * var consumer = queue.consumeBatches(options, messages -> {
 *     for (var message : messages) {
 *         if (message.body().isBlank()) message.fail(new IllegalArgumentException("blank"));
 *         else System.out.println(message.body());
 *     }
 * });
 * }</pre>
 *
 * @param <T> the type of the bodies
 */
@FunctionalInterface
public interface BatchHandler<T> {

    /**
     * Called by a thread of the consumer's executor with one message or more. It is interrupted when it takes too long, see
     * {@link ConsumerOptions#withMaxProcessingTime}.
     */
    void handle(List<Delivery<T>> messages) throws Exception;
}
