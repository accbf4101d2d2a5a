package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose queues may have few messages in flight. */
class LimitsIT implements Scenarios {
    private static final int IN_FLIGHT = 3;

    private LocalBroker broker;

    @BeforeEach
    void start(@TempDir Path directory) {
        broker = LocalBroker.start(directory, IN_FLIGHT);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Override
    public Sqs sqs(String accessKey, String region) {
        return new JsonSqs(broker.endpoint()).open(accessKey, region);
    }

    @Test
    void shortPollAtTheInFlightLimitIsOverLimit() {
        TestQueue queue = fullQueue();

        ErrorTable.OVER_LIMIT.answers(queue::receive);

        queue.assertCounts(2, IN_FLIGHT, 0);
    }

    /** As many in flight as may be, two more available. */
    private TestQueue fullQueue() {
        TestQueue queue = newQueue();
        for (int i = 0; i < IN_FLIGHT + 2; i++) queue.send("" + i);
        assertThat(queue.receive("MaxNumberOfMessages", 10)).hasSize(IN_FLIGHT);
        return queue;
    }

    @Test
    void longPollAtTheInFlightLimitEndsEmpty() {
        assertThat(fullQueue().receive("WaitTimeSeconds", 1)).isEmpty();
    }

    @Test
    void longPollAtTheInFlightLimitIsWokenByADelete() {
        TestQueue queue = newQueue();
        for (int i = 0; i < IN_FLIGHT + 1; i++) queue.send("" + i);
        Members held = queue.receive("MaxNumberOfMessages", 10).get(0);
        var poll = queue.poll("WaitTimeSeconds", 20);
        TestQueue.assertWaiting(poll);

        queue.delete(held);

        assertThat(TestQueue.join(poll)).hasSize(1);
    }
}
