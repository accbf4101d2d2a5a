package dev.sluice.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Sends to and receives from one queue. Made by {@link SluiceClient#queue}; safe for use by many threads.
 *
 * <p>Sends and deletions of many threads, or of one that does not wait, are gathered into requests of ten; each call still
 * gets its own result, and only when the server has answered.
 *
 * <pre>{@code
 * QueueClient<String> jobs = client.queue("jobs");
 * jobs.send("a.mov");
 * jobs.sendAsync(Outgoing.of("b.mov").delay(Duration.ofSeconds(5))).thenAccept(sent -> System.out.println(sent.messageId()));
 * }</pre>
 *
 * @param <T> the type of the bodies
 */
public interface QueueClient<T> {

    /** The name or URL it was made with. */
    String name();

    /** {@link #send(Outgoing)} of nothing but a body. */
    default SendResult send(T body) {
        return send(Outgoing.of(body));
    }

    /**
     * Sends a message and waits until it is stored. Waits for room, too, when too much is waiting for its answer.
     *
     * @throws OutcomeUnknownException when it may or may not be stored
     * @throws SluiceException any other: it is not stored
     */
    SendResult send(Outgoing<T> message);

    /** {@link #sendAsync(Outgoing)} of nothing but a body. */
    default CompletableFuture<SendResult> sendAsync(T body) {
        return sendAsync(Outgoing.of(body));
    }

    /**
     * Sends a message; the future completes when it is stored, or fails as {@link #send} does. Messages of one group sent
     * one after the other to a FIFO queue are stored in that order, but for those that fail.
     */
    CompletableFuture<SendResult> sendAsync(Outgoing<T> message);

    /** Sends any number of messages and waits until all are answered; each has an outcome of its own. Throws none of them. */
    BatchResult<SendResult> sendAll(List<Outgoing<T>> messages);

    /**
     * Receives up to ten messages, none if none came in time.
     *
     * @throws OutcomeUnknownException when messages may have been received and be hidden until their visibility timeout ends
     */
    List<Received<T>> receive(ReceiveOptions options);

    /** As {@link #receive}. Cancelling the future hangs up. */
    CompletableFuture<List<Received<T>>> receiveAsync(ReceiveOptions options);

    /**
     * Deletes a received message, which is what says that it was dealt with. Deleting it again does nothing.
     *
     * @throws ReceiptInvalidException FIFO queues: when its visibility timeout has ended
     * @throws OutcomeUnknownException when it may or may not be deleted; if not, it comes again
     */
    void delete(Received<?> message);

    /** As {@link #delete}. */
    CompletableFuture<Void> deleteAsync(Received<?> message);

    /**
     * Hides a received message from now on for so long; zero hands it back at once.
     *
     * @param timeout whole seconds, 0 to 12 hours since the receive
     * @throws ReceiptInvalidException when it was deleted or its visibility timeout has ended
     */
    void changeVisibility(Received<?> message, Duration timeout);

    /** As {@link #changeVisibility}. */
    CompletableFuture<Void> changeVisibilityAsync(Received<?> message, Duration timeout);

    /** {@link #consume(ConsumerOptions, Handler)} with {@link ConsumerOptions#DEFAULT}. */
    default Consumer consume(Handler<T> handler) {
        return consume(ConsumerOptions.DEFAULT, handler);
    }

    /** Begins to receive messages and have them handled, until the consumer or the client is closed. */
    Consumer consume(ConsumerOptions options, Handler<T> handler);

    /** {@link #consumeBatches(ConsumerOptions, BatchHandler)} with {@link ConsumerOptions#DEFAULT}. */
    default Consumer consumeBatches(BatchHandler<T> handler) {
        return consumeBatches(ConsumerOptions.DEFAULT, handler);
    }

    /** As {@link #consume}, several messages at a time. */
    Consumer consumeBatches(ConsumerOptions options, BatchHandler<T> handler);

    /** {@link #consumeAsync(ConsumerOptions, AsyncHandler)} with {@link ConsumerOptions#DEFAULT}. */
    default Consumer consumeAsync(AsyncHandler<T> handler) {
        return consumeAsync(ConsumerOptions.DEFAULT, handler);
    }

    /** As {@link #consume}, without a thread for each message. */
    Consumer consumeAsync(ConsumerOptions options, AsyncHandler<T> handler);

    /** {@link #publisher(ConsumerOptions)} with {@link ConsumerOptions#DEFAULT}. */
    default Flow.Publisher<Delivery<T>> publisher() {
        return publisher(ConsumerOptions.DEFAULT);
    }

    /**
     * The queue as a publisher, for reactive libraries: {@code Flux.from(FlowAdapters.toPublisher(queue.publisher()))}. Each
     * subscriber has a consumer of its own, and shares the messages with the others.
     *
     * <ul>
     *   <li>A subscriber is given as many messages as it has requested, and of those not more at once than the concurrency of the
     *       options says: further ones come as it acknowledges. Nothing is received beyond that, unless the options prefetch.
     *   <li>It says by {@link Delivery#ack} that a message is dealt with, or rejects it; see {@link Acknowledgement#MANUAL}, which
     *       holds here whatever the options say. Of a FIFO queue a message is given when the one before it in its group is
     *       deleted.
     *   <li>Cancelling hands back at once what is not acknowledged. It cannot be acknowledged any more.
     *   <li>{@code onError} comes only of a request of less than one, and of a client that is closed before. While the server is
     *       away, or there is no such queue, nothing comes, and the log says why.
     *   <li>{@code onComplete} comes when the client begins to close; until it is closed, what was given can be acknowledged.
     *   <li>Signals come one after the other, on threads of the consumer or the options' executor. {@code onNext} should return
     *       soon: it holds up the next, though not the heartbeat.
     * </ul>
     */
    Flow.Publisher<Delivery<T>> publisher(ConsumerOptions options);

    /** The queue's attributes under SQS's names, counts included; times in seconds. */
    Map<String, String> attributes();

    /** How many messages there are, and where. Also at SQS and other servers. */
    QueueStats stats();

    /**
     * Looks at the queue's first messages, available, in flight or delayed, and leaves everything as it is: nothing is received
     * or hidden. For people and tests. Fewer come when they have more than 4 MiB.
     *
     * @param max messages, 1 to 1,000
     * @return in the server's order, which is that of their arrival where nothing was delayed or moved
     * @throws NotOfferedException when the server is not Sluice; none is asked who has not said that it is
     * @throws AccessDeniedException when the server shows messages to nobody
     */
    List<PeekedMessage> peek(int max);

    /**
     * How many workers the queue needs, as the broker sees it.
     *
     * @throws NotOfferedException when there are no hints at the addresses known for them, see {@link
     *     SluiceClient.Builder#management}
     * @throws RefusedException when the broker knows no such queue, or has been told not to give hints for it
     * @throws UnavailableException when it has not made up its mind yet, shortly after its start
     */
    ScalingHint scalingHint();

    /** Sends what is gathered without further delay; completes when all of it is answered, well or not. Never fails. */
    CompletableFuture<Void> flush();
}
