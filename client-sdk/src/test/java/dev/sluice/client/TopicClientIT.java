package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicClientIT extends QueueTests {
    private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");

    private TopicClient<String> topic;

    @BeforeEach
    void createTopic() {
        client.createTopic(name, Map.of());
        topic = client.topic(name);
    }

    @Test
    void whatIsPublishedIsReceivedWithAllThatBelongsToIt() {
        subscribe(queue, RAW);

        PublishResult published = topic.publish(Publication.of("grüß \"dich\" & 100 % <b>\n\t😀+")
                .group("tenant-1")
                .attribute("tier", "gold")
                .attribute("size", AttributeValue.number(12))
                .attribute("thumb", AttributeValue.binary(new byte[] {1, 0, -1})));

        Received<String> message = receiveOne(queue);
        assertThat(published.messageId()).isNotEmpty();
        assertThat(published.sequenceNumber()).isNull();
        assertThat(message.body()).isEqualTo("grüß \"dich\" & 100 % <b>\n\t😀+");
        assertThat(message.group()).isEqualTo("tenant-1");
        assertThat(message.attributes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "tier", AttributeValue.text("gold"),
                        "size", AttributeValue.number(12),
                        "thumb", AttributeValue.binary(new byte[] {1, 0, -1})));
    }

    @Test
    void envelopeHasTheSubjectAndTheIdThatThePublisherSees() {
        subscribe(queue, Map.of());

        PublishResult published = topic.publish(Publication.of("a").subject("An order"));

        assertThat(receiveOne(queue).body())
                .contains("\"Subject\" : \"An order\"", "\"MessageId\" : \"" + published.messageId() + '"');
    }

    @Test
    void structuredMessageGivesEachProtocolItsOwnText() {
        subscribe(queue, RAW);

        topic.publish(Publication.of("{\"default\":\"for all\",\"sqs\":\"for queues\"}")
                .structured());

        assertThat(receiveOne(queue).body()).isEqualTo("for queues");
    }

    @Test
    void onlyWhatTheFilterPolicyMatchesIsReceived() {
        subscribe(queue, Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"tags\":[\"gold\"]}"));

        topic.publish(Publication.of("silver")
                .attribute("tags", AttributeValue.text("String.Array", "[\"silver\",\"new\"]")));
        topic.publish(
                Publication.of("gold").attribute("tags", AttributeValue.text("String.Array", "[\"gold\",\"new\"]")));

        assertThat(receiveOne(queue).body()).isEqualTo("gold");
    }

    @Test
    void publishesOfOneThreadThatDoesNotWaitAreGatheredAndEachHasItsOwnResult() {
        subscribe(queue, RAW);
        var results = new ArrayList<CompletableFuture<PublishResult>>();
        for (int i = 0; i < 95; i++) results.add(topic.publishAsync("m" + i));

        var ids = results.stream().map(result -> result.join().messageId()).toList();

        assertThat(ids).doesNotHaveDuplicates().hasSize(95);
        var bodies = new HashSet<String>();
        while (bodies.size() < 95) {
            for (var message : queue.receive(ReceiveOptions.DEFAULT)) bodies.add(message.body());
        }
        assertThat(bodies)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 95).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void manyMessagesPublishedAtOnceHaveAnOutcomeEach() {
        var messages = IntStream.range(0, 33)
                .mapToObj(i -> Publication.of(i == 20 ? "" : "m" + i))
                .toList();

        BatchResult<PublishResult> result = topic.publishAll(messages);

        assertThat(result.allSucceeded()).isFalse();
        assertThat(result.outcomes()).hasSize(33);
        assertThat(result.outcomes().get(20).failure()).isInstanceOf(RefusedException.class);
        assertThat(result.outcomes().stream().filter(outcome -> outcome.result() != null))
                .hasSize(32);
    }

    @Test
    void largeMessagesAreSplitOverRequests() {
        subscribe(queue, RAW);
        var large = Publication.of("x".repeat(150_000));

        assertThat(topic.publishAll(List.of(large, large, large)).allSucceeded())
                .isTrue();
    }

    @Test
    void batchThatIsTooLongForTheTopicIsSplitUntilItIsNot() {
        String arn = client.createTopic(name + "-small", Map.of("MaximumMessageSize", "1024"));
        TopicClient<String> small = client.topic(arn);
        var messages = IntStream.range(0, 10)
                .mapToObj(i -> Publication.of("x".repeat(i == 7 ? 1025 : 600)))
                .toList();

        BatchResult<PublishResult> result = small.publishAll(messages);

        assertThat(result.outcomes().stream().filter(outcome -> outcome.result() != null))
                .hasSize(9);
        assertThat(result.outcomes().get(7).failure()).isInstanceOf(RefusedException.class);
    }

    @Test
    void messagesOfAGroupStayInOrderInAFifoTopic() {
        TopicClient<String> fifo = fifoTopic();
        QueueClient<String> subscriber = fifoQueue(fifo);

        var results = new ArrayList<CompletableFuture<PublishResult>>();
        for (int i = 0; i < 60; i++)
            results.add(fifo.publishAsync(Publication.of("m" + i).group("g" + i % 3)));
        fifo.flush().join();
        assertThat(results)
                .allSatisfy(result -> assertThat(result.join().sequenceNumber()).hasSize(20));

        var seen = new ArrayList<String>();
        while (seen.size() < 60) {
            for (var message : subscriber.receive(ReceiveOptions.DEFAULT)) {
                seen.add(message.body());
                subscriber.delete(message);
            }
        }
        for (int group = 0; group < 3; group++) {
            int first = group;
            assertThat(seen.stream().filter(body -> Integer.parseInt(body.substring(1)) % 3 == first))
                    .containsExactlyElementsOf(IntStream.range(0, 20)
                            .mapToObj(i -> "m" + (first + 3 * i))
                            .toList());
        }
    }

    @Test
    void messagesWithOneDeduplicationIdAreDeliveredOnce() {
        TopicClient<String> fifo = fifoTopic();
        QueueClient<String> subscriber = fifoQueue(fifo);
        var message = Publication.of("a").group("g").deduplicationId("order-9");

        assertThat(fifo.publish(message).messageId())
                .isEqualTo(fifo.publish(message).messageId());
        fifo.publish(Publication.of("a").group("g"));

        assertThat(subscriber.attributes()).containsEntry("ApproximateNumberOfMessages", "2");
    }

    @Test
    void bodiesAreWhatTheCodecSays() {
        subscribe(queue, RAW);

        client.topic(name, MessageCodec.bytes()).publish(new byte[] {0, 1, -1});

        assertThat(client.queue(name, MessageCodec.bytes())
                        .receive(ReceiveOptions.NOW)
                        .get(0)
                        .body())
                .containsExactly(0, 1, -1);
    }

    @Test
    void topicThatIsNotThereIsNamedAndLookedForAgainLater() {
        TopicClient<String> missing = client.topic("missing");

        assertThatThrownBy(() -> missing.publish("a"))
                .isInstanceOf(TopicNotFoundException.class)
                .hasMessageContaining("missing");
        client.createTopic("missing", Map.of());
        assertThat(missing.publish("a").messageId()).isNotEmpty();

        client.deleteTopic("missing");
        assertThatThrownBy(() -> missing.publish("a")).isInstanceOfSatisfying(TopicNotFoundException.class, e -> {
            assertThat(e.code()).isEqualTo("NotFound");
            assertThat(e.status()).isEqualTo(404);
            assertThat(e.requestId()).isNotNull();
        });
    }

    @Test
    void nameIsFoundAmongManyTopicsAndNotTakenForThatOfAnother() {
        for (int i = 0; i < 120; i++) client.createTopic("a-" + i + "-many", Map.of());
        String arn = client.createTopic("many", Map.of());

        assertThat(client.topic("many").attributes()).containsEntry("TopicArn", arn);
    }

    @Test
    void topicIsUsedByItsArnToo() {
        subscribe(queue, RAW);
        TopicClient<String> byArn = client.topic(client.createTopic(name, Map.of()));

        byArn.publish("a");

        assertThat(receiveOne(queue).body()).isEqualTo("a");
    }

    @Test
    void subscribingAgainFindsTheSameSubscription() {
        assertThat(subscribe(queue, RAW)).isEqualTo(subscribe(queue, RAW));
        assertThat(topic.attributes()).containsEntry("SubscriptionsConfirmed", "1");
        assertThatThrownBy(() -> subscribe(queue, Map.of("RawMessageDelivery", "false")))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void interceptorsChangeWhatIsPublished() {
        subscribe(queue, RAW);
        var tenant = new Interceptor() {
            @Override
            public <T> Publication<T> beforePublish(String published, Publication<T> message) {
                return message.attribute("topic", published);
            }
        };
        try (var intercepted = broker.client().interceptors(tenant).build()) {
            intercepted.topic(name).publish("a");
        }

        assertThat(receiveOne(queue).attributes()).containsEntry("topic", AttributeValue.text(name));
    }

    @Test
    void closingPublishesWhatIsGatheredAndRefusesTheRest() {
        SluiceClient closing = broker.client()
                .batching(Batching.DEFAULT.withLinger(Duration.ofMinutes(1)).withRequests(1))
                .build();
        TopicClient<String> publisher = closing.topic(name);
        var results = IntStream.range(0, 25)
                .mapToObj(i -> publisher.publishAsync("m" + i))
                .toList();

        closing.close();

        assertThat(results).allSatisfy(result -> assertThat(result).isCompleted());
        assertThatThrownBy(() -> publisher.publish("late")).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void lostAnswerIsAskedForAgainAndTheMessageDeliveredOnce() {
        subscribe(queue, RAW);
        TopicClient<String> fifo = fifoTopic();
        QueueClient<String> subscriber = fifoQueue(fifo);
        try (var proxy = CuttableProxy.before(broker.endpoint());
                var cut = SluiceClient.builder()
                        .endpoints(proxy.endpoint())
                        .requestTimeout(Duration.ofSeconds(1))
                        .build()) {
            TopicClient<String> standardThroughProxy = cut.topic(name);
            TopicClient<String> fifoThroughProxy = cut.topic(name + ".fifo");
            standardThroughProxy.publish("first"); // so that the topic's ARN is known
            fifoThroughProxy.publish(Publication.of("first").group("g"));
            proxy.swallowAnswers();

            var published = standardThroughProxy.publishAsync("a");
            var publishedInOrder =
                    fifoThroughProxy.publishAsync(Publication.of("a").group("g"));
            await().until(() -> waiting(queue) == 2 && waiting(subscriber) == 2);
            proxy.mend();

            assertThat(published.join().messageId()).isNotEmpty();
            assertThat(publishedInOrder.join().messageId()).isNotEmpty();
            assertThat(waiting(subscriber)).isEqualTo(2);
            assertThat(waiting(queue)).isEqualTo(2);
        }
    }

    private String subscribe(QueueClient<?> subscriber, Map<String, String> attributes) {
        return topic.subscribe(arnOf(subscriber), attributes);
    }

    private TopicClient<String> fifoTopic() {
        client.createTopic(name + ".fifo", Map.of("FifoTopic", "true"));
        return client.topic(name + ".fifo");
    }

    private QueueClient<String> fifoQueue(TopicClient<?> fifo) {
        client.createQueue(name + ".fifo", Map.of("FifoQueue", "true"));
        QueueClient<String> subscriber = client.queue(name + ".fifo");
        fifo.subscribe(arnOf(subscriber), RAW);
        return subscriber;
    }

    private static String arnOf(QueueClient<?> subscriber) {
        return Objects.requireNonNull(subscriber.attributes().get("QueueArn"));
    }

    private static int waiting(QueueClient<?> subscriber) {
        return Integer.parseInt(subscriber.attributes().getOrDefault("ApproximateNumberOfMessages", "-1"));
    }

    private static Received<String> receiveOne(QueueClient<String> subscriber) {
        var messages = subscriber.receive(ReceiveOptions.DEFAULT.withWaitTime(Duration.ofSeconds(5)));
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }
}
