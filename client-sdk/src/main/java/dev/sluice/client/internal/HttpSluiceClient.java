package dev.sluice.client.internal;

import dev.sluice.client.MessageCodec;
import dev.sluice.client.QueueClient;
import dev.sluice.client.ScaleInProtection;
import dev.sluice.client.SluiceClient;
import dev.sluice.client.TopicClient;
import dev.sluice.client.internal.Calls.Repeat;
import dev.sluice.protocol.sns.CreateTopicRequest;
import dev.sluice.protocol.sns.CreateTopicResponse;
import dev.sluice.protocol.sns.DeleteTopicRequest;
import dev.sluice.protocol.sqs.CreateQueueRequest;
import dev.sluice.protocol.sqs.CreateQueueResponse;
import dev.sluice.protocol.sqs.DeleteQueueRequest;
import dev.sluice.protocol.wire.SnsOperations;
import dev.sluice.protocol.wire.SqsOperations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client that makes real requests. */
public final class HttpSluiceClient implements SluiceClient {
    private final ClientOptions options;
    private final Timer timer = new Timer("sluice-client-timer");
    private final Transport transport;
    private final Calls calls;
    private final Calls topicCalls;
    private final Calls hintCalls;
    private final @Nullable ScaleInGuard scaleIn;
    private final Set<HttpQueueClient<?>> queues = ConcurrentHashMap.newKeySet();
    private final Set<HttpTopicClient<?>> topics = ConcurrentHashMap.newKeySet();

    public HttpSluiceClient(ClientOptions options) {
        this.options = options;
        this.transport = new Transport(options, timer);
        var tokens = new RetryTokens(options.retry().budget(), System::nanoTime);
        this.calls = new Calls(options, options.endpoints(), Dialect.SQS, transport, timer, tokens);
        this.topicCalls = new Calls(options, options.topicEndpoints(), Dialect.SNS, transport, timer, tokens);
        this.hintCalls = new Calls(options, options.hintEndpoints(), Dialect.HINTS, transport, timer, tokens);
        ScaleInProtection protection = options.scaleInProtection();
        this.scaleIn = protection == null ? null : new ScaleInGuard(protection).start();
    }

    @Override
    public <T> QueueClient<T> queue(String name, MessageCodec<T> codec) {
        Objects.requireNonNull(name, "name");
        IntConsumer inHand = scaleIn == null ? difference -> {} : scaleIn::change;
        var queue = new HttpQueueClient<>(calls, hintCalls, options, name, codec, inHand);
        queues.add(queue);
        return queue;
    }

    @Override
    public String createQueue(String name, Map<String, String> attributes) {
        return Futures.await(createQueueAsync(name, attributes));
    }

    @Override
    public CompletableFuture<String> createQueueAsync(String name, Map<String, String> attributes) {
        var request = new CreateQueueRequest(name, attributes, Map.of());
        return Futures.map(
                calls.call(SqsOperations.CREATE_QUEUE, request, Repeat.HARMLESS), CreateQueueResponse::queueUrl);
    }

    @Override
    public void deleteQueue(String name) {
        Futures.await(deleteQueueAsync(name));
    }

    /** Not repeated when it may have been done: a second one would find no queue, or a new one of the same name. */
    @Override
    public CompletableFuture<Void> deleteQueueAsync(String name) {
        return Futures.done(Futures.then(
                new QueueAddress(calls, name).url(),
                url -> calls.call(SqsOperations.DELETE_QUEUE, new DeleteQueueRequest(url), Repeat.DOUBLES)));
    }

    @Override
    public <T> TopicClient<T> topic(String name, MessageCodec<T> codec) {
        Objects.requireNonNull(name, "name");
        var topic = new HttpTopicClient<>(topicCalls, options, name, codec);
        topics.add(topic);
        return topic;
    }

    @Override
    public String createTopic(String name, Map<String, String> attributes) {
        return Futures.await(createTopicAsync(name, attributes));
    }

    @Override
    public CompletableFuture<String> createTopicAsync(String name, Map<String, String> attributes) {
        var request = new CreateTopicRequest(name, attributes, List.of(), null);
        return Futures.map(
                topicCalls.call(SnsOperations.CREATE_TOPIC, request, Repeat.HARMLESS), CreateTopicResponse::topicArn);
    }

    @Override
    public void deleteTopic(String name) {
        Futures.await(deleteTopicAsync(name));
    }

    /** Not repeated when it may have been done, as a queue's is not. */
    @Override
    public CompletableFuture<Void> deleteTopicAsync(String name) {
        return Futures.done(Futures.then(
                new TopicAddress(topicCalls, name).arn(),
                arn -> topicCalls.call(SnsOperations.DELETE_TOPIC, new DeleteTopicRequest(arn), Repeat.DOUBLES)));
    }

    @Override
    public void close() {
        CompletableFuture.allOf(queues.stream()
                        .map(queue -> queue.closeConsumers(options.requestTimeout()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        if (scaleIn != null) scaleIn.close();
        long deadline = System.nanoTime() + options.requestTimeout().toNanos();
        var flushed = Stream.concat(
                        queues.stream().map(QueueClient::flush), topics.stream().map(TopicClient::flush))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(flushed)
                .completeOnTimeout(null, options.requestTimeout().toNanos(), TimeUnit.NANOSECONDS)
                .join();
        calls.close(deadline);
        topicCalls.close(deadline);
        hintCalls.close(deadline);
        timer.close();
        transport.close();
    }
}
