package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating, finding, listing, purging and deleting queues. */
interface QueueScenarios extends Scenarios {

    @Test
    default void queueUrlEndsInAccountAndName() {
        String name = newName();

        TestQueue queue = TestQueue.create(sqs(), name);

        assertThat(queue.url()).matches("http://127\\.0\\.0\\.1:\\d+/" + ACCOUNT + "/" + name);
        assertThat(sqs().call("GetQueueUrl", Members.of("QueueName", name)).text("QueueUrl"))
                .isEqualTo(queue.url());
    }

    @Test
    default void creatingAgainWithoutOrWithEqualAttributesFindsTheQueue() {
        TestQueue queue = newQueue("DelaySeconds", "5");
        queue.set("VisibilityTimeout", "60");
        queue.send("counters are never compared");

        assertThat(createdAgain(queue)).isEqualTo(queue.url());
        assertThat(createdAgain(queue, "DelaySeconds", "5", "VisibilityTimeout", "60"))
                .isEqualTo(queue.url());
        assertThat(createdAgain(queue, "MessageRetentionPeriod", "345600", "SqsManagedSseEnabled", "True"))
                .as("defaults, given explicitly")
                .isEqualTo(queue.url());
    }

    @Test
    default void creatingAgainWithADifferentAttributeIsRefused() {
        TestQueue queue = newQueue("DelaySeconds", "5");
        queue.set("VisibilityTimeout", "60");

        ErrorTable.QUEUE_NAME_EXISTS.answers(
                () -> createdAgain(queue, "DelaySeconds", "5", "VisibilityTimeout", "30"),
                "A queue already exists with the same name and a different value for attribute VisibilityTimeout");
        assertThat(queue.attributes("VisibilityTimeout")).containsEntry("VisibilityTimeout", "60");
    }

    private static String createdAgain(TestQueue queue, Object... attributes) {
        return queue.sqs()
                .call("CreateQueue", Members.of("QueueName", queue.name(), "Attributes", Members.of(attributes)))
                .text("QueueUrl");
    }

    @Test
    default void nameOfEightyCharactersIsAllowed() {
        String name = (newName() + "_" + "x".repeat(80)).substring(0, 80);

        assertThat(TestQueue.create(sqs(), name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "a.b", "queue.fifo", "ü", "a:b"})
    default void nameWithOtherCharactersIsRefused(String name) {
        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> TestQueue.create(sqs(), name));
    }

    @Test
    default void nameOfEightyOneCharactersIsRefused() {
        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> TestQueue.create(sqs(), "x".repeat(81)));
    }

    @Test
    default void unknownQueueHasNoUrl() {
        ErrorTable.QUEUE_DOES_NOT_EXIST.answers(
                () -> sqs().call("GetQueueUrl", Members.of("QueueName", newName())),
                "The specified queue does not exist");
    }

    @Test
    default void listsQueuesByPrefix() {
        String prefix = newName();
        String one = TestQueue.create(sqs(), prefix + "-one").url();
        String two = TestQueue.create(sqs(), prefix + "-two").url();

        Members listed = sqs().call("ListQueues", Members.of("QueueNamePrefix", prefix + "-"));
        Members none = sqs().call("ListQueues", Members.of("QueueNamePrefix", "Q" + prefix.substring(1) + "-"));

        assertThat(listed.textList("QueueUrls")).containsExactly(one, two);
        assertThat(listed.has("NextToken")).isFalse();
        assertThat(none.has("QueueUrls")).as("prefixes are case-sensitive").isFalse();
    }

    @Test
    default void listsQueuesInPages() {
        String prefix = newName() + "-";
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) all.add(TestQueue.create(sqs(), prefix + i).url());

        List<Integer> pages = new ArrayList<>();
        List<String> listed = new ArrayList<>();
        Members request = Members.of("QueueNamePrefix", prefix, "MaxResults", 2);
        Members page = sqs().call("ListQueues", request);
        while (true) {
            pages.add(page.textList("QueueUrls").size());
            listed.addAll(page.textList("QueueUrls"));
            if (!page.has("NextToken")) break;
            page = sqs().call("ListQueues", request.with("NextToken", page.text("NextToken")));
        }

        assertThat(pages).containsExactly(2, 2, 1);
        assertThat(listed).containsExactlyElementsOf(all);
    }

    @Test
    default void pageThatIsExactlyTheLastHasNoToken() {
        String prefix = newName() + "-";
        for (int i = 0; i < 2; i++) TestQueue.create(sqs(), prefix + i);

        Members page = sqs().call("ListQueues", Members.of("QueueNamePrefix", prefix, "MaxResults", 2));

        assertThat(page.textList("QueueUrls")).hasSize(2);
        assertThat(page.has("NextToken")).isFalse();
    }

    @Test
    default void listQueuesRefusesABadTokenAndABadPageSize() {
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> sqs().call("ListQueues", Members.of("MaxResults", 2, "NextToken", "nonsense")));
        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> sqs().call("ListQueues", Members.of("MaxResults", 0)));
        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> sqs().call("ListQueues", Members.of("MaxResults", 1001)));
    }

    @Test
    default void purgeRemovesAvailableDelayedAndInFlightMessages() {
        TestQueue queue = newQueue();
        queue.send("in flight");
        Members held = queue.receiveOne();
        queue.send("available");
        queue.send("delayed", "DelaySeconds", 900);
        queue.assertCounts(1, 1, 1);

        queue.call("PurgeQueue");

        queue.assertCounts(0, 0, 0);
        assertThat(queue.receive()).isEmpty();
        queue.delete(held);
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.changeVisibility(held, 0),
                "Message does not exist or is not available for visibility timeout change.");
        queue.send("after");
        assertThat(queue.receiveBodies()).containsExactly("after");
    }

    @Test
    default void queueIsPurgedAsOftenAsItIsAsked() {
        TestQueue queue = newQueue();

        queue.call("PurgeQueue");
        queue.send("a");
        queue.call("PurgeQueue");

        queue.assertCounts(0, 0, 0);
    }

    @Test
    default void everyActionOnADeletedQueueIsRefused() {
        TestQueue queue = newQueue();
        queue.send("a");
        String handle = queue.receiveOne().text("ReceiptHandle");

        queue.delete();

        Map<String, Object[]> actions = Map.ofEntries(
                Map.entry("SendMessage", new Object[] {"MessageBody", "b"}),
                Map.entry("SendMessageBatch", new Object[] {"Entries", List.of(TestQueue.entry("1", "b"))}),
                Map.entry("ReceiveMessage", new Object[] {}),
                Map.entry("DeleteMessage", new Object[] {"ReceiptHandle", handle}),
                Map.entry(
                        "DeleteMessageBatch",
                        new Object[] {"Entries", List.of(Members.of("Id", "1", "ReceiptHandle", handle))}),
                Map.entry("ChangeMessageVisibility", new Object[] {"ReceiptHandle", handle, "VisibilityTimeout", 0}),
                Map.entry("ChangeMessageVisibilityBatch", new Object[] {
                    "Entries", List.of(Members.of("Id", "1", "ReceiptHandle", handle, "VisibilityTimeout", 0))
                }),
                Map.entry("GetQueueAttributes", new Object[] {"AttributeNames", List.of("All")}),
                Map.entry("SetQueueAttributes", new Object[] {"Attributes", Members.of("DelaySeconds", "1")}),
                Map.entry("PurgeQueue", new Object[] {}),
                Map.entry("TagQueue", new Object[] {"Tags", Members.of("k", "v")}),
                Map.entry("UntagQueue", new Object[] {"TagKeys", List.of("k")}),
                Map.entry(
                        "AddPermission",
                        new Object[] {"Label", "l", "AWSAccountIds", List.of("111122223333"), "Actions", List.of("*")}),
                Map.entry("RemovePermission", new Object[] {"Label", "l"}),
                Map.entry("ListQueueTags", new Object[] {}),
                Map.entry("DeleteQueue", new Object[] {}));
        actions.forEach((action, members) -> ErrorTable.QUEUE_DOES_NOT_EXIST.answers(
                () -> queue.call(action, members), "The specified queue does not exist"));
        ErrorTable.QUEUE_DOES_NOT_EXIST.answers(() -> sqs().call("GetQueueUrl", Members.of("QueueName", queue.name())));
    }

    @Test
    default void recreatedQueueStartsEmptyAndWithItsOwnAttributes() {
        TestQueue queue = newQueue("VisibilityTimeout", "60");
        queue.send("old");

        queue.delete();
        TestQueue again = TestQueue.create(sqs(), queue.name());

        again.assertCounts(0, 0, 0);
        assertThat(again.receive()).isEmpty();
        assertThat(again.attributes("VisibilityTimeout")).containsEntry("VisibilityTimeout", "30");
    }

    @Test
    default void queueIsFoundByThePathOfItsUrlWhateverTheHost() {
        TestQueue queue = newQueue();
        String path = "/" + ACCOUNT + "/" + queue.name();
        List<String> spellings = List.of(
                queue.name(),
                "http://localhost:4566" + path,
                "https://sqs.eu-west-1.amazonaws.com" + path,
                "http://proxy.example/prefix" + path,
                queue.url() + "/");

        for (String spelling : spellings) {
            queue.as(sqs(), spelling).send(spelling);
            assertThat(queue.receiveBodies()).as(spelling).containsExactly(spelling);
        }
    }
}
