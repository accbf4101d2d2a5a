package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Message groups of standard queues: a noisy one is held back, and nothing of it is lost. */
interface FairScenarios extends Scenarios {

    private static void flood(TestQueue queue, int messages) {
        for (int from = 0; from < messages; from += 10) {
            queue.sendBatch(IntStream.range(from, from + 10)
                    .mapToObj(i -> TestQueue.entry("e" + i, "flood " + i, "MessageGroupId", "flood"))
                    .toArray(Members[]::new));
        }
    }

    private static List<Members> receive(TestQueue queue, int messages) {
        var received = new ArrayList<Members>();
        while (received.size() < messages) {
            List<Members> more = queue.receive("MaxNumberOfMessages", 10, "AttributeNames", List.of("MessageGroupId"));
            assertThat(more).isNotEmpty();
            received.addAll(more);
        }
        return received;
    }

    @Test
    default void aQuietGroupDoesNotWaitBehindANoisyOne() {
        TestQueue queue = newQueue();
        flood(queue, 200);
        queue.send("a", "MessageGroupId", "quiet-1");
        queue.send("b", "MessageGroupId", "quiet-2");
        queue.send("c");

        List<Members> first = receive(queue, 40);

        assertThat(first.stream().map(message -> message.text("Body"))).contains("a", "b", "c");
        queue.assertCounts(163, 40, 0);
    }

    @Test
    default void aNoisyGroupIsReceivedWhenNobodyElseWaits() {
        TestQueue queue = newQueue();
        flood(queue, 60);

        List<Members> all = receive(queue, 60);

        assertThat(all.stream().map(message -> message.text("Body"))).doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(
                        message -> assertThat(message.texts("Attributes")).containsEntry("MessageGroupId", "flood"));
    }

    @Test
    default void aMessageThatWasHeldBackIsDeletedAndReturnedByItsHandle() {
        TestQueue queue = newQueue();
        flood(queue, 40);
        List<Members> all = receive(queue, 40);
        Members returned = all.get(39);

        queue.changeVisibility(returned, 0);
        for (Members message : all.subList(0, 39)) queue.delete(message);

        assertThat(queue.receiveBodies()).containsExactly(returned.text("Body"));
        queue.assertCounts(0, 1, 0);
    }
}
