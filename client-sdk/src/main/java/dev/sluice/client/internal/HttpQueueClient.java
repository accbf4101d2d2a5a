package dev.sluice.client.internal;

import dev.sluice.client.Acknowledgement;
import dev.sluice.client.AsyncHandler;
import dev.sluice.client.BatchHandler;
import dev.sluice.client.BatchResult;
import dev.sluice.client.ClientClosedException;
import dev.sluice.client.ClientMetrics;
import dev.sluice.client.Consumer;
import dev.sluice.client.ConsumerOptions;
import dev.sluice.client.Delivery;
import dev.sluice.client.Handler;
import dev.sluice.client.Interceptor;
import dev.sluice.client.MessageCodec;
import dev.sluice.client.Outgoing;
import dev.sluice.client.PeekedMessage;
import dev.sluice.client.QueueClient;
import dev.sluice.client.QueueStats;
import dev.sluice.client.ReceiveOptions;
import dev.sluice.client.Received;
import dev.sluice.client.ScalingHint;
import dev.sluice.client.SendResult;
import dev.sluice.client.internal.Calls.Repeat;
import dev.sluice.protocol.sqs.GetQueueAttributesRequest;
import dev.sluice.protocol.sqs.GetQueueAttributesResponse;
import dev.sluice.protocol.sqs.MessageDigests;
import dev.sluice.protocol.sqs.ReceiveMessageRequest;
import dev.sluice.protocol.sqs.ReceiveMessageResponse;
import dev.sluice.protocol.wire.SqsOperations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One queue of a real server. */
final class HttpQueueClient<T> implements QueueClient<T> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpQueueClient.class);
    private static final List<String> ALL = List.of("All");

    private final Calls calls;
    private final List<Interceptor> interceptors;
    private final MessageCodec<T> codec;
    private final IntConsumer inHand;
    private final QueueAddress address;
    private final Sends sends;
    private final Outbound<T, Outgoing<T>, SendResult> outbound;
    private final Receipts receipts;
    private final DeadLetters deadLetters;
    private final Extensions extensions;
    private final Set<PollingConsumer<T>> consumers = ConcurrentHashMap.newKeySet();

    /** @param inHand told by consumers, how many more messages they have in hand, or fewer; by any thread */
    HttpQueueClient(
            Calls calls, Calls hints, ClientOptions options, String name, MessageCodec<T> codec, IntConsumer inHand) {
        this.calls = calls;
        this.interceptors = options.interceptors();
        this.codec = codec;
        this.inHand = inHand;
        this.address = new QueueAddress(calls, name);
        this.sends = new Sends(calls, options.batching(), address);
        var kind = new Outbound.Kind<T, Outgoing<T>, SendResult>(
                Outgoing::body,
                Outgoing::attribute,
                (interceptor, message, rest) -> interceptor.aroundSend(name, message, rest));
        this.outbound = new Outbound<>(calls, options, codec, kind, sends::send);
        this.receipts = new Receipts(calls, options.batching(), address);
        this.deadLetters = new DeadLetters(calls, hints, options, this::attributesAsync);
        this.extensions = new Extensions(calls, hints, options.region(), address);
    }

    @Override
    public String name() {
        return address.name();
    }

    @Override
    public SendResult send(Outgoing<T> message) {
        return outbound.send(message);
    }

    @Override
    public CompletableFuture<SendResult> sendAsync(Outgoing<T> message) {
        return outbound.sendAsync(message);
    }

    @Override
    public BatchResult<SendResult> sendAll(List<Outgoing<T>> messages) {
        return outbound.sendAll(messages);
    }

    @Override
    public List<Received<T>> receive(ReceiveOptions options) {
        return Futures.await(receiveAsync(options));
    }

    @Override
    public CompletableFuture<List<Received<T>>> receiveAsync(ReceiveOptions options) {
        return receiveAsync(options, null);
    }

    /** @param consumer what the consumer that asks says of itself, or null */
    CompletableFuture<List<Received<T>>> receiveAsync(ReceiveOptions options, @Nullable String consumer) {
        Duration visibility = options.visibilityTimeout();
        var answer = Futures.then(address.url(), url -> {
            var request = new ReceiveMessageRequest(
                    url,
                    List.of(),
                    ALL,
                    ALL,
                    options.max(),
                    visibility == null ? null : (int) visibility.toSeconds(),
                    (int) options.waitTime().toSeconds(),
                    null);
            return calls.call(SqsOperations.RECEIVE_MESSAGE, request, Repeat.HARMLESS, options.waitTime(), consumer);
        });
        return Futures.map(answer, this::received);
    }

    private List<Received<T>> received(ReceiveMessageResponse response) {
        var messages = new ArrayList<Received<T>>(response.messages().size());
        for (var message : response.messages()) {
            byte[] utf8 = message.body().getBytes(StandardCharsets.UTF_8);
            if (MessageDigests.hex(MessageDigests.md5(utf8)).equals(message.md5OfBody())) {
                messages.add(new ReceivedMessage<>(message, codec));
            } else {
                LOG.warn(
                        "{}: message {} was damaged on its way, as its digest shows; it will come again",
                        name(),
                        message.messageId());
            }
        }
        return messages;
    }

    @Override
    public void delete(Received<?> message) {
        Futures.await(deleteAsync(message));
    }

    @Override
    public CompletableFuture<Void> deleteAsync(Received<?> message) {
        return Futures.done(receipts.delete(message.receiptHandle()));
    }

    @Override
    public void changeVisibility(Received<?> message, Duration timeout) {
        Futures.await(changeVisibilityAsync(message, timeout));
    }

    @Override
    public CompletableFuture<Void> changeVisibilityAsync(Received<?> message, Duration timeout) {
        int seconds = Seconds.of("timeout", timeout, Seconds.LONGEST_VISIBILITY);
        return Futures.done(receipts.hide(message.receiptHandle(), seconds));
    }

    @Override
    public Consumer consume(ConsumerOptions options, Handler<T> handler) {
        return consume(options, Mode.oneByOne(this, handler));
    }

    @Override
    public Consumer consumeBatches(ConsumerOptions options, BatchHandler<T> handler) {
        return consume(options, Mode.batches(this, options, handler));
    }

    @Override
    public Consumer consumeAsync(ConsumerOptions options, AsyncHandler<T> handler) {
        return consume(options, Mode.async(this, handler));
    }

    @Override
    public Flow.Publisher<Delivery<T>> publisher(ConsumerOptions options) {
        var byHand = options.withAcknowledgement(Acknowledgement.MANUAL);
        return subscriber -> subscribe(byHand, Objects.requireNonNull(subscriber, "subscriber"));
    }

    private void subscribe(ConsumerOptions options, Flow.Subscriber<? super Delivery<T>> subscriber) {
        if (calls.closed()) {
            QueueSubscription.refuse(subscriber, new ClientClosedException("the client is closed"));
            return;
        }
        var subscription = new QueueSubscription<T>(subscriber);
        PollingConsumer<T> consumer = prepared(options, Mode.subscribed(this, subscription));
        subscription.begin(consumer, consumer::start);
    }

    private Consumer consume(ConsumerOptions options, Mode<T> mode) {
        if (calls.closed()) throw new ClientClosedException("the client is closed");
        return prepared(options, mode).start();
    }

    private PollingConsumer<T> prepared(ConsumerOptions options, Mode<T> mode) {
        boolean byHand = options.acknowledgement() == Acknowledgement.MANUAL;
        var consumer = new PollingConsumer<>(this, options, byHand ? mode.acknowledgedByHand() : mode);
        consumers.removeIf(PollingConsumer::isClosed);
        consumers.add(consumer);
        return consumer;
    }

    CompletableFuture<Void> closeConsumers(Duration deadline) {
        return CompletableFuture.allOf(
                consumers.stream().map(consumer -> consumer.closing(deadline)).toArray(CompletableFuture<?>[]::new));
    }

    boolean isFifo() {
        return address.isFifo();
    }

    List<Interceptor> interceptors() {
        return interceptors;
    }

    ClientMetrics metrics() {
        return calls.metrics;
    }

    /** Where application code may run, and wait. */
    Executor callbacks() {
        return calls.transport.callbacks();
    }

    IntConsumer inHand() {
        return inHand;
    }

    Receipts receipts() {
        return receipts;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public Map<String, String> attributes() {
        return Futures.await(attributesAsync());
    }

    @Override
    public QueueStats stats() {
        Map<String, String> attributes = attributes();
        return new QueueStats(
                count(attributes, "ApproximateNumberOfMessages"),
                count(attributes, "ApproximateNumberOfMessagesNotVisible"),
                count(attributes, "ApproximateNumberOfMessagesDelayed"));
    }

    private static long count(Map<String, String> attributes, String name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }

    @Override
    public List<PeekedMessage> peek(int max) {
        return Futures.await(extensions.peek(max));
    }

    @Override
    public ScalingHint scalingHint() {
        return Futures.await(extensions.scalingHint());
    }

    CompletableFuture<Map<String, String>> attributesAsync() {
        var answer = Futures.then(
                address.url(),
                url -> calls.call(
                        SqsOperations.GET_QUEUE_ATTRIBUTES, new GetQueueAttributesRequest(url, ALL), Repeat.HARMLESS));
        return Futures.map(answer, GetQueueAttributesResponse::attributes);
    }

    @Override
    public CompletableFuture<Void> flush() {
        return CompletableFuture.allOf(sends.flush(), receipts.flush());
    }
}
