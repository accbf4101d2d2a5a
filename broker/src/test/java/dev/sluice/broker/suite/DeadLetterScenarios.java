package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dead-letter queues: their policies, what is moved to them, and moving it back. */
interface DeadLetterScenarios extends Scenarios {

    /** A queue that gives up its messages after so many receives. */
    default TestQueue newSource(TestQueue dead, Object maxReceiveCount) {
        return newQueue("RedrivePolicy", policy(dead, maxReceiveCount));
    }

    static String policy(TestQueue dead, Object maxReceiveCount) {
        return Json.write(Members.of("deadLetterTargetArn", arn(dead), "maxReceiveCount", maxReceiveCount));
    }

    static String arn(TestQueue queue) {
        Members answer = queue.call("GetQueueAttributes", "AttributeNames", List.of("QueueArn"));
        return answer.members("Attributes").text("QueueArn");
    }

    @Test
    default void redrivePolicyReadsBackWithItsCountAsANumber() {
        TestQueue dead = newQueue();
        String normal = "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":3}";

        TestQueue queue = newSource(dead, "3");
        assertThat(queue.attributes("RedrivePolicy")).containsEntry("RedrivePolicy", normal);

        queue.set("RedrivePolicy", "");
        assertThat(queue.attributes("RedrivePolicy")).isEmpty();
        queue.set("RedrivePolicy", "{ \"maxReceiveCount\" : 3, \"deadLetterTargetArn\" : \"" + arn(dead) + "\" }");
        assertThat(queue.attributes("All")).containsEntry("RedrivePolicy", normal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no JSON | INVALID_ATTRIBUTE_VALUE",
                "{\"maxReceiveCount\":3} | INVALID_PARAMETER_VALUE",
                "{\"deadLetterTargetArn\":\"DEAD\"} | INVALID_PARAMETER_VALUE",
                "{\"deadLetterTargetArn\":\"DEAD\",\"maxReceiveCount\":0} | INVALID_PARAMETER_VALUE",
                "{\"deadLetterTargetArn\":\"DEAD\",\"maxReceiveCount\":1001} | INVALID_PARAMETER_VALUE",
                "{\"deadLetterTargetArn\":\"DEAD\",\"maxReceiveCount\":3,\"more\":1} | INVALID_PARAMETER_VALUE",
                "{\"deadLetterTargetArn\":\"DEAD-none\",\"maxReceiveCount\":3} | INVALID_PARAMETER_VALUE",
                "{\"deadLetterTargetArn\":\"dead\",\"maxReceiveCount\":3} | INVALID_PARAMETER_VALUE"
            })
    default void redrivePolicyThatCannotBeIsRefused(String policy, ErrorTable error) {
        String given = policy.replace("DEAD", arn(newQueue()));
        TestQueue queue = newQueue();

        error.answers(() -> queue.set("RedrivePolicy", given));
        error.answers(() -> newQueue("RedrivePolicy", given));
        assertThat(queue.attributes("RedrivePolicy")).isEmpty();
    }

    @Test
    default void messageReceivedTooOftenIsMovedWithItsHistory() {
        TestQueue dead = newQueue("DelaySeconds", "900");
        TestQueue queue = newSource(dead, 2);
        String id = queue.send(
                        "poison",
                        "MessageAttributes",
                        Members.of("colour", Members.of("DataType", "String", "StringValue", "blue")))
                .text("MessageId");
        Object[] all = {
            "VisibilityTimeout",
            0,
            "MessageSystemAttributeNames",
            List.of("All"),
            "MessageAttributeNames",
            List.of("All")
        };

        Members first = queue.receiveOne(all);
        queue.receiveOne(all);
        assertThat(dead.receiveBodies()).isEmpty();
        assertThat(queue.receiveBodies(all)).isEmpty();

        Members letter = dead.receiveOne(all);
        assertThat(letter.text("MessageId")).isEqualTo(id);
        assertThat(letter.text("Body")).isEqualTo("poison");
        assertThat(letter.members("MessageAttributes").has("colour")).isTrue();
        Map<String, String> before = first.texts("Attributes");
        assertThat(before).doesNotContainKey("DeadLetterQueueSourceArn").containsEntry("ApproximateReceiveCount", "1");
        assertThat(letter.texts("Attributes"))
                .containsEntry("ApproximateReceiveCount", "3")
                .containsEntry("SentTimestamp", before.get("SentTimestamp"))
                .containsEntry("ApproximateFirstReceiveTimestamp", before.get("ApproximateFirstReceiveTimestamp"))
                .containsEntry("DeadLetterQueueSourceArn", arn(queue));
        queue.assertCounts(0, 0, 0);
    }

    @Test
    default void receiveGoesOnToTheNextMessageBehindADeadOne() {
        TestQueue queue = newSource(newQueue(), 1);
        queue.send("poison");
        queue.receiveOne("VisibilityTimeout", 0);
        queue.send("good");

        assertThat(queue.receiveOne().text("Body")).isEqualTo("good");
    }

    @Test
    default void pollOfTheDeadLetterQueueIsAnsweredByTheMove() {
        TestQueue dead = newQueue();
        TestQueue queue = newSource(dead, 1);
        queue.send("poison");
        queue.receiveOne("VisibilityTimeout", 0);
        var poll = dead.poll("WaitTimeSeconds", 20);
        TestQueue.assertWaiting(poll);

        queue.receive();

        assertThat(TestQueue.join(poll)).hasSize(1);
    }

    @Test
    default void sourcesOfADeadLetterQueueAreListed() {
        TestQueue dead = newQueue();
        assertThat(dead.call("ListDeadLetterSourceQueues").has("queueUrls")).isFalse();
        var urls = List.of(
                newSource(dead, 1).url(),
                newSource(dead, 2).url(),
                newSource(dead, 3).url());

        Members all = dead.call("ListDeadLetterSourceQueues");
        assertThat(all.textList("queueUrls")).containsExactlyInAnyOrderElementsOf(urls);
        assertThat(all.has("NextToken")).isFalse();
        Members page = dead.call("ListDeadLetterSourceQueues", "MaxResults", 2);
        assertThat(page.textList("queueUrls")).hasSize(2);
        Members rest = dead.call("ListDeadLetterSourceQueues", "MaxResults", 2, "NextToken", page.text("NextToken"));
        assertThat(rest.textList("queueUrls")).hasSize(1);
        assertThat(rest.has("NextToken")).isFalse();
    }

    @Test
    default void redriveAllowPolicyIsReadBackAndEnforced() {
        TestQueue dead = newQueue("RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
        TestQueue queue = newQueue();
        assertThat(dead.attributes("RedriveAllowPolicy"))
                .containsEntry("RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");

        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> queue.set("RedrivePolicy", policy(dead, 3)));

        String byQueue = "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + arn(queue) + "\"]}";
        dead.set("RedriveAllowPolicy", byQueue);
        assertThat(dead.attributes("RedriveAllowPolicy")).containsEntry("RedriveAllowPolicy", byQueue);
        queue.set("RedrivePolicy", policy(dead, 3));
        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> newSource(dead, 3));
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> dead.set("RedriveAllowPolicy", "{\"redrivePermission\":\"byQueue\"}"));
    }

    // Move tasks

    @Test
    default void deadLettersAreMovedBackAsNewMessages() {
        TestQueue dead = newQueue();
        TestQueue one = newSource(dead, 1);
        TestQueue other = newSource(dead, 1);
        for (TestQueue queue : List.of(one, other)) {
            queue.send("to " + queue.name());
            queue.receiveOne("VisibilityTimeout", 0);
            queue.receive();
        }
        String oldId = dead.receiveOne("VisibilityTimeout", 0).text("MessageId");

        String handle = sqs().call("StartMessageMoveTask", Members.of("SourceArn", arn(dead)))
                .text("TaskHandle");

        assertThat(handle).isNotEmpty();
        for (TestQueue queue : List.of(one, other)) {
            Members moved = queue.receiveOne("MessageSystemAttributeNames", List.of("All"));
            assertThat(moved.text("Body")).isEqualTo("to " + queue.name());
            assertThat(moved.text("MessageId")).isNotEqualTo(oldId);
            assertThat(moved.texts("Attributes"))
                    .containsEntry("ApproximateReceiveCount", "1")
                    .doesNotContainKey("DeadLetterQueueSourceArn");
        }
        Members task = awaitStatus(dead, "COMPLETED");
        assertThat(task.text("ApproximateNumberOfMessagesMoved")).isEqualTo("2");
        assertThat(task.text("ApproximateNumberOfMessagesToMove")).isEqualTo("2");
        assertThat(task.has("TaskHandle")).isFalse();
        assertThat(task.has("DestinationArn")).isFalse();
        dead.assertCounts(0, 0, 0);
    }

    @Test
    default void runningTaskIsListedAndCancelled() {
        TestQueue dead = newQueue();
        newSource(dead, 1);
        TestQueue destination = newQueue();
        for (int i = 0; i < 5; i++) dead.send("letter " + i);
        Members start = Members.of(
                "SourceArn", arn(dead), "DestinationArn", arn(destination), "MaxNumberOfMessagesPerSecond", 1);

        String handle = sqs().call("StartMessageMoveTask", start).text("TaskHandle");

        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> sqs().call("StartMessageMoveTask", start));
        assertThat(destination.receiveOne().text("Body")).isEqualTo("letter 0");
        Members running = tasks(dead).get(0);
        assertThat(running.text("Status")).isEqualTo("RUNNING");
        assertThat(running.text("TaskHandle")).isEqualTo(handle);
        assertThat(running.text("DestinationArn")).isEqualTo(arn(destination));
        assertThat(running.text("MaxNumberOfMessagesPerSecond")).isEqualTo("1");
        assertThat(running.text("ApproximateNumberOfMessagesToMove")).isEqualTo("5");
        assertThat(Long.parseLong(running.text("StartedTimestamp"))).isGreaterThan(1_700_000_000_000L);
        Members cancelled = sqs().call("CancelMessageMoveTask", Members.of("TaskHandle", handle));
        assertThat(Integer.parseInt(cancelled.text("ApproximateNumberOfMessagesMoved")))
                .isBetween(1, 4);
        assertThat(tasks(dead).get(0).text("Status")).isEqualTo("CANCELLED");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> sqs().call("CancelMessageMoveTask", Members.of("TaskHandle", handle)));
    }

    @Test
    default void taskFailsWhenItsDestinationIsDeleted() {
        TestQueue dead = newQueue();
        newSource(dead, 1);
        TestQueue destination = newQueue();
        for (int i = 0; i < 3; i++) dead.send("letter " + i);
        sqs().call(
                        "StartMessageMoveTask",
                        Members.of(
                                "SourceArn",
                                arn(dead),
                                "DestinationArn",
                                arn(destination),
                                "MaxNumberOfMessagesPerSecond",
                                2));

        destination.delete();

        Members failed = awaitStatus(dead, "FAILED");
        assertThat(failed.text("FailureReason")).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
    }

    @Test
    default void taskThatCannotBeIsRefused() {
        TestQueue queue = newQueue();
        String unknown = arn(queue) + "-none";

        ErrorTable.MISSING_PARAMETER.answers(() -> sqs().call("CancelMessageMoveTask", Members.of("TaskHandle", "")));
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> sqs().call("StartMessageMoveTask", Members.of("SourceArn", queue.name())));
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> sqs().call("StartMessageMoveTask", Members.of("SourceArn", arn(queue))), "Dead Letter Queue");
        ErrorTable.RESOURCE_NOT_FOUND.answers(
                () -> sqs().call("StartMessageMoveTask", Members.of("SourceArn", unknown)), "SourceArn");
        ErrorTable.RESOURCE_NOT_FOUND.answers(
                () -> sqs().call("ListMessageMoveTasks", Members.of("SourceArn", unknown)), "SourceArn");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> sqs().call("CancelMessageMoveTask", Members.of("TaskHandle", "no handle")));
        assertThat(tasks(queue)).isEmpty();
    }

    private List<Members> tasks(TestQueue source) {
        return sqs().call("ListMessageMoveTasks", Members.of("SourceArn", arn(source)))
                .list("Results");
    }

    private Members awaitStatus(TestQueue source, String status) {
        await().until(() -> tasks(source).get(0).text("Status").equals(status));
        return tasks(source).get(0);
    }
}
