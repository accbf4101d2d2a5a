package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** Consumers that are closed after each test, with handlers that keep a journal, and a listener that writes down what it hears. */
abstract class HandlerTests extends QueueTests {
    static final ConsumerOptions EAGER = ConsumerOptions.DEFAULT
            .withRetryDelays(Duration.ZERO, Duration.ZERO)
            .withWaitTime(Duration.ofSeconds(2));

    final Journal journal = new Journal();
    final List<Consumer> consumers = new ArrayList<>();
    final List<List<String>> batches = new CopyOnWriteArrayList<>();
    final List<String> failures = new CopyOnWriteArrayList<>();
    final List<String> deadLettered = new CopyOnWriteArrayList<>();
    final ConsumerListener listener = new ConsumerListener() {
        @Override
        public void failed(Received<?> message, Throwable failure, Duration retryAfter) {
            failures.add(message.text() + ": " + failure.getMessage());
        }

        @Override
        public void deadLettered(Received<?> message, String why) {
            deadLettered.add(message.text() + ": " + why);
        }
    };

    @AfterEach
    void closeConsumers() {
        consumers.forEach(consumer -> consumer.close(Duration.ofMillis(20)));
        assertThat(journal.twiceAtOnce()).isEmpty();
    }

    Consumer consume(ConsumerOptions options, Handler<String> handler) {
        return consume(queue, options, handler);
    }

    Consumer consume(QueueClient<String> from, ConsumerOptions options, Handler<String> handler) {
        Consumer consumer = from.consume(options, journal.around(handler));
        consumers.add(consumer);
        return consumer;
    }

    Consumer consumeAsync(ConsumerOptions options, AsyncHandler<String> handler) {
        Consumer consumer = queue.consumeAsync(options, journal.aroundAsync(handler));
        consumers.add(consumer);
        return consumer;
    }

    void consumeBatches(QueueClient<String> from, ConsumerOptions options, BatchHandler<String> handler) {
        consumers.add(from.consumeBatches(options, journal.aroundBatch(messages -> {
            batches.add(messages.stream().map(Received::body).toList());
            handler.handle(messages);
        })));
    }

    void awaitFinished(List<String> bodies) {
        await().untilAsserted(() -> assertThat(journal.finishedOnceAtLeast()).containsAll(bodies));
    }

    static long inFlight(QueueClient<?> queue) {
        return queue.stats().inFlight();
    }
}
