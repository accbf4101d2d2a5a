package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    private static final Duration WORK = Duration.ofMillis(5);

    private final Journal journal = new Journal();
    private final List<Consuming> begun = new ArrayList<>();
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
        for (var consuming : begun) assertThat(consuming.journal.twiceAtOnce()).isEmpty();
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
    void sendWhoseAnswersAreAllLostIsOfUnknownOutcomeAndStoredOnce() {
        queue.send("first"); // so that the queue's URL is known
        proxy.swallowAnswers();

        assertThatThrownBy(() -> queue.send("a"))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("3 times");

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
    void consumersOfEachModeSurviveARestartOfTheBroker() {
        var consumings = inEachMode(client, 200, Duration.ofSeconds(10));
        for (var consuming : consumings)
            await().until(() -> consuming.journal.finished().size() >= 20);

        broker.stop();
        broker.start();

        for (var consuming : consumings) {
            consuming.awaitDone();
            assertThat(consuming.journal.finished()).hasSize(200); // the visibility timeout is longer than the outage
        }
    }

    @Test
    void consumersOfEachModeSurviveACutOfTheNetwork() {
        var consumings = inEachMode(client, 200, Duration.ofSeconds(2));
        for (int cuts = 1; cuts <= 4; cuts++) {
            int enough = cuts * 30;
            for (var consuming : consumings)
                await().until(() -> consuming.journal.finished().size() >= enough);
            proxy.cut();
            pause(Duration.ofMillis(200));
            proxy.mend();
        }

        consumings.forEach(Consuming::awaitDone);
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
    void twoConsumersOfEachModeNeverHandleAMessageAtOnceWhileOneIsShutDown() {
        var consumings = inEachMode(client, 200, Duration.ofSeconds(2));
        for (var consuming : consumings) consuming.andAlso(direct);
        for (var consuming : consumings) {
            await().until(() -> consuming.journal.finished().size() >= 50);
            assertThat(consuming.consumer.close(Duration.ofSeconds(10)).abandoned())
                    .isZero();
        }

        for (var consuming : consumings) {
            consuming.awaitDone();
            assertThat(consuming.journal.finished()).hasSize(200);
        }
    }

    /** One consumer for each mode, each with a queue and messages of its own, 5 ms of work for each, and handlers that crash. */
    private List<Consuming> inEachMode(SluiceClient through, int count, Duration visibility) {
        var options = EAGER.withConcurrency(4)
                .withVisibilityTimeout(visibility)
                .withBatches(3, Duration.ofMillis(10))
                .withPrefetch(5);
        var consumings = Stream.of(Mode.values())
                .map(mode -> new Consuming(mode, count, through, options))
                .toList();
        begun.addAll(consumings);
        return consumings;
    }

    private static void work(Delivery<String> message) {
        pause(WORK);
        crashOnce(message);
    }

    /** Some handlers do not even throw what they may. */
    private static void crashOnce(Delivery<String> message) {
        if (message.body().endsWith("7") && message.receiveCount() == 1) throw new AssertionError("crashed");
    }

    private enum Mode {
        ONE_BY_ONE,
        BATCHES,
        ASYNC
    }

    private final class Consuming {
        final Journal journal = new Journal();
        final Mode mode;
        final String queueName;
        final List<String> bodies;
        final Consumer consumer;

        Consuming(Mode mode, int count, SluiceClient through, ConsumerOptions options) {
            this.mode = mode;
            this.queueName = name + "-" + mode;
            direct.createQueue(queueName, Map.of());
            this.bodies = send(direct.queue(queueName), count);
            this.consumer = begin(through, options);
        }

        Consumer begin(SluiceClient through, ConsumerOptions options) {
            QueueClient<String> from = through.queue(queueName);
            return switch (mode) {
                case ONE_BY_ONE -> from.consume(options, journal.around(FaultsIT::work));
                case BATCHES ->
                    from.consumeBatches(options, journal.aroundBatch(messages -> {
                        for (var message : messages) work(message);
                    }));
                case ASYNC ->
                    from.consumeAsync(
                            options,
                            journal.aroundAsync(message -> CompletableFuture.runAsync(
                                    () -> crashOnce(message),
                                    CompletableFuture.delayedExecutor(WORK.toMillis(), TimeUnit.MILLISECONDS))));
            };
        }

        void andAlso(SluiceClient through) {
            var unused = begin(through, EAGER.withVisibilityTimeout(Duration.ofSeconds(2)));
        }

        void awaitDone() {
            await().untilAsserted(
                            () -> assertThat(journal.finishedOnceAtLeast()).containsAll(bodies));
            await().untilAsserted(
                            () -> assertThat(messages(direct.queue(queueName))).isZero());
        }
    }

    private static List<String> send(QueueClient<String> to, int count) {
        var bodies = IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
        to.sendAll(bodies.stream().map(Outgoing::of).toList()).orThrow();
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
