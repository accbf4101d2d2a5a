package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test has a queue of its own, at a broker that is everybody's. */
@ExtendWith(SharedBroker.class)
abstract class QueueTests {
    LocalBroker broker;
    SluiceClient client;
    String name;
    QueueClient<String> queue;

    @BeforeEach
    void createQueue(SharedBroker.Running shared, TestInfo test) {
        broker = shared.broker;
        client = shared.client;
        name = shared.nameLike(test.getTestMethod().orElseThrow().getName());
        client.createQueue(name, Map.of());
        queue = client.queue(name);
    }

    QueueClient<String> fifo() {
        client.createQueue(name + ".fifo", Map.of("FifoQueue", "true"));
        return client.queue(name + ".fifo");
    }

    /** Messages m0, m1 and so on. */
    static List<String> send(QueueClient<String> to, int count) {
        var bodies = IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
        to.sendAll(bodies.stream().map(Outgoing::of).toList()).orThrow();
        return bodies;
    }

    static void awaitEmpty(QueueClient<?> queue) {
        await().untilAsserted(() -> assertThat(queue.stats()).isEqualTo(new QueueStats(0, 0, 0)));
    }
}
