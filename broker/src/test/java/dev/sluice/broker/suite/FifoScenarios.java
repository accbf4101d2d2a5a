package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order within groups, locks, deduplication, and what is different about handles. */
interface FifoScenarios extends Scenarios {

    default TestQueue newFifo(Object... attributes) {
        Members members = Members.of("FifoQueue", "true").with(attributes);
        return TestQueue.create(sqs(), newName() + ".fifo", "Attributes", members);
    }

    /** A message per word, such as {@code a1}: its group is its first letter. */
    private static void send(TestQueue queue, String... words) {
        for (String word : words) {
            queue.send(word, "MessageGroupId", word.substring(0, 1), "MessageDeduplicationId", "d-" + word);
        }
    }

    private static List<String> bodies(List<Members> messages) {
        return messages.stream().map(message -> message.text("Body")).toList();
    }

    private static List<Members> receiveTen(TestQueue queue) {
        return queue.receive("MaxNumberOfMessages", 10);
    }

    @Test
    default void aReceiveDrainsOneGroupBeforeTheNext() {
        TestQueue queue = newFifo();
        send(queue, "m1", "n1", "m2", "m3");

        assertThat(bodies(receiveTen(queue))).containsExactly("m1", "m2", "m3", "n1");
    }

    @Test
    default void aGroupIsLockedWhileAnyOfItIsInFlightAndOthersFlow() {
        TestQueue queue = newFifo();
        send(queue, "m1", "m2", "m3", "m4");
        List<Members> first = queue.receive("MaxNumberOfMessages", 2);
        send(queue, "n1");

        assertThat(bodies(receiveTen(queue))).containsExactly("n1");
        queue.delete(first.get(0));
        assertThat(receiveTen(queue)).isEmpty();
        queue.delete(first.get(1));
        assertThat(bodies(receiveTen(queue))).containsExactly("m3", "m4");
    }

    @Test
    default void aReleasedGroupQueuesBehindTheOneThatWaits() {
        TestQueue queue = newFifo();
        send(queue, "m1", "m2");
        Members first = queue.receive("MaxNumberOfMessages", 2).get(0);
        send(queue, "n1");

        queue.changeVisibility(first, 0);

        assertThat(bodies(receiveTen(queue))).containsExactly("n1", "m1");
    }

    @Test
    default void whatIsDeliverableEndsAtTheFirstHiddenMessage() {
        TestQueue queue = newFifo();
        send(queue, "m1", "m2", "m3");
        List<Members> all = receiveTen(queue);
        queue.changeVisibility(all.get(2), 600);
        queue.changeVisibility(all.get(1), 0);
        assertThat(receiveTen(queue)).as("the head is hidden").isEmpty();

        queue.changeVisibility(all.get(0), 0);

        assertThat(bodies(receiveTen(queue))).containsExactly("m1", "m2");
    }

    @Test
    default void redeliveryKeepsTheOrder() {
        TestQueue queue = newFifo();
        send(queue, "m1", "m2", "m3");
        queue.receive("MaxNumberOfMessages", 10, "VisibilityTimeout", 1);

        var again = new ArrayList<>(List.of(queue.receiveOne("VisibilityTimeout", 60)));
        assertThat(bodies(again)).containsExactly("m1");
        queue.delete(again.get(0));
        assertThat(bodies(receiveTen(queue))).containsExactly("m2", "m3");
    }

    @Test
    default void aTimeoutOfZeroLocksNothing() {
        TestQueue queue = newFifo();
        send(queue, "a1", "b1", "c1", "a2", "b2");

        assertThat(bodies(queue.receive("MaxNumberOfMessages", 3, "VisibilityTimeout", 0)))
                .containsExactly("a1", "a2", "b1");
        assertThat(bodies(receiveTen(queue))).containsExactly("c1", "a1", "a2", "b1", "b2");
    }

    @Test
    default void theSameDeduplicationIdIsTakenOnceEvenAfterItsMessageIsDeleted() {
        TestQueue queue = newFifo();
        Members first = queue.send("a", "MessageGroupId", "g", "MessageDeduplicationId", "d");
        queue.delete(queue.receiveOne());

        Members second = queue.send("b", "MessageGroupId", "other", "MessageDeduplicationId", "d");

        assertThat(second.text("MessageId")).isEqualTo(first.text("MessageId"));
        assertThat(second.text("SequenceNumber")).isEqualTo(first.text("SequenceNumber"));
        assertThat(second.text("MD5OfMessageBody")).isEqualTo("92eb5ffee6ae2fec3ad71c777531578f");
        assertThat(receiveTen(queue)).isEmpty();
    }

    @Test
    default void contentStandsInForAnIdWhereTheQueueSaysSo() {
        TestQueue queue = newFifo("ContentBasedDeduplication", "true");
        queue.send("same", "MessageGroupId", "g");
        queue.send("same", "MessageGroupId", "g");
        queue.send("same", "MessageGroupId", "g", "MessageDeduplicationId", "explicit");

        List<Members> messages = queue.receive(
                "MaxNumberOfMessages", 10, "MessageSystemAttributeNames", List.of("MessageDeduplicationId"));

        assertThat(messages)
                .extracting(message -> message.texts("Attributes").get("MessageDeduplicationId"))
                .containsExactly("0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5", "explicit");
    }

    @Test
    default void idsCountWithinTheirGroupWhereTheQueueSaysSo() {
        TestQueue queue = newFifo("DeduplicationScope", "messageGroup", "FifoThroughputLimit", "perMessageGroupId");
        queue.send("a", "MessageGroupId", "g", "MessageDeduplicationId", "d");
        queue.send("b", "MessageGroupId", "h", "MessageDeduplicationId", "d");
        queue.send("c", "MessageGroupId", "g", "MessageDeduplicationId", "d");

        assertThat(bodies(receiveTen(queue))).containsExactly("a", "b");
    }

    @Test
    default void sequenceNumbersHaveTwentyDigitsAndGrowThroughAPurge() {
        TestQueue queue = newFifo();
        String first = queue.send("a", "MessageGroupId", "g", "MessageDeduplicationId", "1")
                .text("SequenceNumber");
        queue.call("PurgeQueue");
        String second = queue.send("b", "MessageGroupId", "g", "MessageDeduplicationId", "1")
                .text("SequenceNumber");

        assertThat(first).matches("[1-9][0-9]{19}");
        assertThat(second).matches("[1-9][0-9]{19}").isGreaterThan(first);
        Members message = queue.receiveOne("MessageSystemAttributeNames", List.of("All"));
        assertThat(message.texts("Attributes"))
                .containsEntry("SequenceNumber", second)
                .containsEntry("MessageGroupId", "g")
                .containsEntry("MessageDeduplicationId", "1");
    }

    @Test
    default void aBatchIsTakenInItsOrder() {
        TestQueue queue = newFifo();
        Members answer = queue.sendBatch(
                TestQueue.entry("1", "a", "MessageGroupId", "g", "MessageDeduplicationId", "1"),
                TestQueue.entry("2", "b", "MessageGroupId", "g", "MessageDeduplicationId", "2"),
                TestQueue.entry("3", "c", "MessageGroupId", "g", "MessageDeduplicationId", "1"));

        assertThat(answer.list("Successful")).hasSize(3);
        assertThat(answer.list("Successful").get(2).text("MessageId"))
                .isEqualTo(answer.list("Successful").get(0).text("MessageId"));
        assertThat(bodies(receiveTen(queue))).containsExactly("a", "b");
    }

    @Test
    default void aHandleIsGoodOnlyWhileItHidesItsMessage() {
        TestQueue queue = newFifo();
        send(queue, "m1");
        Members message = queue.receiveOne();
        queue.changeVisibility(message, 0);

        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> queue.delete(message), "The receipt handle has expired.");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> queue.changeVisibility(message, 5), VisibilityScenarios.GONE);
        Members again = queue.receiveOne();
        queue.delete(again);
        queue.delete(again);
        queue.assertCounts(0, 0, 0);
    }

    @Test
    default void aReceiveIsRepeatedUnderItsAttemptId() {
        TestQueue queue = newFifo();
        send(queue, "m1", "m2", "m3");
        Object[] request = {"MaxNumberOfMessages", 2, "ReceiveRequestAttemptId", "attempt-1"};
        List<Members> first = queue.receive(request);

        List<Members> again = queue.receive(request);

        assertThat(bodies(again)).containsExactly("m1", "m2");
        assertThat(again)
                .extracting(message -> message.text("ReceiptHandle"))
                .isEqualTo(first.stream()
                        .map(message -> message.text("ReceiptHandle"))
                        .toList());
        queue.delete(first.get(0));
        assertThat(queue.receive(request)).as("one of them is gone").isEmpty();
    }

    @Test
    default void theQueuesDelayHoldsForEachMessage() {
        TestQueue slow = newFifo("DelaySeconds", "600");
        send(slow, "m1", "m2");
        slow.assertCounts(0, 0, 2);
        assertThat(receiveTen(slow)).isEmpty();
        TestQueue queue = newFifo("DelaySeconds", "1");
        send(queue, "m1", "m2");

        assertThat(queue.receiveOne("MaxNumberOfMessages", 1).text("Body")).isEqualTo("m1");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.send("x", "MessageGroupId", "g", "MessageDeduplicationId", "x", "DelaySeconds", 1),
                "DelaySeconds");
        queue.send("x", "MessageGroupId", "g", "MessageDeduplicationId", "x", "DelaySeconds", 0);
    }

    @Test
    default void aSendWithoutGroupOrDeduplicationIdIsRefused() {
        TestQueue queue = newFifo();
        ErrorTable.MISSING_PARAMETER.answers(() -> queue.send("a"), "MessageGroupId");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.send("a", "MessageGroupId", "g"), "ContentBasedDeduplication");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.sendBatch(TestQueue.entry("1", "a", "MessageDeduplicationId", "d")), "MessageGroupId");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.sendBatch(
                        TestQueue.entry("1", "a", "MessageGroupId", "g", "MessageDeduplicationId", "d"),
                        TestQueue.entry("2", "b", "MessageGroupId", "g")),
                "ContentBasedDeduplication");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.send("a", "MessageGroupId", "g h", "MessageDeduplicationId", "d"), "MessageGroupId");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.send("a", "MessageGroupId", "g", "MessageDeduplicationId", "é"), "MessageDeduplicationId");
        queue.assertCounts(0, 0, 0);
    }

    @Test
    default void aFifoQueueReadsBackWhatItIs() {
        TestQueue queue = newFifo();

        assertThat(queue.attributes("All"))
                .containsEntry("FifoQueue", "true")
                .containsEntry("ContentBasedDeduplication", "false")
                .containsEntry("DeduplicationScope", "queue")
                .containsEntry("FifoThroughputLimit", "perQueue");
        queue.set("ContentBasedDeduplication", "true");
        queue.set("FifoQueue", "true");
        assertThat(queue.attributes("ContentBasedDeduplication")).containsEntry("ContentBasedDeduplication", "true");
        ErrorTable.INVALID_ATTRIBUTE_VALUE.answers(() -> queue.set("FifoQueue", "false"), "FifoQueue");
        ErrorTable.INVALID_ATTRIBUTE_VALUE.answers(() -> queue.set("DeduplicationScope", "all"), "DeduplicationScope");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.set("FifoThroughputLimit", "perMessageGroupId"), "DeduplicationScope");
    }

    @Test
    default void aFifoQueuesNameEndsInFifo() {
        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> newQueue("FifoQueue", "true"), ".fifo");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> TestQueue.create(sqs(), ".fifo", "Attributes", Members.of("FifoQueue", "true")), "1 to 80");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> TestQueue.create(sqs(), newName() + ".fifo", "Attributes", Members.of("FifoQueue", "false")),
                "QueueName");
    }

    @Test
    default void aMessageReceivedTooOftenMovesAndItsGroupGoesOn() {
        TestQueue dead = newFifo();
        String arn = dead.attributes("QueueArn").get("QueueArn");
        TestQueue queue =
                newFifo("RedrivePolicy", "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}".formatted(arn));
        send(queue, "m1", "m2");
        queue.receive("VisibilityTimeout", 0);

        assertThat(bodies(receiveTen(queue))).containsExactly("m2");

        Members letter = dead.receiveOne("MessageSystemAttributeNames", List.of("All"));
        assertThat(letter.text("Body")).isEqualTo("m1");
        assertThat(letter.texts("Attributes"))
                .containsEntry("ApproximateReceiveCount", "2")
                .containsEntry("MessageGroupId", "m")
                .containsEntry("MessageDeduplicationId", letter.text("MessageId"))
                .containsEntry(
                        "DeadLetterQueueSourceArn", queue.attributes("QueueArn").get("QueueArn"));
    }

    @Test
    default void aMoveTaskBringsDeadLettersBackInOrder() {
        TestQueue dead = newFifo();
        String arn = dead.attributes("QueueArn").getOrDefault("QueueArn", "");
        TestQueue queue =
                newFifo("RedrivePolicy", "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}".formatted(arn));
        send(queue, "m1", "n1", "m2");
        queue.receive("MaxNumberOfMessages", 10, "VisibilityTimeout", 0);
        assertThat(receiveTen(queue)).isEmpty();

        sqs().call("StartMessageMoveTask", Members.of("SourceArn", arn));

        var back = new ArrayList<String>();
        while (back.size() < 3) {
            Members message = queue.receiveOne();
            back.add(message.text("Body"));
            queue.delete(message);
        }
        assertThat(back).containsExactlyInAnyOrder("m1", "n1", "m2").containsSubsequence("m1", "m2");
    }

    @Test
    default void aParkedReceiveGetsWhatADeleteUnlocks() {
        TestQueue queue = newFifo();
        send(queue, "m1");
        Members first = queue.receiveOne();
        send(queue, "m2");
        var poll = queue.poll("WaitTimeSeconds", 20);
        TestQueue.assertWaiting(poll);

        queue.delete(first);

        assertThat(bodies(TestQueue.join(poll))).containsExactly("m2");
    }
}
