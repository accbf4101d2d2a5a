package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a queue's attributes read back as, and which values are refused. */
interface AttributeScenarios extends Scenarios {
    String KEY = "KmsMasterKeyId";
    String REUSE = "KmsDataKeyReusePeriodSeconds";
    String MANAGED = "SqsManagedSseEnabled";

    @Test
    default void freshQueueHasExactlyTheDefaults() {
        long before = Instant.now().getEpochSecond();
        TestQueue queue = newQueue();

        Map<String, String> attributes = queue.attributes("All");

        assertThat(attributes)
                .containsOnlyKeys(
                        "QueueArn",
                        "ApproximateNumberOfMessages",
                        "ApproximateNumberOfMessagesNotVisible",
                        "ApproximateNumberOfMessagesDelayed",
                        "CreatedTimestamp",
                        "LastModifiedTimestamp",
                        "VisibilityTimeout",
                        "MaximumMessageSize",
                        "MessageRetentionPeriod",
                        "DelaySeconds",
                        "ReceiveMessageWaitTimeSeconds",
                        "SqsManagedSseEnabled")
                .containsEntry("QueueArn", "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + queue.name())
                .containsEntry("ApproximateNumberOfMessages", "0")
                .containsEntry("ApproximateNumberOfMessagesNotVisible", "0")
                .containsEntry("ApproximateNumberOfMessagesDelayed", "0")
                .containsEntry("VisibilityTimeout", "30")
                .containsEntry("MaximumMessageSize", "1048576")
                .containsEntry("MessageRetentionPeriod", "345600")
                .containsEntry("DelaySeconds", "0")
                .containsEntry("ReceiveMessageWaitTimeSeconds", "0")
                .containsEntry("SqsManagedSseEnabled", "true")
                .containsEntry("LastModifiedTimestamp", attributes.get("CreatedTimestamp"));
        assertThat(Long.parseLong(attributes.get("CreatedTimestamp")))
                .isBetween(before, Instant.now().getEpochSecond());
    }

    @Test
    default void attributesReadBackAsTheyWereSet() {
        Members given = Members.of(
                "VisibilityTimeout", "0",
                "MaximumMessageSize", "1024",
                "MessageRetentionPeriod", "1209600",
                "DelaySeconds", "900",
                "ReceiveMessageWaitTimeSeconds", "20",
                "SqsManagedSseEnabled", "FALSE");
        TestQueue created = TestQueue.create(sqs(), newName(), "Attributes", given);
        TestQueue changed = newQueue();
        changed.call("SetQueueAttributes", "Attributes", given);

        for (TestQueue queue : List.of(created, changed)) {
            assertThat(queue.attributes("All"))
                    .containsAllEntriesOf(given.with(MANAGED, "false").texts());
        }
    }

    @Test
    default void settingSomeAttributesLeavesTheOthers() {
        TestQueue queue = newQueue("DelaySeconds", "5", "VisibilityTimeout", "60");

        queue.set("VisibilityTimeout", "61");

        assertThat(queue.attributes("DelaySeconds", "VisibilityTimeout"))
                .containsOnly(Map.entry("DelaySeconds", "5"), Map.entry("VisibilityTimeout", "61"));
    }

    @Test
    default void oneBadValueKeepsAllFromBeingSet() {
        TestQueue queue = newQueue();

        ErrorTable.INVALID_ATTRIBUTE_VALUE.answers(() -> queue.set("VisibilityTimeout", "60", "DelaySeconds", "901"));

        assertThat(queue.attributes("VisibilityTimeout")).containsEntry("VisibilityTimeout", "30");
    }

    @Test
    default void asksForNothingAndGetsNothing() {
        TestQueue queue = newQueue();

        assertThat(queue.call("GetQueueAttributes").has("Attributes")).isFalse();
        assertThat(queue.call("GetQueueAttributes", "AttributeNames", List.of()).has("Attributes"))
                .isFalse();
        assertThat(queue.call("GetQueueAttributes", "AttributeNames", List.of("Policy", "FifoQueue"))
                        .has("Attributes"))
                .as("unset, and for FIFO queues only")
                .isFalse();
    }

    @Test
    default void namedAttributesComeAloneAndAllBringsEverything() {
        TestQueue queue = newQueue();

        assertThat(queue.attributes("QueueArn", "DelaySeconds")).containsOnlyKeys("QueueArn", "DelaySeconds");
        assertThat(queue.attributes("QueueArn", "All")).hasSize(12);
    }

    @Test
    default void unknownAttributeNamesAreRefused() {
        TestQueue queue = newQueue();

        ErrorTable.INVALID_ATTRIBUTE_NAME.answers(() -> queue.attributes("Nonsense"), "Unknown Attribute Nonsense.");
        ErrorTable.INVALID_ATTRIBUTE_NAME.answers(() -> queue.set("Nonsense", "1"), "Unknown Attribute Nonsense.");
        ErrorTable.INVALID_ATTRIBUTE_NAME.answers(() -> newQueue("delaySeconds", "1"), "Unknown Attribute");
        ErrorTable.INVALID_ATTRIBUTE_NAME.answers(() -> queue.set("CreatedTimestamp", "1"));
    }

    @Test
    default void fifoAttributesAreRefusedOnAStandardQueue() {
        ErrorTable.INVALID_ATTRIBUTE_NAME.answers(() -> newQueue("FifoQueue", "false"), "Unknown Attribute FifoQueue.");
        ErrorTable.INVALID_ATTRIBUTE_NAME.answers(
                () -> newQueue("ContentBasedDeduplication", "true"), "Unknown Attribute ContentBasedDeduplication.");
        ErrorTable.INVALID_ATTRIBUTE_NAME.answers(() -> newQueue("DeduplicationScope", "queue"));
        ErrorTable.INVALID_ATTRIBUTE_NAME.answers(() -> newQueue().set("FifoThroughputLimit", "perQueue"));
    }

    @ParameterizedTest
    @CsvSource({
        "DelaySeconds,901",
        "DelaySeconds,-1",
        "DelaySeconds,1.5",
        "DelaySeconds,soon",
        "VisibilityTimeout,43201",
        "MaximumMessageSize,1023",
        "MaximumMessageSize,1048577",
        "MessageRetentionPeriod,59",
        "MessageRetentionPeriod,1209601",
        "ReceiveMessageWaitTimeSeconds,21",
        "KmsDataKeyReusePeriodSeconds,59",
        "SqsManagedSseEnabled,yes",
        "Policy,{"
    })
    default void valuesOutOfRangeAreRefused(String attribute, String value) {
        TestQueue queue = newQueue();

        ErrorTable.INVALID_ATTRIBUTE_VALUE.answers(
                () -> queue.set(attribute, value), "Invalid value for the parameter " + attribute + ".");
        ErrorTable.INVALID_ATTRIBUTE_VALUE.answers(() -> newQueue(attribute, value));
    }

    @Test
    default void settingNothingIsRefused() {
        TestQueue queue = newQueue();

        ErrorTable.MISSING_PARAMETER.answers(queue::set, "The request must contain the parameter Attribute.Name.");
    }

    @Test
    default void policyReadsBackAsItWasAndGoesWithTheEmptyString() {
        TestQueue queue = newQueue("Policy", "");
        assertThat(queue.attributes("All")).doesNotContainKey("Policy");
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Sid":"x","Effect":"Allow","Principal":"*",\
                "Action":"sqs:SendMessage","Resource":"%s"}]}""".formatted(queue.attributes("QueueArn").get("QueueArn"));

        queue.set("Policy", policy);
        assertThat(queue.attributes("Policy")).containsEntry("Policy", policy);

        queue.set("Policy", "");
        assertThat(queue.attributes("Policy")).isEmpty();
    }

    @Test
    default void encryptionIsEitherByAKeyOrManaged() {
        TestQueue queue = newQueue();

        queue.set(KEY, "alias/mine");
        assertThat(queue.attributes(KEY, REUSE, MANAGED))
                .containsOnly(Map.entry(KEY, "alias/mine"), Map.entry(REUSE, "300"), Map.entry(MANAGED, "false"));

        queue.set(REUSE, "600");
        assertThat(queue.attributes(REUSE)).containsEntry(REUSE, "600");

        queue.set(MANAGED, "true");
        assertThat(queue.attributes(KEY, REUSE, MANAGED)).containsOnly(Map.entry(MANAGED, "true"));
    }

    @Test
    default void removingTheKeyLeavesManagedEncryptionOff() {
        TestQueue queue = newQueue(KEY, "mine", REUSE, "60");

        queue.set(KEY, "", REUSE, "300");

        assertThat(queue.attributes(KEY, REUSE, MANAGED)).containsOnly(Map.entry(MANAGED, "false"));
    }

    @Test
    default void keyAndManagedEncryptionTogetherAreRefused() {
        ErrorTable.INVALID_ATTRIBUTE_NAME.answers(() -> newQueue(KEY, "mine", MANAGED, "true"));
    }

    @Test
    default void reusePeriodWithoutAKeyIsTakenButNotShown() {
        TestQueue queue = newQueue(REUSE, "600");

        assertThat(queue.attributes("All")).doesNotContainKey(REUSE);
    }

    @Test
    default void countersFollowEachStepOfAMessage() {
        TestQueue queue = newQueue();

        queue.send("a");
        queue.assertCounts(1, 0, 0);
        queue.delete(queue.receiveOne());
        queue.assertCounts(0, 0, 0);
        queue.send("b", "DelaySeconds", 1);
        Members b = queue.receiveOne("VisibilityTimeout", 600);
        queue.assertCounts(0, 1, 0);
        queue.changeVisibility(b, 0);
        queue.assertCounts(1, 0, 0);
        queue.receiveOne("VisibilityTimeout", 0);
        queue.assertCounts(1, 0, 0);
        queue.delete(b);
        queue.assertCounts(0, 0, 0);
    }

    @Test
    default void newTimeoutAndDelayActOnLaterReceivesAndSends() {
        TestQueue queue = newQueue();
        queue.send("early");
        Members early = queue.receiveOne();

        queue.set("VisibilityTimeout", "0", "DelaySeconds", "600");

        queue.assertCounts(0, 1, 0);
        queue.send("late");
        queue.assertCounts(0, 1, 1);
        queue.changeVisibility(early, 0);
        queue.receiveOne();
        queue.assertCounts(1, 0, 1);
    }
}
