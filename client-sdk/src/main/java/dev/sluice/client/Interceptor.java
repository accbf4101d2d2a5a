package dev.sluice.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sees each message on its way out and each handler's call, to carry along what belongs to neither: a trace, a tenant, a log
 * context. Called by the threads that send and handle; of several, the first given is the outermost.
 *
 * <pre>{@code
 * var tracing = new Interceptor() {
 *     public <T> Outgoing<T> beforeSend(String queue, Outgoing<T> message) {
 *         return message.attribute("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
 *     }
 *
 *     public void aroundHandling(String queue, Received<?> message, Handling handling) throws Exception {
 *         System.out.println("continues " + message.attributes().get("traceparent"));
 *         handling.proceed();
 *     }
 * };
 * var client = SluiceClient.builder().interceptors(tracing).build();
 * }</pre>
 */
public interface Interceptor {

    /** The rest of what is done with a message. */
    @FunctionalInterface
    interface Handling {
        void proceed() throws Exception;
    }

    /** The rest of what is done with a message by an {@link AsyncHandler}. */
    @FunctionalInterface
    interface AsyncHandling {
        CompletionStage<?> proceed() throws Exception;
    }

    /** The rest of what is done to send or publish a message. */
    @FunctionalInterface
    interface Sending<M, R> {
        CompletableFuture<R> proceed(M message);
    }

    /**
     * What is sent instead of the message; by default the message itself. What it throws fails the send, which then had no
     * effect.
     *
     * @param queue the name or URL the queue's client was made with
     */
    default <T> Outgoing<T> beforeSend(String queue, Outgoing<T> message) {
        return message;
    }

    /**
     * What is published instead of the message; by default the message itself. What it throws fails the publish, which then
     * had no effect.
     *
     * @param topic the name or ARN the topic's client was made with
     */
    default <T> Publication<T> beforePublish(String topic, Publication<T> message) {
        return message;
    }

    /**
     * Has a message sent and learns what became of it; by default what {@link #beforeSend} makes of it is sent. The future fails
     * as that of {@link QueueClient#sendAsync} does; whoever replaces it must complete it.
     *
     * @param queue the name or URL the queue's client was made with
     */
    default <T> CompletableFuture<SendResult> aroundSend(
            String queue, Outgoing<T> message, Sending<Outgoing<T>, SendResult> sending) {
        return sending.proceed(beforeSend(queue, message));
    }

    /**
     * Has a message published and learns what became of it, as {@link #aroundSend} does of one that is sent.
     *
     * @param topic the name or ARN the topic's client was made with
     */
    default <T> CompletableFuture<PublishResult> aroundPublish(
            String topic, Publication<T> message, Sending<Publication<T>, PublishResult> sending) {
        return sending.proceed(beforePublish(topic, message));
    }

    /**
     * Has a message handled. Throwing, or not proceeding and throwing nothing, counts as the handler's doing.
     *
     * @param queue the name or URL the queue's client was made with
     */
    default void aroundHandling(String queue, Received<?> message, Handling handling) throws Exception {
        handling.proceed();
    }

    /**
     * Has a message handled by an {@link AsyncHandler} and learns when that is over. By default {@link #aroundHandling} is
     * around the call that returns the stage. Return the stage itself rather than one derived from it, as it may be cancelled.
     *
     * @param queue the name or URL the queue's client was made with
     */
    default CompletionStage<?> aroundAsync(String queue, Received<?> message, AsyncHandling handling) throws Exception {
        var stage = new AtomicReference<CompletionStage<?>>(CompletableFuture.completedFuture(null));
        aroundHandling(queue, message, () -> stage.set(handling.proceed()));
        CompletionStage<?> returned = stage.get();
        if (returned == null) throw new IllegalStateException("the handler returned no stage");
        return returned;
    }

    /**
     * Has messages handled together by a {@link BatchHandler}, as {@link #aroundHandling} has one.
     *
     * @param queue the name or URL the queue's client was made with
     */
    default void aroundBatch(String queue, List<? extends Received<?>> messages, Handling handling) throws Exception {
        handling.proceed();
    }
}
