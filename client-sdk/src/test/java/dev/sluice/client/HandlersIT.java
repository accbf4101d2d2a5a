package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Handlers of batches, handlers without threads, and what a handler can say of its message. */
class HandlersIT {
    private static final ConsumerOptions EAGER = ConsumerOptions.DEFAULT
            .withRetryDelays(Duration.ZERO, Duration.ZERO)
            .withWaitTime(Duration.ofSeconds(2));

    @TempDir
    static Path directory;

    private static LocalBroker broker;
    private static SluiceClient client;

    private final Journal journal = new Journal();
    private final List<Consumer> consumers = new ArrayList<>();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<String> deadLettered = new CopyOnWriteArrayList<>();
    private final ConsumerListener listener = new ConsumerListener() {
        @Override
        public void failed(Received<?> message, Throwable failure, Duration retryAfter) {
            failures.add(message.text() + ": " + failure.getMessage());
        }

        @Override
        public void deadLettered(Received<?> message, String why) {
            deadLettered.add(message.text() + ": " + why);
        }
    };
    private String name;
    private QueueClient<String> queue;

    @BeforeAll
    static void startBroker() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        broker = LocalBroker.start(directory);
        client = broker.client().build();
    }

    @AfterAll
    static void stopBroker() {
        client.close();
        broker.close();
    }

    @BeforeEach
    void createQueue(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        client.createQueue(name, Map.of());
        queue = client.queue(name);
    }

    @AfterEach
    void closeConsumers() {
        consumers.forEach(consumer -> consumer.close(Duration.ofMillis(20)));
        assertThat(journal.twiceAtOnce()).isEmpty();
    }

    @Test
    void batchThatIsNotFullWaitsForMoreUntilItHasLingered() {
        send(queue, 7);

        consumeBatches(queue, EAGER.withBatches(5, Duration.ofMillis(300)).withConcurrency(1), messages -> {});

        await().until(() -> journal.finished().size() == 7);
        awaitEmpty(queue);
        assertThat(batches).extracting(List::size).containsExactly(5, 2);
    }

    @Test
    void onlyTheMarkedMessagesOfABatchComeAgain() {
        send(queue, 10);

        consumeBatches(queue, EAGER.withListener(listener), messages -> {
            for (var message : messages) {
                if (message.body().equals("m3") && message.receiveCount() == 1)
                    message.fail(new IllegalStateException("once"));
                if (message.body().equals("m5") && message.receiveCount() == 1) message.retryAfter(Duration.ZERO);
            }
        });

        await().until(() -> journal.finished().size() == 12);
        awaitEmpty(queue);
        assertThat(journal.timesBegun("m3")).isEqualTo(2);
        assertThat(journal.timesBegun("m5")).isEqualTo(2);
        assertThat(failures).containsExactly("m3: once");
    }

    @Test
    void allOfABatchWhoseHandlerThrewComeAgain() {
        send(queue, 5);

        consumeBatches(queue, EAGER, messages -> {
            if (messages.get(0).receiveCount() == 1) throw new IllegalStateException("once");
        });

        await().until(() -> journal.finished().size() == 5);
        awaitEmpty(queue);
        for (int i = 0; i < 5; i++) assertThat(journal.timesBegun("m" + i)).isEqualTo(2);
    }

    @Test
    void failureInABatchKeepsBackTheLaterMessagesOfItsGroupOnly() {
        QueueClient<String> fifo = fifo();
        for (int i = 0; i < 6; i++) {
            fifo.send(Outgoing.of("a" + i).group("a"));
            fifo.send(Outgoing.of("b" + i).group("b"));
        }
        var dealtWith = new CopyOnWriteArrayList<String>();

        consumeBatches(fifo, EAGER, messages -> {
            boolean failed = false;
            for (var message : messages) {
                boolean isA = message.body().startsWith("a");
                if (message.body().equals("a2") && message.receiveCount() == 1) {
                    message.fail(new IllegalStateException("once"));
                    failed = true;
                } else if (!(failed && isA)) {
                    dealtWith.add(message.body());
                }
            }
        });

        awaitEmpty(fifo);
        assertThat(dealtWith.stream().filter(body -> body.startsWith("a")))
                .containsExactly("a0", "a1", "a2", "a3", "a4", "a5");
        assertThat(dealtWith.stream().filter(body -> body.startsWith("b")))
                .containsExactly("b0", "b1", "b2", "b3", "b4", "b5");
    }

    @Test
    void concurrencyCountsStagesThatAreNotComplete() {
        var stages = new CopyOnWriteArrayList<CompletableFuture<Void>>();
        send(queue, 10);

        var consumer = consumeAsync(EAGER.withConcurrency(3), message -> {
            var stage = new CompletableFuture<Void>();
            stages.add(stage);
            return stage;
        });

        await().until(() -> stages.size() == 3);
        await().during(Duration.ofMillis(200)).until(() -> stages.size() == 3 && consumer.handling() == 3);
        for (int done = 0; done < 10; done++) {
            int next = done;
            await().until(() -> stages.size() > next);
            stages.get(next).complete(null);
        }
        awaitEmpty(queue);
        assertThat(journal.finished()).hasSize(10);
    }

    @Test
    void messageWhoseStageFailedComesAgainAndOneWithoutStageToo() {
        queue.send("a");
        queue.send("b");

        consumers.add(queue.consumeAsync(EAGER.withListener(listener), message -> {
            if (message.receiveCount() > 1) return CompletableFuture.completedFuture(null);
            if (message.body().equals("b")) return nothing();
            return CompletableFuture.supplyAsync(() -> {
                throw new IllegalStateException("once");
            });
        }));

        await().until(() -> failures.size() == 2);
        awaitEmpty(queue);
        assertThat(failures).containsExactlyInAnyOrder("a: once", "b: the handler returned no stage");
    }

    @Test
    void stageThatTakesTooLongIsCancelledAndAbandonedOnesAreToo() {
        var stages = new CopyOnWriteArrayList<CompletableFuture<Void>>();
        queue.send("a");
        var consumer = queue.consumeAsync(
                EAGER.withMaxProcessingTime(Duration.ofMillis(300)).withVisibilityTimeout(Duration.ofSeconds(1)),
                message -> {
                    var stage = new CompletableFuture<Void>();
                    stages.add(stage);
                    return stage;
                });

        await().until(() -> stages.size() == 2 && stages.get(0).isCancelled());

        consumer.close(Duration.ofMillis(20));
        await().until(() -> stages.get(stages.size() - 1).isCancelled());
    }

    @Test
    void closingWaitsForStages() {
        var stage = new CompletableFuture<Void>();
        queue.send("a");
        var consumer = consumeAsync(EAGER, message -> stage);
        await().until(() -> journal.atWork() == 1);

        var closing = CompletableFuture.supplyAsync(() -> consumer.close(Duration.ofSeconds(10)));
        await().until(() -> consumer.state() == Consumer.State.DRAINING);
        stage.complete(null);

        assertThat(closing.join()).isEqualTo(new CloseReport(0, 0));
        assertThat(consumer.state()).isEqualTo(Consumer.State.CLOSED);
        awaitEmpty(queue);
    }

    @Test
    void messageThatCannotBeHandledGoesToTheDeadLetterQueueAtOnceWithAllThatItHad() {
        QueueClient<String> deadLetters = redriven("");
        queue.send(Outgoing.of("a").attribute("tier", "gold").group("g"));
        queue.send("b");

        consumers.add(queue.consume(ConsumerOptions.DEFAULT.withListener(listener), message -> {
            if (message.body().equals("a")) throw new NonRetryableException("no such job");
            message.deadLetter("as it said");
        }));

        await().until(() -> deadLettered.size() == 2);
        awaitEmpty(queue);
        assertThat(deadLettered).containsExactlyInAnyOrder("a: no such job", "b: as it said");
        var copies = new ArrayList<Received<String>>();
        await().until(() -> copies.addAll(deadLetters.receive(ReceiveOptions.DEFAULT)) && copies.size() == 2);
        var a = copies.stream()
                .filter(copy -> copy.body().equals("a"))
                .findFirst()
                .orElseThrow();
        assertThat(a.attributes())
                .isEqualTo(Map.of(
                        "tier", AttributeValue.text("gold"), "DeadLetterReason", AttributeValue.text("no such job")));
        assertThat(a.group()).isEqualTo("g");
    }

    @Test
    void deadLetterOfAFifoQueueLetsTheNextOfItsGroupBegin() {
        QueueClient<String> deadLetters = redriven(".fifo");
        for (int i = 0; i < 4; i++) queue.send(Outgoing.of("m" + i).group("g"));

        consumeBatches(queue, EAGER, messages -> {
            for (var message : messages) if (message.body().equals("m1")) message.deadLetter("not that one");
        });

        awaitEmpty(queue);
        assertThat(journal.finished()).containsExactly("m0", "m1", "m2", "m3");
        assertThat(deadLetters.receive(ReceiveOptions.DEFAULT))
                .extracting(Received::body)
                .containsExactly("m1");
    }

    @Test
    void withoutDeadLetterQueueTheMessageComesAgainAndTheListenerIsToldWhy() {
        queue.send("a");

        consumers.add(queue.consume(EAGER.withListener(listener), message -> {
            if (message.receiveCount() == 1) throw new NonRetryableException("no such job");
        }));

        await().until(() -> failures.size() == 1);
        awaitEmpty(queue);
        assertThat(failures)
                .containsExactly("a: no such job; not sent to the dead-letter queue: the queue has no redrive policy");
    }

    @Test
    void bodiesThatCannotBeDecodedGoToTheDeadLetterQueueIfTheyAreToAndHarmNoOthers() {
        var unused = redriven("");
        send(queue, 2);
        queue.send("7");
        QueueClient<Integer> numbers = client.queue(queue.name(), MessageCodec.of(String::valueOf, Integer::valueOf));
        var handled = new CopyOnWriteArrayList<Integer>();

        consumers.add(numbers.consumeBatches(
                ConsumerOptions.DEFAULT.withPoison(Poison.DEAD_LETTER).withListener(listener),
                messages -> messages.forEach(message -> handled.add(message.body()))));

        await().until(() -> deadLettered.size() == 2);
        awaitEmpty(queue);
        assertThat(handled).containsExactly(7);
        assertThat(deadLettered).allMatch(why -> why.contains("For input string: \"m"));
    }

    @Test
    void whatAHandlerDoesInTheTransactionOfItsInboxIsDoneOnce() throws Exception {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:handlers");
        try (var open = database.getConnection();
                var statement = open.createStatement()) {
            statement.execute(
                    "CREATE TABLE sluice_inbox (consumer VARCHAR(100) NOT NULL, message VARCHAR(257) NOT NULL,"
                            + " handled_at BIGINT NOT NULL, PRIMARY KEY (consumer, message))");
            statement.execute("CREATE TABLE invoice (customer VARCHAR(100) NOT NULL)");
            Handler<String> billing = new JdbcInbox(database, "billing").transactional((message, connection) -> {
                try (var insert = connection.prepareStatement("INSERT INTO invoice VALUES (?)")) {
                    insert.setString(1, message.body());
                    insert.executeUpdate();
                }
                if (message.receiveCount() == 1) message.retryAfter(Duration.ZERO);
            });
            queue.send("a");

            consume(EAGER, message -> {
                billing.handle(message);
                if (message.receiveCount() == 2) throw new IllegalStateException("after the commit");
            });

            await().until(() -> journal.timesBegun("a") == 3);
            awaitEmpty(queue);
            try (var invoices = statement.executeQuery("SELECT COUNT(*) FROM invoice")) {
                assertThat(invoices.next()).isTrue();
                assertThat(invoices.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void platformIsToldOfMessagesInHand() {
        var told = new CopyOnWriteArrayList<Integer>();
        var go = new CountDownLatch(1);
        queue.send("a");
        try (var protectedClient = broker.client().scaleInProtection(told::add).build()) {
            protectedClient.queue(name).consume(EAGER, message -> go.await());
            await().until(() -> told.equals(List.of(1)));
            go.countDown();
            awaitEmpty(queue);
        }

        assertThat(told).containsExactly(1, 0);
    }

    @Test
    void concurrencyChangesAtRunTime() {
        var go = new CountDownLatch(1);
        send(queue, 20);
        var consumer = consume(EAGER.withConcurrency(1), message -> go.await());
        await().until(() -> journal.atWork() == 1);

        consumer.setConcurrency(5);
        await().until(() -> journal.atWork() == 5);
        consumer.setConcurrency(2);
        go.countDown();

        await().until(() -> journal.finished().size() == 20);
        assertThatThrownBy(() -> consumer.setConcurrency(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stateSaysWhatTheConsumerDoes() {
        var consumer = consume(EAGER, message -> {});
        assertThat(consumer.state()).isEqualTo(Consumer.State.RUNNING);

        consumer.pause();
        await().until(() -> consumer.state() == Consumer.State.PAUSED);
        consumer.resume();
        await().until(() -> consumer.state() == Consumer.State.RUNNING);
        consumer.close();

        assertThat(consumer.state()).isEqualTo(Consumer.State.CLOSED);
        consumer.resume();
        assertThat(consumer.state()).isEqualTo(Consumer.State.CLOSED);
    }

    @Test
    void prefetchedMessagesAreKeptHiddenAndHandedBackAtClose() {
        var go = new CountDownLatch(1);
        send(queue, 10);
        var consumer = consume(
                EAGER.withConcurrency(2).withPrefetch(4).withVisibilityTimeout(Duration.ofSeconds(1)),
                message -> go.await());
        await().until(() -> journal.atWork() == 2 && inFlight(queue) == 6);

        await().during(Duration.ofMillis(1500)).until(() -> inFlight(queue) == 6 && journal.atWork() == 2);
        var closing = CompletableFuture.supplyAsync(() -> consumer.close(Duration.ofSeconds(10)));
        await().until(() -> inFlight(queue) == 2);
        go.countDown();

        assertThat(closing.join()).isEqualTo(new CloseReport(4, 0));
        assertThat(journal.finished()).hasSize(2);
    }

    @Test
    void handlerIsToldThatItsMessageIsLost() {
        var told = new CountDownLatch(1);
        queue.send("a");

        consume(EAGER.withVisibilityTimeout(Duration.ofSeconds(1)), message -> {
            message.onLost(told::countDown);
            queue.delete(message); // as somebody else might
            told.await();
            assertThat(message.isLost()).isTrue();
        });

        await().until(() -> journal.finished().size() == 1);
    }

    @SuppressWarnings("NullAway") // as one may who is not checked
    private static CompletableFuture<?> nothing() {
        return null;
    }

    private Consumer consume(ConsumerOptions options, Handler<String> handler) {
        Consumer consumer = queue.consume(options, journal.around(handler));
        consumers.add(consumer);
        return consumer;
    }

    private Consumer consumeAsync(ConsumerOptions options, AsyncHandler<String> handler) {
        Consumer consumer = queue.consumeAsync(options, journal.aroundAsync(handler));
        consumers.add(consumer);
        return consumer;
    }

    private void consumeBatches(QueueClient<String> from, ConsumerOptions options, BatchHandler<String> handler) {
        consumers.add(from.consumeBatches(options, journal.aroundBatch(messages -> {
            batches.add(messages.stream().map(Received::body).toList());
            handler.handle(messages);
        })));
    }

    private QueueClient<String> fifo() {
        client.createQueue(name + ".fifo", Map.of("FifoQueue", "true"));
        return client.queue(name + ".fifo");
    }

    /** The queue is another one from now on, which has a dead-letter queue. */
    private QueueClient<String> redriven(String suffix) {
        boolean fifo = suffix.endsWith(".fifo");
        Map<String, String> kind = fifo ? Map.of("FifoQueue", "true") : Map.of();
        client.createQueue(name + "-dlq" + suffix, kind);
        QueueClient<String> deadLetters = client.queue(name + "-dlq" + suffix);
        String policy = "{\"maxReceiveCount\":\"100\",\"deadLetterTargetArn\":\""
                + deadLetters.attributes().get("QueueArn") + "\"}";
        var attributes = new HashMap<>(kind);
        attributes.put("RedrivePolicy", policy);
        client.createQueue(name + "-source" + suffix, attributes);
        queue = client.queue(name + "-source" + suffix);
        return deadLetters;
    }

    private static void send(QueueClient<String> to, int count) {
        var bodies = IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
        to.sendAll(bodies.stream().map(Outgoing::of).toList()).orThrow();
    }

    private static void awaitEmpty(QueueClient<?> queue) {
        await().untilAsserted(() -> assertThat(queue.attributes())
                .containsEntry("ApproximateNumberOfMessages", "0")
                .containsEntry("ApproximateNumberOfMessagesNotVisible", "0"));
    }

    private static int inFlight(QueueClient<?> queue) {
        return Integer.parseInt(queue.attributes().getOrDefault("ApproximateNumberOfMessagesNotVisible", "-1"));
    }
}
