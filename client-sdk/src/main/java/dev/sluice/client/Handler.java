package dev.sluice.client;

/**
 * What an application does with a message. Returning means that it is dealt with, and it is deleted; throwing means that it is
 * not, and it comes again later. So does a message whose consumer dies at any moment, even after returning: a handler must
 * be able to bear the same message twice, though never twice at once.
 *
 * <pre>{@code
 * Handler<String> handler = message -> System.out.println(message.body());
 * }</pre>
 *
 * @param <T> the type of the body
 */
@FunctionalInterface
public interface Handler<T> {

    /**
     * Called by a thread of the consumer's executor. It is interrupted when it takes too long, see {@link
     * ConsumerOptions#withMaxProcessingTime}.
     */
    void handle(Delivery<T> message) throws Exception;
}
