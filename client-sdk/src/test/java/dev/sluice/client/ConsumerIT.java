package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsumerIT extends HandlerTests {

    @Test
    void eachMessageIsHandledOnceAndDeleted() {
        var bodies = send(queue, 300);

        consume(queue, EAGER, message -> {});

        awaitFinished(bodies);
        awaitEmpty(queue);
        assertThat(journal.finished()).hasSize(300);
    }

    @Test
    void messageSentLaterReachesAWaitingConsumer() {
        consume(queue, EAGER, message -> {});

        queue.send("late");

        awaitFinished(List.of("late"));
    }

    @Test
    void consumerHoldsNoMoreThanItsHandlersCanBegin() {
        var go = new CountDownLatch(1);
        send(queue, 20);

        consume(queue, EAGER.withConcurrency(3), message -> go.await());

        await().until(() -> journal.atWork() == 3);
        await().during(Duration.ofMillis(300)).until(() -> inFlight(queue) == 3);
        go.countDown();
        await().until(() -> journal.finished().size() == 20);
    }

    @Test
    void messageStaysHiddenWhileItsHandlerIsSlow() {
        var go = new CountDownLatch(1);
        queue.send("slow");
        consume(queue, EAGER.withVisibilityTimeout(Duration.ofSeconds(1)), message -> go.await());
        await().until(() -> journal.atWork() == 1);

        await().during(Duration.ofSeconds(3)).until(() -> {
            assertThat(queue.receive(ReceiveOptions.NOW)).isEmpty();
            return true;
        });

        go.countDown();
        awaitEmpty(queue);
        assertThat(journal.timesBegun("slow")).isEqualTo(1);
    }

    @Test
    void messageWhoseHandlerThrewComesAgain() {
        queue.send("a");

        consume(queue, EAGER, message -> {
            if (message.receiveCount() < 3) throw new IllegalStateException("not yet");
        });

        awaitFinished(List.of("a"));
        awaitEmpty(queue);
        assertThat(journal.timesBegun("a")).isEqualTo(3);
    }

    @Test
    void handlerChoosesWhenItsMessageComesAgain() {
        queue.send("a");

        consume(queue, ConsumerOptions.DEFAULT, message -> {
            if (message.receiveCount() == 1) message.retryAfter(Duration.ofSeconds(1));
        });

        await().until(() -> journal.timesBegun("a") == 2);
        awaitEmpty(queue);
    }

    @Test
    void bodyThatCannotBeDecodedIsAFailureOfThatMessageOnly() {
        var failures = new CopyOnWriteArrayList<Throwable>();
        queue.send("seven");
        queue.send("7");
        QueueClient<Integer> numbers = client.queue(name, MessageCodec.of(String::valueOf, Integer::valueOf));
        var handled = new CopyOnWriteArrayList<Integer>();

        consumers.add(numbers.consume(
                ConsumerOptions.DEFAULT.withListener(new ConsumerListener() {
                    @Override
                    public void failed(Received<?> message, Throwable failure, Duration retryAfter) {
                        failures.add(failure);
                    }
                }),
                message -> handled.add(message.body())));

        await().untilAsserted(() -> assertThat(failures).isNotEmpty());
        await().untilAsserted(() -> assertThat(handled).containsExactly(7));
        assertThat(failures.get(0)).isInstanceOf(MessageCodecException.class);
    }

    @Test
    void poisonIsReportedAndEndsInTheDeadLetterQueue() {
        client.createQueue(name + "-dlq", Map.of());
        QueueClient<String> deadLetters = client.queue(name + "-dlq");
        client.createQueue(
                name + "-source",
                Map.of(
                        "RedrivePolicy",
                        "{\"maxReceiveCount\":\"4\",\"deadLetterTargetArn\":\""
                                + deadLetters.attributes().get("QueueArn") + "\"}"));
        QueueClient<String> source = client.queue(name + "-source");
        var reported = new CopyOnWriteArrayList<Integer>();
        source.send("poison");

        consume(
                source,
                EAGER.withPoisonReceives(3).withListener(new ConsumerListener() {
                    @Override
                    public void poison(Received<?> message) {
                        reported.add(message.receiveCount());
                    }
                }),
                message -> {
                    throw new IllegalStateException("never");
                });

        var dead = deadLetters.receive(ReceiveOptions.DEFAULT);
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).body()).isEqualTo("poison");
        assertThat(reported).containsExactly(3, 4);
    }

    @Test
    void handlerThatTakesTooLongIsInterrupted() {
        queue.send("a");

        consume(
                queue,
                EAGER.withMaxProcessingTime(Duration.ofMillis(500)).withVisibilityTimeout(Duration.ofSeconds(1)),
                message -> {
                    if (message.receiveCount() == 1) new CountDownLatch(1).await();
                });

        awaitFinished(List.of("a"));
        assertThat(journal.timesBegun("a")).isEqualTo(2);
    }

    @Test
    void groupsAreHandledInParallelAndEachInItsOrder() {
        QueueClient<String> fifo = fifo();
        var go = new CountDownLatch(1);
        for (int i = 0; i < 30; i++)
            fifo.send(Outgoing.of("g" + i % 3 + "-" + i / 3).group("g" + i % 3));

        consume(fifo, EAGER, message -> go.await());

        await().until(() -> journal.atWork() == 3);
        go.countDown();
        await().until(() -> journal.finished().size() == 30);
        for (int group = 0; group < 3; group++) {
            String prefix = "g" + group + "-";
            assertThat(journal.finished().stream().filter(body -> body.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 10).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void failureHoldsBackTheLaterMessagesOfItsGroup() {
        QueueClient<String> fifo = fifo();
        for (int i = 0; i < 10; i++) fifo.send(Outgoing.of("m" + i).group("g"));

        consume(fifo, EAGER.withRetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(1)), message -> {
            if (message.body().equals("m3") && message.receiveCount() == 1) throw new IllegalStateException("once");
        });

        await().until(() -> journal.finished().size() == 10);
        assertThat(journal.finished())
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void closingWaitsForHandlersAndLeavesTheRestToOthers() {
        var bodies = send(queue, 100);
        var first = consume(
                queue,
                EAGER.withConcurrency(4),
                message -> await().pollDelay(Duration.ofMillis(5)).until(() -> true));
        await().until(() -> journal.finished().size() >= 10);

        CloseReport report = first.close(Duration.ofSeconds(10));

        assertThat(report.abandoned()).isZero();
        assertThat(journal.atWork()).isZero();
        assertThat(first.handling()).isZero();
        consume(queue, EAGER, message -> {});
        awaitFinished(bodies);
        assertThat(journal.finished()).hasSize(100);
    }

    @Test
    void closingHandsBackWhatWaitsBehindItsGroup() {
        QueueClient<String> fifo = fifo();
        var go = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) fifo.send(Outgoing.of("m" + i).group("g"));
        var consumer = consume(fifo, EAGER, message -> go.await());
        await().until(() -> journal.atWork() == 1 && inFlight(fifo) == 5);

        var closing = new Thread(() -> consumer.close(Duration.ofSeconds(10)));
        closing.start();
        await().until(() -> inFlight(fifo) == 1);
        go.countDown();

        await().until(() -> !closing.isAlive());
        assertThat(fifo.receive(ReceiveOptions.DEFAULT.withWaitTime(Duration.ofSeconds(5))))
                .extracting(Received::body)
                .containsExactly("m1", "m2", "m3", "m4");
    }

    @Test
    void handlerThatDoesNotReturnInTimeIsAbandonedAndItsMessageComesAgain() {
        queue.send("stuck");
        var consumer = consume(queue, EAGER.withVisibilityTimeout(Duration.ofSeconds(2)), message -> {
            if (message.receiveCount() == 1) new CountDownLatch(1).await();
        });
        await().until(() -> journal.atWork() == 1);

        assertThat(consumer.close(Duration.ofMillis(200))).isEqualTo(new CloseReport(0, 1));

        consume(queue, EAGER, message -> {});
        awaitFinished(List.of("stuck"));
    }

    @Test
    void pausedConsumerReceivesNothingUntilItResumes() {
        var consumer = consume(queue, EAGER.withWaitTime(Duration.ofSeconds(1)), message -> {});
        consumer.pause();
        await().pollDelay(Duration.ofMillis(1500)).until(() -> true); // its last long poll is over

        queue.send("a");
        await().during(Duration.ofMillis(300)).until(() -> journal.timesBegun("a") == 0);
        consumer.resume();

        awaitFinished(List.of("a"));
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
}
