package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

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
}
