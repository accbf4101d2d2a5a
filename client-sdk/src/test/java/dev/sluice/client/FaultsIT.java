package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The network breaks, the broker restarts: nothing is lost, and no message is handled twice at once. */
class FaultsIT {
    private static final RetryPolicy QUICK =
            RetryPolicy.DEFAULT.withAttempts(3).withDelays(Duration.ofMillis(10), Duration.ofMillis(50));
    private static final ConsumerOptions EAGER = ConsumerOptions.DEFAULT
            .withRetryDelays(Duration.ZERO, Duration.ZERO)
            .withWaitTime(Duration.ofSeconds(2));

    @TempDir
    static Path directory;

    private static LocalBroker broker;

    private final Journal journal = new Journal();
    private CuttableProxy proxy;
    private SluiceClient direct;
    private SluiceClient client;
    private String name;
    private QueueClient<String> queue;

    @BeforeAll
    static void startBroker() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
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
        client = SluiceClient.builder().endpoints(proxy.endpoint()).retry(QUICK).build();
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
        assertThat(journal.twiceAtOnce()).isEmpty();
    }

    @Test
    void sendWithoutConnectionHasNoEffectAndSaysSo() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (var nowhere = SluiceClient.builder()
                .endpoints("http://127.0.0.1:" + free)
                .retry(QUICK)
                .build()) {
            String url = direct.createQueue(name, Map.of());

            assertThatThrownBy(() -> nowhere.queue(url).send("a"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("3 times");
        }
    }

    @Test
    void sendWhoseAnswerIsLostIsOfUnknownOutcomeAndNotRepeated() {
        queue.send("first"); // so that the queue's URL is known
        proxy.swallowAnswers();

        assertThatThrownBy(() -> queue.send("a"))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("once");

        assertThat(messages(direct.queue(name))).isEqualTo(2);
    }

    @Test
    void sendThatMayBeDoubledIsRepeated() {
        try (var patient = SluiceClient.builder()
                .endpoints(proxy.endpoint())
                .retry(RetryPolicy.DEFAULT.withDuplicateSends(true))
                .build()) {
            QueueClient<String> sender = patient.queue(name);
            sender.send("first");
            proxy.swallowAnswers();
            var sent = sender.sendAsync("a");
            await().until(() -> messages(direct.queue(name)) >= 2);

            proxy.mend();

            assertThat(sent.join().messageId()).isNotEmpty();
        }
    }

    @Test
    void sendToAFifoQueueIsRepeatedAndStoredOnce() {
        direct.createQueue(name + ".fifo", Map.of("FifoQueue", "true"));
        try (var patient = SluiceClient.builder().endpoints(proxy.endpoint()).build()) {
            QueueClient<String> fifo = patient.queue(name + ".fifo");
            fifo.send(Outgoing.of("first").group("g"));
            proxy.swallowAnswers();
            var sent = fifo.sendAsync(Outgoing.of("a").group("g"));
            await().until(() -> messages(direct.queue(name + ".fifo")) == 2);

            proxy.mend();

            assertThat(sent.join().messageId()).isNotEmpty();
            assertThat(messages(direct.queue(name + ".fifo"))).isEqualTo(2);
        }
    }

    @Test
    void nextEndpointIsAskedWhenOneFails() {
        var second = CuttableProxy.before(broker.endpoint());
        try (var both = SluiceClient.builder()
                .endpoints(proxy.endpoint(), second.endpoint())
                .build()) {
            QueueClient<String> sender = both.queue(name);
            sender.send("a");

            proxy.cut();

            // the first one may have been on its way when the connection broke
            await().ignoreExceptionsInstanceOf(OutcomeUnknownException.class)
                    .until(() -> !sender.send("b").messageId().isEmpty());
            assertThat(IntStream.range(0, 20).mapToObj(i -> sender.send("c" + i)))
                    .hasSize(20);
        } finally {
            second.close();
        }
    }

    @Test
    void consumerSurvivesARestartOfTheBroker() {
        var bodies = send(200);
        queue.consume(
                EAGER.withConcurrency(4).withVisibilityTimeout(Duration.ofSeconds(10)),
                journal.around(message -> pause(Duration.ofMillis(5))));
        await().until(() -> journal.finished().size() >= 20);

        broker.stop();
        broker.start();

        await().untilAsserted(() -> assertThat(journal.finishedOnceAtLeast()).containsAll(bodies));
        awaitEmpty();
        assertThat(journal.finished()).hasSize(200); // the visibility timeout is longer than the outage
    }

    @Test
    void consumerSurvivesACutOfTheNetwork() {
        var bodies = send(200);
        queue.consume(
                EAGER.withConcurrency(4).withVisibilityTimeout(Duration.ofSeconds(2)),
                journal.around(message -> pause(Duration.ofMillis(5))));
        for (int cuts = 1; cuts <= 4; cuts++) {
            int enough = cuts * 30;
            await().until(() -> journal.finished().size() >= enough);
            proxy.cut();
            pause(Duration.ofMillis(200));
            proxy.mend();
        }

        await().untilAsserted(() -> assertThat(journal.finishedOnceAtLeast()).containsAll(bodies));
        awaitEmpty();
    }

    @Test
    void messageLostDuringALongCutIsNotHandledTwiceAtOnce() {
        var go = new CountDownLatch(1);
        var lost = new CopyOnWriteArrayList<String>();
        var delivery = new AtomicReference<Delivery<String>>();
        queue.send("a");
        queue.consume(
                EAGER.withVisibilityTimeout(Duration.ofSeconds(1)).withListener(new ConsumerListener() {
                    @Override
                    public void lost(Received<?> message) {
                        lost.add(message.text());
                    }
                }),
                journal.around(message -> {
                    delivery.set(message);
                    go.await();
                }));
        await().until(() -> journal.atWork() == 1);

        proxy.cut();
        await().untilAsserted(() -> assertThat(lost).containsExactly("a"));
        assertThat(Objects.requireNonNull(delivery.get()).isLost()).isTrue();
        proxy.mend();

        await().until(() ->
                !Objects.requireNonNull(delivery.get()).isLost()); // it has come again, and is the running handler's
        assertThat(Objects.requireNonNull(delivery.get()).receiveCount()).isGreaterThan(1);
        go.countDown();
        awaitEmpty();
        assertThat(journal.timesBegun("a")).isEqualTo(1);
    }

    @Test
    void deletionIsRepeatedUntilTheBrokerIsBackSoThatNothingIsHandledAgain() {
        var go = new CountDownLatch(1);
        queue.send("a");
        queue.consume(EAGER, journal.around(message -> go.await()));
        await().until(() -> journal.atWork() == 1);

        proxy.cut();
        go.countDown();
        await().until(() -> journal.finished().size() == 1);
        pause(Duration.ofSeconds(1)); // the client's own attempts are used up
        proxy.mend();

        awaitEmpty();
        assertThat(journal.timesBegun("a")).isEqualTo(1);
    }

    @Test
    void twoConsumersNeverHandleAMessageAtOnceWhileOneIsShutDown() {
        var bodies = send(200);
        var first = queue.consume(
                EAGER.withVisibilityTimeout(Duration.ofSeconds(2)),
                journal.around(message -> pause(Duration.ofMillis(5))));
        direct.queue(name)
                .consume(
                        EAGER.withVisibilityTimeout(Duration.ofSeconds(2)),
                        journal.around(message -> pause(Duration.ofMillis(5))));
        await().until(() -> journal.finished().size() >= 50);

        assertThat(first.close(Duration.ofSeconds(10)).abandoned()).isZero();

        await().untilAsserted(() -> assertThat(journal.finishedOnceAtLeast()).containsAll(bodies));
        assertThat(journal.finished()).hasSize(200);
    }

    private List<String> send(int count) {
        var bodies = IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
        direct.queue(name).sendAll(bodies.stream().map(Outgoing::of).toList()).orThrow();
        return bodies;
    }

    private void awaitEmpty() {
        await().untilAsserted(() -> assertThat(messages(direct.queue(name))).isZero());
    }

    private static int messages(QueueClient<?> queue) {
        var attributes = queue.attributes();
        return Integer.parseInt(attributes.getOrDefault("ApproximateNumberOfMessages", "-1"))
                + Integer.parseInt(attributes.getOrDefault("ApproximateNumberOfMessagesNotVisible", "-1"));
    }

    /** Time passes for the outside world, too. */
    private static void pause(Duration time) {
        await().pollDelay(time).until(() -> true);
    }
}
