package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Receives that wait. Each poll would wait 20 seconds, the longest there is, so one that is woken by nothing brings
 * nothing and fails its test.
 */
interface LongPollScenarios extends Scenarios {

    @Test
    default void pollIsWokenByASend() {
        TestQueue queue = newQueue();
        var poll = queue.poll("WaitTimeSeconds", 20);
        TestQueue.assertWaiting(poll);

        queue.send("a");

        assertThat(bodies(poll)).containsExactly("a");
        queue.assertCounts(0, 1, 0);
    }

    private static List<String> bodies(CompletableFuture<List<Members>> poll) {
        return TestQueue.join(poll).stream()
                .map(message -> message.text("Body"))
                .toList();
    }

    @Test
    default void pollIsWokenByTheEndOfADelay() {
        TestQueue queue = newQueue();
        queue.send("a", "DelaySeconds", 1);

        assertThat(bodies(queue.poll("WaitTimeSeconds", 20))).containsExactly("a");
    }

    @Test
    default void pollIsWokenByTheEndOfAVisibilityTimeout() {
        TestQueue queue = newQueue();
        queue.send("a");
        queue.receiveOne("VisibilityTimeout", 1);

        assertThat(bodies(queue.poll("WaitTimeSeconds", 20))).containsExactly("a");
    }

    @Test
    default void pollIsWokenByAChangeOfVisibilityToZero() {
        TestQueue queue = newQueue();
        queue.send("a");
        Members message = queue.receiveOne();
        var poll = queue.poll("WaitTimeSeconds", 20);
        TestQueue.assertWaiting(poll);

        queue.changeVisibility(message, 0);

        assertThat(bodies(poll)).containsExactly("a");
    }

    @Test
    default void pollIsWokenEarlierWhenTheVisibilityTimeoutIsShortened() {
        TestQueue queue = newQueue();
        queue.send("a");
        Members message = queue.receiveOne("VisibilityTimeout", 600);
        var poll = queue.poll("WaitTimeSeconds", 20);
        TestQueue.assertWaiting(poll);

        queue.changeVisibility(message, 1);

        assertThat(bodies(poll)).containsExactly("a");
    }

    @Test
    default void pollAnswersWithTheFirstMessageAndDoesNotLinger() {
        TestQueue queue = newQueue();
        var poll = queue.poll("WaitTimeSeconds", 20, "MaxNumberOfMessages", 10);
        TestQueue.assertWaiting(poll);

        queue.sendBatch(TestQueue.entry("1", "a"), TestQueue.entry("2", "b"));

        assertThat(bodies(poll)).containsExactly("a", "b");
    }

    @Test
    default void pollEndsEmptyWhenItsTimeIsUp() {
        TestQueue queue = newQueue();
        long start = System.nanoTime();

        assertThat(queue.call("ReceiveMessage", "WaitTimeSeconds", 1).has("Messages"))
                .isFalse();

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(950_000_000L);
    }

    @Test
    default void queuesWaitTimeHoldsForReceivesWithoutTheirOwn() {
        TestQueue queue = newQueue("ReceiveMessageWaitTimeSeconds", "20");
        var poll = queue.poll();
        TestQueue.assertWaiting(poll);

        queue.send("a");

        assertThat(bodies(poll)).containsExactly("a");
    }

    @Test
    default void waitTimeOfZeroOverridesTheQueues() {
        TestQueue queue = newQueue("ReceiveMessageWaitTimeSeconds", "20");
        long start = System.nanoTime();

        assertThat(queue.receive("WaitTimeSeconds", 0)).isEmpty();

        assertThat(System.nanoTime() - start).isLessThan(15_000_000_000L);
    }

    @Test
    default void eachMessageGoesToOneOfThePolls() {
        TestQueue queue = newQueue();
        List<CompletableFuture<List<Members>>> polls = new ArrayList<>();
        for (int i = 0; i < 4; i++) polls.add(queue.poll("WaitTimeSeconds", 20));
        TestQueue.assertWaiting(polls.get(3));

        for (String body : List.of("a", "b", "c", "d")) queue.send(body);

        List<String> bodies = new ArrayList<>();
        for (var poll : polls) bodies.addAll(bodies(poll));
        assertThat(bodies).containsExactlyInAnyOrder("a", "b", "c", "d");
        queue.assertCounts(0, 4, 0);
    }

    @Test
    default void deletingTheQueueEndsItsPolls() {
        TestQueue queue = newQueue();
        var poll = queue.poll("WaitTimeSeconds", 20);
        TestQueue.assertWaiting(poll);

        queue.delete();
        TestQueue again = TestQueue.create(sqs(), queue.name());
        again.send("not for the old poll");

        ErrorTable.QUEUE_DOES_NOT_EXIST.answers(() -> TestQueue.join(poll));
        again.assertCounts(1, 0, 0);
    }

    @Test
    default void purgedMessageDoesNotWakeAPoll() {
        TestQueue queue = newQueue();
        queue.send("a", "DelaySeconds", 1);
        queue.send("b");
        queue.receiveOne("VisibilityTimeout", 1);
        queue.call("PurgeQueue");

        assertThat(queue.receive("WaitTimeSeconds", 2)).isEmpty();
    }
}
