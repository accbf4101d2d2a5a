package dev.sluice.client.internal;

import dev.sluice.client.BatchResult;
import dev.sluice.client.MessageCodec;
import dev.sluice.client.Publication;
import dev.sluice.client.PublishResult;
import dev.sluice.client.TopicClient;
import dev.sluice.client.internal.Calls.Repeat;
import dev.sluice.protocol.sns.GetTopicAttributesRequest;
import dev.sluice.protocol.sns.GetTopicAttributesResponse;
import dev.sluice.protocol.sns.SubscribeRequest;
import dev.sluice.protocol.sns.SubscribeResponse;
import dev.sluice.protocol.wire.SnsOperations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One topic of a real server. */
final class HttpTopicClient<T> implements TopicClient<T> {
    private final Calls calls;
    private final TopicAddress address;
    private final Publishes publishes;
    private final Outbound<T, Publication<T>, PublishResult> outbound;

    HttpTopicClient(Calls calls, ClientOptions options, String name, MessageCodec<T> codec) {
        this.calls = calls;
        this.address = new TopicAddress(calls, name);
        this.publishes = new Publishes(calls, options.batching(), address);
        var kind = new Outbound.Kind<T, Publication<T>, PublishResult>(
                Publication::body,
                Publication::attribute,
                (interceptor, message, rest) -> interceptor.aroundPublish(name, message, rest));
        this.outbound = new Outbound<>(calls, options, codec, kind, publishes::publish);
    }

    @Override
    public String name() {
        return address.name();
    }

    @Override
    public PublishResult publish(Publication<T> message) {
        return outbound.send(message);
    }

    @Override
    public CompletableFuture<PublishResult> publishAsync(Publication<T> message) {
        return outbound.sendAsync(message);
    }

    @Override
    public BatchResult<PublishResult> publishAll(List<Publication<T>> messages) {
        return outbound.sendAll(messages);
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
