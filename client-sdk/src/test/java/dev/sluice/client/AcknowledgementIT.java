package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that the application acknowledges, given to a handler or to a subscriber. */
class AcknowledgementIT extends QueueTests {
    private static final ConsumerOptions MANUAL = ConsumerOptions.DEFAULT
            .withAcknowledgement(Acknowledgement.MANUAL)
            .withRetryDelays(Duration.ZERO, Duration.ZERO)
            .withWaitTime(Duration.ofSeconds(2));

    private final LinkedBlockingQueue<Delivery<String>> given = new LinkedBlockingQueue<>();
    private final List<Received<?>> failed = new CopyOnWriteArrayList<>();
    private final AtomicInteger beats = new AtomicInteger();
    private SluiceClient own;

    @BeforeEach
    void connect() {
        own = broker.client()
                .metrics(new ClientMetrics() {
                    @Override
                    public void beat(String of, boolean succeeded) {
                        if (succeeded) beats.incrementAndGet();
                    }
                })
                .build();
        queue = own.queue(name);
    }

    @AfterEach
    void disconnect() {
        given.forEach(message -> message.retryAfter(Duration.ZERO));
        own.close();
    }

    @Test
    void messageIsInHandAndKeptHiddenUntilItIsAcknowledgedByWhomever() throws InterruptedException {
        send(queue, 3);
        var consumer =
                queue.consume(MANUAL.withConcurrency(2).withVisibilityTimeout(Duration.ofSeconds(1)), given::add);
        Delivery<String> first = given();
        Delivery<String> second = given();

        await().until(() -> beats.get() >= 4); // for longer than they would have been hidden
        assertThat(given).isEmpty();
        assertThat(consumer.handling()).isEqualTo(2);
        first.ack().toCompletableFuture().join();
        Delivery<String> third = given();
        second.ack().toCompletableFuture().join();
        third.ack();

        awaitEmpty(queue);
        await().until(() -> consumer.handling() == 0);
        assertThat(consumer.close(Duration.ofSeconds(20))).isEqualTo(new CloseReport(0, 0));
    }

    @Test
    void groupWaitsForTheAcknowledgementAndGoesOnWhileTheHandlerIsStillAtWork() throws InterruptedException {
        client.createQueue(name + ".fifo", Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        QueueClient<String> fifo = own.queue(name + ".fifo");
        for (int i = 0; i < 3; i++) fifo.send(Outgoing.of("m" + i).group("g"));
        var seen = new CopyOnWriteArrayList<String>();

        var consumer = fifo.consume(MANUAL, message -> {
            seen.add(message.body() + "#" + message.receiveCount());
            if (message.body().equals("m0")) message.ack().toCompletableFuture().join();
            if (message.body().equals("m1") && message.receiveCount() == 1) message.fail(new Exception("once"));
            else if (!message.body().equals("m0")) given.add(message);
        });

        Delivery<String> again = given();
        assertThat(seen).containsExactly("m0#1", "m1#1", "m1#2");
        again.ack();
        given().ack();
        await().until(() -> fifo.stats().total() == 0);
        assertThat(seen).hasSize(4).last().asString().startsWith("m2#");
        assertThat(consumer.close(Duration.ofSeconds(20)).abandoned()).isZero();
    }

    @Test
    void messageThatIsNotAcknowledgedInTimeComesAgainAndIsNobodysAnyMore() throws InterruptedException {
        send(queue, 1);
        queue.consume(
                MANUAL.withVisibilityTimeout(Duration.ofSeconds(1))
                        .withMaxProcessingTime(Duration.ofMillis(100))
                        .withListener(new ConsumerListener() {
                            @Override
                            public void failed(Received<?> message, Throwable failure, Duration retryAfter) {
                                failed.add(message);
                            }
                        }),
                given::add);

        Delivery<String> first = given();
        Delivery<String> second = given();

        assertThat(second.receiveCount()).isGreaterThan(1);
        second.ack().exceptionally(failure -> null).toCompletableFuture().join();
        assertThat(failed).isNotEmpty();
        assertThatThrownBy(() -> first.ack().toCompletableFuture().join())
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("given up");
    }

    @Test
    void closingWaitsForAcknowledgements() throws InterruptedException {
        send(queue, 2);
        var consumer = queue.consume(MANUAL, given::add);
        Delivery<String> first = given();
        Delivery<String> second = given();

        var closing = new FutureTask<>(() -> consumer.close(Duration.ofMinutes(1)));
        new Thread(closing).start();
        await().until(() -> consumer.state() == Consumer.State.DRAINING);
        first.ack().toCompletableFuture().join();
        assertThat(closing.isDone()).isFalse();
        second.ack();

        assertThat(closing).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(new CloseReport(0, 0));
    }

    @Test
    void closingReportsAcknowledgementsThatDidNotComeAndTakesNoneLater() throws InterruptedException {
        send(queue, 1);
        var consumer = queue.consume(MANUAL, given::add);
        Delivery<String> message = given();

        assertThat(consumer.close(Duration.ofMillis(50))).isEqualTo(new CloseReport(0, 1));
        assertThatThrownBy(() -> message.ack().toCompletableFuture().join())
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void handlersOfOtherConsumersCannotAcknowledge() throws InterruptedException {
        send(queue, 1);
        queue.consume(MANUAL.withAcknowledgement(Acknowledgement.AUTOMATIC), given::add);

        assertThatThrownBy(given()::ack).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void subscriberIsGivenWhatItRequestedAndWhatItDoesNotAcknowledgeGoesBackWhenItCancels()
            throws InterruptedException {
        send(queue, 5);
        var subscriber = new Subscriber();
        queue.publisher(MANUAL).subscribe(subscriber);

        subscriber.subscription().request(2);
        Delivery<String> first = given();
        given();
        awaitStats(new QueueStats(3, 2, 0));
        subscriber.subscription().request(1);
        given();
        awaitStats(new QueueStats(2, 3, 0));
        first.ack().toCompletableFuture().join();
        awaitStats(new QueueStats(2, 2, 0));
        subscriber.subscription().cancel();
        awaitStats(new QueueStats(4, 0, 0));

        assertThat(given).isEmpty();
        assertThat(subscriber.ends).isEmpty();
    }

    @Test
    void subscriberThatWantsAllIsGivenAsManyAtOnceAsTheConcurrencySaysAndHearsOfTheEnd() throws InterruptedException {
        send(queue, 15);
        var subscriber = new Subscriber();
        queue.publisher(MANUAL.withConcurrency(3)).subscribe(subscriber);
        subscriber.subscription().request(Long.MAX_VALUE);

        for (int i = 0; i < 5; i++) {
            List<Delivery<String>> three = List.of(given(), given(), given());
            assertThat(given).isEmpty();
            three.forEach(Delivery::ack);
        }

        awaitEmpty(queue);
        var idle = new Subscriber();
        queue.publisher(MANUAL).subscribe(idle);
        assertThat(idle.subscription()).isNotNull();
        own.close();
        assertThat(List.of(subscriber.ends, idle.ends)).allMatch(List.of("complete")::equals);
        queue.publisher().subscribe(new Subscriber(subscriber.ends));
        assertThat(subscriber.ends).hasSize(2).last().asString().contains("ClientClosedException");
    }

    private final class Subscriber implements Flow.Subscriber<Delivery<String>> {
        final List<String> ends;
        private volatile Flow.@Nullable Subscription subscription;

        Subscriber() {
            this(new CopyOnWriteArrayList<>());
        }

        Subscriber(List<String> ends) {
            this.ends = ends;
        }

        Flow.Subscription subscription() {
            await().until(() -> subscription != null);
            return Objects.requireNonNull(subscription);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Delivery<String> message) {
            given.add(message);
        }

        @Override
        public void onError(Throwable failure) {
            ends.add(failure.toString());
        }

        @Override
        public void onComplete() {
            ends.add("complete");
        }
    }

    private Delivery<String> given() throws InterruptedException {
        return Objects.requireNonNull(given.poll(1, TimeUnit.MINUTES), "nothing came");
    }

    private void awaitStats(QueueStats expected) {
        await().untilAsserted(() -> assertThat(queue.stats()).isEqualTo(expected));
    }
}
