package dev.sluice.broker.courier;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Command.Outgoing;
import dev.sluice.broker.engine.MobileCommand;
import dev.sluice.broker.engine.Question.DescribeQueue;
import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.topic.Handshake;
import dev.sluice.broker.engine.topic.WantedSubscription;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.EndpointId;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import dev.sluice.broker.shard.Shards.Submission;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A courier on the test's clock, between a real machine and endpoints that answer as the test says. */
final class TestCourier {
    static final int AT_ONCE = 16;

    private static final TopicId TOPIC = new TopicId("000000000000", "us-east-1", "orders");
    private static final QueueId DEAD_LETTERS = new QueueId("000000000000", "us-east-1", "dead");
    private static final QueueAttributes DEFAULTS = QueueAttributes.DEFAULTS;

    private final ManualLoop loop = new ManualLoop();
    private final ManualShards shards = new ManualShards(loop);
    private final long start = loop.millis();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<CompletableFuture<Outcome>> inProgress = new ArrayList<>();
    private final @Nullable String captureForward;
    private Function<String, CompletableFuture<Outcome>> answers =
            url -> CompletableFuture.completedFuture(Outcome.DELIVERED);
    private Courier courier;
    private long number;

    /** @param seconds since the test began */
    record Attempt(int seconds, String url, String body) {}

    TestCourier() {
        this(null);
    }

    TestCourier(@Nullable String captureForward) {
        this.captureForward = captureForward;
        this.courier = started();
        shards.apply(new TopicCommand.CreateTopic(TOPIC, TopicAttributes.DEFAULTS, Map.of(), ""));
        shards.apply(new Command.CreateQueue(DEAD_LETTERS, DEFAULTS, Map.of()));
    }

    private Courier started() {
        var options = new CourierOptions(
                CourierOptions.DEFAULTS.timeout(),
                AT_ONCE,
                AT_ONCE,
                false,
                null,
                null,
                null,
                null,
                captureForward == null ? null : URI.create(captureForward));
        var started = new Courier(options, shards, new Scripted(), loop, new SimpleMeterRegistry());
        shards.start(started::ring);
        started.start();
        return started;
    }

    /** As after a crash: what the old one knew is forgotten. */
    void startAnew() {
        loop.close();
        inProgress.clear();
        courier = started();
    }

    SubscriptionId subscribe(String url, Map<SubscriptionAttribute, String> attributes) {
        return subscribe(Protocol.HTTP, url, attributes, null);
    }

    SubscriptionId subscribePending(String url, String token) {
        var mark = new MessageAttribute(
                Handshake.TYPE_ATTRIBUTE, "String", "SubscriptionConfirmation".getBytes(StandardCharsets.UTF_8));
        return subscribe(Protocol.HTTP, url, Map.of(), new Handshake(token, message("please confirm", List.of(mark))));
    }

    SubscriptionId subscribeMail(String address) {
        return subscribe(Protocol.EMAIL, address, Map.of(), null);
    }

    /** A message for the endpoint of an application that is made for it. */
    void push(String body) {
        var application = new ApplicationId("000000000000", "us-east-1", "GCM", "shop");
        var endpoint = new EndpointId(application, new UUID(0, 1));
        shards.apply(new MobileCommand.CreateApplication(application, Map.of()));
        shards.apply(new MobileCommand.CreateEndpoint(endpoint, "token", true, ""));
        shards.apply(new MobileCommand.Push(endpoint, message(body, List.of())));
    }

    private SubscriptionId subscribe(
            Protocol protocol,
            String endpoint,
            Map<SubscriptionAttribute, String> attributes,
            @Nullable Handshake handshake) {
        var id = new SubscriptionId(TOPIC, new UUID(0, ++number));
        shards.apply(new TopicCommand.Subscribe(new WantedSubscription(
                id,
                protocol,
                endpoint,
                "000000000000",
                "arn:aws:iam::000000000000:root",
                new SubscriptionAttributes(attributes),
                false,
                handshake)));
        return id;
    }

    void confirm(String token) {
        shards.apply(new TopicCommand.ConfirmSubscription(token, false, false));
    }

    void set(SubscriptionId subscription, SubscriptionAttribute attribute, String value) {
        shards.apply(new TopicCommand.SetSubscriptionAttributes(subscription, Map.of(attribute, value)));
    }

    /** A redrive policy. */
    String deadLetters() {
        return "{\"deadLetterTargetArn\":\"%s\"}".formatted(DEAD_LETTERS.arn());
    }

    void send(SubscriptionId subscription, String body) {
        send(subscription, body, List.of());
    }

    void send(SubscriptionId subscription, String body, List<MessageAttribute> attributes) {
        var outgoing = new Outgoing(message(body, attributes), body.length(), Command.QUEUE_DEFAULT);
        shards.apply(new Command.Send(subscription.internalQueue(), List.of(outgoing)));
    }

    private Message message(String body, List<MessageAttribute> attributes) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Message(new MessageId(1, ++number), bytes, new byte[16], attributes, null, null, null, "sender");
    }

    void answerAll(Outcome outcome) {
        answer(url -> CompletableFuture.completedFuture(outcome));
    }

    void answerAfter(long millis, Outcome outcome) {
        answer(url -> {
            var answer = new CompletableFuture<Outcome>();
            loop.at(loop.millis() + millis, () -> answer.complete(outcome));
            return answer;
        });
    }

    void answer(Function<String, CompletableFuture<Outcome>> other) {
        answers = other;
    }

    void failAllInProgress() {
        var failing = List.copyOf(inProgress);
        inProgress.clear();
        for (var each : failing) each.complete(Outcome.FAILED);
    }

    void shardAnswers(Submission submission) {
        shards.answerWith(submission);
    }

    void pass(long millis) {
        loop.pass(millis);
    }

    CompletableFuture<Void> drain() {
        var drained = courier.drain();
        loop.run();
        return drained;
    }

    List<Attempt> attempts() {
        return attempts;
    }

    /** Messages in the internal queue, hidden ones too. */
    int left(SubscriptionId subscription) {
        return count(subscription.internalQueue());
    }

    private int count(QueueId queue) {
        var described = (Reply.Described) shards.answer(new DescribeQueue(queue));
        return (int) (described.counts().available() + described.counts().inFlight());
    }

    List<String> deadLetterBodies() {
        if (count(DEAD_LETTERS) == 0) return List.of();
        var received = (Reply.Received) shards.apply(new Command.Receive(DEAD_LETTERS, 10, 0, 0));
        return received.deliveries().stream()
                .map(delivery -> new String(delivery.message().body(), StandardCharsets.UTF_8))
                .toList();
    }

    private final class Scripted implements Endpoints {
        @Override
        public CompletableFuture<Outcome> deliver(Destination destination, Message message) {
            int seconds = (int) ((loop.millis() - start) / 1000);
            attempts.add(new Attempt(seconds, destination.url(), new String(message.body(), StandardCharsets.UTF_8)));
            var answer = answers.apply(destination.url());
            inProgress.add(answer);
            return answer;
        }
    }
}
