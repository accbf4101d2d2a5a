package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every action in as few calls as it takes, for clients that take a second for each. */
interface EssentialScenarios extends Scenarios {

    @Test
    default void messagesAreSentReceivedAndDeleted() {
        TestQueue queue = newQueue("VisibilityTimeout", "600");
        Members attributes = Members.of("Hello", MessageAttributeScenarios.string("There"));

        Members sent = queue.send("héllo 😀", "MessageAttributes", attributes);
        queue.sendBatch(TestQueue.entry("1", "b"), TestQueue.entry("2", "c", "DelaySeconds", 900));
        Members first = queue.receiveOne("MessageAttributeNames", List.of("All"));
        Members second = queue.receiveOne();

        assertThat(sent.text("MD5OfMessageBody")).isEqualTo("207dd4f0cd7a4f13b4932646cd1f8f2b");
        assertThat(first.text("Body")).isEqualTo("héllo 😀");
        assertThat(first.text("MD5OfMessageAttributes")).isEqualTo("a311262e065454b75da111d535b8dacd");
        queue.assertCounts(0, 2, 1);
        queue.changeVisibility(first, 0);
        Members answer = queue.call(
                "ChangeMessageVisibilityBatch",
                "Entries",
                List.of(Members.of("Id", "1", "ReceiptHandle", second.text("ReceiptHandle"), "VisibilityTimeout", 0)));
        assertThat(answer.list("Successful")).hasSize(1);
        queue.assertCounts(2, 0, 1);
        queue.delete(first);
        answer = queue.call(
                "DeleteMessageBatch",
                "Entries",
                List.of(
                        Members.of("Id", "1", "ReceiptHandle", second.text("ReceiptHandle")),
                        Members.of("Id", "2", "ReceiptHandle", "nonsense")));
        assertThat(answer.list("Successful").get(0).text("Id")).isEqualTo("1");
        assertThat(answer.list("Failed").get(0).text("Code")).isEqualTo("ReceiptHandleIsInvalid");
        queue.call("PurgeQueue");
        queue.assertCounts(0, 0, 0);
    }

    @Test
    default void queuesAreCreatedFoundChangedTaggedAndDeleted() {
        TestQueue queue = newQueue("VisibilityTimeout", "60");

        queue.set("DelaySeconds", "5");
        queue.call("TagQueue", "Tags", Members.of("a", "1", "b", "2"));
        queue.call("UntagQueue", "TagKeys", List.of("a"));
        queue.call("AddPermission", "Label", "l", "AWSAccountIds", List.of("111122223333"), "Actions", List.of("*"));
        assertThat(queue.attributes("Policy")).containsKey("Policy");
        queue.call("RemovePermission", "Label", "l");

        assertThat(queue.attributes("All"))
                .hasSize(12)
                .containsEntry("VisibilityTimeout", "60")
                .containsEntry("DelaySeconds", "5");
        assertThat(queue.call("ListQueueTags").texts("Tags")).containsOnly(Map.entry("b", "2"));
        assertThat(sqs().call("GetQueueUrl", Members.of("QueueName", queue.name()))
                        .text("QueueUrl"))
                .isEqualTo(queue.url());
        assertThat(sqs().call("ListQueues", Members.of("QueueNamePrefix", queue.name()))
                        .textList("QueueUrls"))
                .contains(queue.url());
        queue.delete();
        ErrorTable.QUEUE_DOES_NOT_EXIST.answers(() -> queue.send("a"), "The specified queue does not exist");
    }

    @Test
    default void longPollIsWokenByASend() {
        TestQueue queue = newQueue();
        var poll = queue.poll("WaitTimeSeconds", 20);

        queue.send("a");

        assertThat(TestQueue.join(poll)).hasSize(1);
    }

    @Test
    default void fifoQueueKeepsTheOrderOfAGroupAndTakesAMessageOnce() {
        TestQueue queue = TestQueue.create(
                sqs(),
                newName() + ".fifo",
                "Attributes",
                Members.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));

        Members first = queue.send("a1", "MessageGroupId", "a");
        Members again = queue.send("a1", "MessageGroupId", "a");
        queue.send("a2", "MessageGroupId", "a", "MessageDeduplicationId", "2");
        List<Members> both = queue.receive("MaxNumberOfMessages", 10, "ReceiveRequestAttemptId", "once");

        assertThat(first.text("SequenceNumber")).hasSize(20).isEqualTo(again.text("SequenceNumber"));
        assertThat(both).extracting(message -> message.text("Body")).containsExactly("a1", "a2");
        assertThat(queue.receive("ReceiveRequestAttemptId", "once"))
                .as("as often as it is asked")
                .hasSize(2);
        assertThat(queue.receive()).as("the group is locked").isEmpty();
    }

    @Test
    default void deadLettersAreMovedThereAndBackAgain() {
        TestQueue dead = newQueue();
        String deadArn = DeadLetterScenarios.arn(dead);
        TestQueue queue = newQueue("RedrivePolicy", DeadLetterScenarios.policy(dead, 1));
        queue.send("poison");
        queue.receiveOne("VisibilityTimeout", 0);
        assertThat(queue.receive()).isEmpty();
        dead.assertCounts(1, 0, 0);
        assertThat(dead.call("ListDeadLetterSourceQueues").textList("queueUrls"))
                .containsExactly(queue.url());

        String handle = sqs().call("StartMessageMoveTask", Members.of("SourceArn", deadArn))
                .text("TaskHandle");
        assertThat(queue.receiveOne("WaitTimeSeconds", 20).text("Body")).isEqualTo("poison");

        await().untilAsserted(() -> {
            Members tasks = sqs().call("ListMessageMoveTasks", Members.of("SourceArn", deadArn));
            assertThat(tasks.list("Results").get(0).text("Status")).isEqualTo("COMPLETED");
        });
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> sqs().call("CancelMessageMoveTask", Members.of("TaskHandle", handle)));
    }

    @Test
    default void quietGroupGoesBeforeTheBacklogOfANoisyOne() {
        TestQueue queue = newQueue();
        for (int batch = 0; batch < 4; batch++) {
            Members[] entries = new Members[10];
            for (int i = 0; i < 10; i++) entries[i] = TestQueue.entry("" + i, "noisy", "MessageGroupId", "noisy");
            queue.sendBatch(entries);
        }
        queue.send("quiet", "MessageGroupId", "quiet");

        var received = new ArrayList<Members>();
        for (int i = 0; i < 4; i++) received.addAll(queue.receive("MaxNumberOfMessages", 10));
        assertThat(received).extracting(message -> message.text("Body")).contains("quiet");
    }
}
