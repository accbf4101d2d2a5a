package dev.sluice.client.internal;

import dev.sluice.client.BatchResult;
import dev.sluice.client.ClientClosedException;
import dev.sluice.client.Interceptor;
import dev.sluice.client.MessageCodec;
import dev.sluice.client.MessageCodecException;
import dev.sluice.client.Publication;
import dev.sluice.client.PublishResult;
import dev.sluice.client.TopicClient;
import dev.sluice.client.internal.Calls.Repeat;
import dev.sluice.protocol.sns.GetTopicAttributesRequest;
import dev.sluice.protocol.sns.GetTopicAttributesResponse;
import dev.sluice.protocol.sns.SubscribeRequest;
import dev.sluice.protocol.sns.SubscribeResponse;
import dev.sluice.protocol.wire.SnsOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One topic of a real server. */
final class HttpTopicClient<T> implements TopicClient<T> {
    private final Calls calls;
    private final Duration patience;
    private final List<Interceptor> interceptors;
    private final MessageCodec<T> codec;
    private final TopicAddress address;
    private final Publishes publishes;

    HttpTopicClient(Calls calls, ClientOptions options, String name, MessageCodec<T> codec) {
        this.calls = calls;
        this.patience = options.requestTimeout();
        this.interceptors = options.interceptors();
        this.codec = codec;
        this.address = new TopicAddress(calls, name);
        this.publishes = new Publishes(calls, options.batching(), address);
    }

    @Override
    public String name() {
        return address.name();
    }

    @Override
    public PublishResult publish(Publication<T> message) {
        return Futures.await(publish(message, patience));
    }

    @Override
    public CompletableFuture<PublishResult> publishAsync(Publication<T> message) {
        return publish(message, Duration.ZERO);
    }

    @Override
    public BatchResult<PublishResult> publishAll(List<Publication<T>> messages) {
        var results = new ArrayList<CompletableFuture<PublishResult>>(messages.size());
        for (Publication<T> message : messages) results.add(publish(message, patience));
        return SendBuffer.outcomes(results);
    }

    private CompletableFuture<PublishResult> publish(Publication<T> message, Duration patienceForRoom) {
        if (calls.closed()) return CompletableFuture.failedFuture(new ClientClosedException("the client is closed"));
        return intercepted(message, patienceForRoom, 0);
    }

    private CompletableFuture<PublishResult> intercepted(Publication<T> message, Duration patienceForRoom, int from) {
        if (from == interceptors.size()) return encoded(message, patienceForRoom);
        return interceptors
                .get(from)
                .aroundPublish(name(), message, changed -> intercepted(changed, patienceForRoom, from + 1));
    }

    private CompletableFuture<PublishResult> encoded(Publication<T> message, Duration patienceForRoom) {
        try {
            Publication<T> whole = message;
            for (var attribute : codec.attributes(message.body()).entrySet()) {
                whole = whole.attribute(attribute.getKey(), attribute.getValue());
            }
            return publishes.publish(whole, codec.encode(message.body()), patienceForRoom);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(new MessageCodecException("interrupted while encoding", e));
        } catch (Exception e) {
            return CompletableFuture.failedFuture(new MessageCodecException("the codec has no text for this body", e));
        }
    }

    @Override
    public String subscribe(String queueArn, Map<String, String> attributes) {
        return Futures.await(subscribeAsync(queueArn, attributes));
    }

    /** Repeated without harm: a second one finds the first. */
    @Override
    public CompletableFuture<String> subscribeAsync(String queueArn, Map<String, String> attributes) {
        var answer = Futures.then(
                address.arn(),
                arn -> calls.call(
                        SnsOperations.SUBSCRIBE,
                        new SubscribeRequest(arn, "sqs", queueArn, attributes, true),
                        Repeat.HARMLESS));
        return Futures.map(answer, SubscribeResponse::subscriptionArn);
    }

    @Override
    public Map<String, String> attributes() {
        return Futures.await(Futures.map(
                Futures.then(
                        address.arn(),
                        arn -> calls.call(
                                SnsOperations.GET_TOPIC_ATTRIBUTES,
                                new GetTopicAttributesRequest(arn),
                                Repeat.HARMLESS)),
                GetTopicAttributesResponse::attributes));
    }

    @Override
    public CompletableFuture<Void> flush() {
        return publishes.flush();
    }
}
