package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Answers are lost, sends are repeated: what is sent to a standard queue or published to a standard topic is stored once. */
class RepeatedSendsIT {
    private static final int COUNT = 200;

    @TempDir
    static Path directory;

    private static LocalBroker broker;

    private CuttableProxy proxy;
    private SluiceClient direct;
    private SluiceClient client;
    private String name;
    private QueueClient<String> queue;

    @BeforeAll
    static void startBroker() {
        broker = LocalBroker.start(directory);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void connect(TestInfo test) {
        proxy = CuttableProxy.before(broker.endpoint());
        direct = broker.client().build();
        client = SluiceClient.builder()
                .endpoints(proxy.endpoint())
                .retry(RetryPolicy.DEFAULT.withAttempts(100).withDelays(Duration.ofMillis(1), Duration.ofMillis(50)))
                .build();
        name = test.getTestMethod().orElseThrow().getName();
        direct.createQueue(name, Map.of());
        queue = client.queue(name);
    }

    @AfterEach
    void disconnect() {
        proxy.mend();
        client.close();
        direct.close();
        proxy.close();
    }

    @Test
    void messagesAreStoredOnceAndGetTheirIdsThoughAnswersAreLostAtRandom() {
        proxy.loseOneAnswerIn(3);
        var sent = new ArrayList<CompletableFuture<SendResult>>();
        for (int i = 0; i < COUNT; i++) {
            sent.add(queue.sendAsync("m" + i));
            if (i % 20 == 0) queue.send("m" + i + " alone");
        }
        var ids = sent.stream().map(result -> result.join().messageId()).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(drain().stream().filter(received -> !received.body().endsWith("alone")))
                .extracting(received -> received.id() + received.body())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, COUNT)
                        .mapToObj(i -> ids.get(i) + "m" + i)
                        .toList());
    }

    @Test
    void publishesAreDeliveredOnceThoughAnswersAreLostAtRandom() {
        direct.createTopic(name, Map.of());
        direct.topic(name)
                .subscribe(
                        Objects.requireNonNull(direct.queue(name).attributes().get("QueueArn")),
                        Map.of("RawMessageDelivery", "true"));
        TopicClient<String> topic = client.topic(name);
        proxy.loseOneAnswerIn(3);

        var published = IntStream.range(0, COUNT)
                .mapToObj(i -> topic.publishAsync("m" + i))
                .toList();

        assertThat(published.stream().map(result -> result.join().messageId())).doesNotHaveDuplicates();
        assertThat(drain())
                .extracting(Received::body)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, COUNT).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void sendIsRepeatedAfterARestartOfTheBrokerThatHasStoredIt() {
        queue.send("first");
        proxy.swallowAnswers();
        var sent = queue.sendAsync("a");
        await().until(() -> "2".equals(direct.queue(name).attributes().get("ApproximateNumberOfMessages")));

        broker.stop();
        broker.start();
        proxy.mend();

        assertThat(sent.join().messageId()).isNotEmpty();
        assertThat(drain()).extracting(Received::body).containsExactlyInAnyOrder("first", "a");
    }

    @Test
    void applicationMayRepeatItsOwnMessageAlsoFromAnotherProcess() {
        var order = Outgoing.of("order 9").idempotencyToken("order-9");
        var sent = queue.send(order);

        assertThat(queue.send(order).messageId()).isEqualTo(sent.messageId());
        assertThat(direct.queue(name).send(order.attribute("attempt", "2")).messageId())
                .isEqualTo(sent.messageId());
        assertThatThrownBy(() -> queue.send(Outgoing.of("order 10").idempotencyToken("order-9")))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterValue"));
        assertThat(drain()).extracting(Received::body).containsExactly("order 9");
    }

    @Test
    void messagesWithTokensOfTheirOwnAndOthersGoOutTogether() {
        List<Outgoing<String>> messages = IntStream.range(0, 50)
                .mapToObj(i ->
                        i % 7 == 0 ? Outgoing.of("m" + i).idempotencyToken("token" + i % 14) : Outgoing.of("m" + i % 7))
                .toList();

        BatchResult<SendResult> result = queue.sendAll(messages);

        assertThat(result.outcomes().stream().filter(outcome -> outcome.failure() != null))
                .as("the same token with another body")
                .hasSize(6);
        assertThat(drain()).hasSize(44);
    }

    @Test
    void tokenIsTheDeduplicationIdOfAMessageToAFifoQueue() {
        direct.createQueue(name + ".fifo", Map.of("FifoQueue", "true"));
        QueueClient<String> fifo = client.queue(name + ".fifo");
        var order = Outgoing.of("order 9").group("g").idempotencyToken("order-9");

        assertThat(fifo.send(order).messageId()).isEqualTo(fifo.send(order).messageId());
    }

    @Test
    void publicationMayBeRepeatedUnderItsOwnToken() {
        direct.createTopic(name, Map.of());
        var order = Publication.of("order 9").idempotencyToken("order-9");
        var published = client.topic(name).publish(order);

        assertThat(direct.topic(name).publish(order).messageId()).isEqualTo(published.messageId());
    }

    private List<Received<String>> drain() {
        var all = new ArrayList<Received<String>>();
        QueueClient<String> stored = direct.queue(name);
        for (var some = stored.receive(ReceiveOptions.NOW); !some.isEmpty(); some = stored.receive(ReceiveOptions.NOW))
            all.addAll(some);
        return all;
    }
}
