package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.shard.Shards.Submission;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Queues that exist before the first request. */
class QueueDeclarerTest {
    private final TestSqs sqs = new TestSqs();

    // Creation

    @Test
    void whatIsMissingIsCreatedAsDeclared() {
        declare(DeclareOptions.Mode.CREATE_MISSING, queue("q", Map.of("VisibilityTimeout", "60"), Map.of("team", "a")));

        assertThat(sqs.attribute("q", "VisibilityTimeout")).isEqualTo("60");
        assertThat(sqs.json("ListQueueTags", "{'QueueUrl':'q'}").at("Tags")).isEqualTo(Map.of("team", "a"));
    }

    @Test
    void theSuffixMakesAFifoQueue() {
        declare(
                DeclareOptions.Mode.CREATE_MISSING,
                queue("q.fifo", Map.of("ContentBasedDeduplication", "true"), Map.of()));

        assertThat(sqs.attribute("q.fifo", "FifoQueue")).isEqualTo("true");
        assertThat(sqs.attribute("q.fifo", "ContentBasedDeduplication")).isEqualTo("true");
    }

    @Test
    void aDeadLetterQueueComesBeforeItsSourcesHoweverTheyAreDeclared() {
        declare(DeclareOptions.Mode.CREATE_MISSING, source("a", "b"), source("b", "c"), queue("c"), source("d", "c"));

        assertThat(deadLetterQueue("a")).isEqualTo("b");
        assertThat(deadLetterQueue("b")).isEqualTo("c");
        assertThat(deadLetterQueue("c")).isNull();
        assertThat(deadLetterQueue("d")).isEqualTo("c");
    }

    @Test
    void queuesMayNameEachOtherInACircleAndThemselves() {
        declare(
                DeclareOptions.Mode.FAIL_ON_DRIFT,
                source("a", "b"),
                source("b", "c"),
                source("c", "a"),
                source("into", "a"),
                source("self", "self"));

        assertThat(List.of("a", "b", "c", "into", "self"))
                .extracting(this::deadLetterQueue)
                .containsExactly("b", "c", "a", "a", "self");
    }

    @Test
    void declaringAgainChangesNothing() {
        DeclaredQueue[] queues = {
            source("a", "b"),
            source("b", "a"),
            queue("q", Map.of("DelaySeconds", "5", "SqsManagedSseEnabled", "TRUE"), Map.of("k", "v"))
        };
        declare(DeclareOptions.Mode.FAIL_ON_DRIFT, queues);
        sqs.shards.passSeconds(10);

        declare(DeclareOptions.Mode.FAIL_ON_DRIFT, queues);
        declare(DeclareOptions.Mode.RECONCILE, queues);

        assertThat(sqs.attribute("q", "LastModifiedTimestamp")).isEqualTo(sqs.attribute("q", "CreatedTimestamp"));
    }

    @Test
    void aDeadLetterQueueOfTheOtherTypeIsAFault() {
        assertThatThrownBy(() -> declare(DeclareOptions.Mode.CREATE_MISSING, source("a.fifo", "b"), queue("b")))
                .isInstanceOf(DeclarationFailed.class)
                .hasMessageEndingWith("Dead-letter queue must be same type of queue as the source.");
    }

    @Test
    void aDeadLetterQueueThatDoesNotExistIsAFault() {
        assertThatThrownBy(() -> declare(DeclareOptions.Mode.CREATE_MISSING, source("a", "nowhere")))
                .isInstanceOf(DeclarationFailed.class)
                .hasMessageStartingWith("queue a (test.conf: 7): Value {")
                .hasMessageEndingWith("Reason: Dead letter target does not exist.");
        assertThat(sqs.json("ListQueues", "{}").body()).isEqualTo("{}");
    }

    @Test
    void aShardThatTakesNothingIsAFault() {
        sqs.shards.refuse(Submission.STOPPING);

        assertThatThrownBy(() -> declare(DeclareOptions.Mode.CREATE_MISSING, queue("q")))
                .isInstanceOf(DeclarationFailed.class)
                .hasMessage("queue q (test.conf: 7): The broker is stopping.");
    }

    // Drift

    @Test
    void createMissingLeavesADifferentQueueAsItIs() {
        drifted(DeclareOptions.Mode.CREATE_MISSING);

        assertThat(sqs.attribute("q", "DelaySeconds")).isEqualTo("7");
        assertThat(sqs.json("ListQueueTags", "{'QueueUrl':'q'}").at("Tags"))
                .isEqualTo(Map.of("mine", "1", "team", "b"));
    }

    @Test
    void reconcileSetsWhatIsDeclaredAndLeavesTheRest() {
        drifted(DeclareOptions.Mode.RECONCILE);

        assertThat(sqs.attribute("q", "DelaySeconds")).isEqualTo("5");
        assertThat(sqs.attribute("q", "VisibilityTimeout")).as("not declared").isEqualTo("99");
        assertThat(sqs.json("ListQueueTags", "{'QueueUrl':'q'}").at("Tags"))
                .isEqualTo(Map.of("mine", "1", "team", "a"));
    }

    @Test
    void reconcileSetsARedrivePolicyWhoseTargetIsNew() {
        sqs.queue("a");

        declare(DeclareOptions.Mode.RECONCILE, source("a", "b"), source("b", "a"));

        assertThat(deadLetterQueue("a")).isEqualTo("b");
        assertThat(deadLetterQueue("b")).isEqualTo("a");
    }

    @Test
    void failOnDriftSaysWhatIsDifferent() {
        assertThatThrownBy(() -> drifted(DeclareOptions.Mode.FAIL_ON_DRIFT))
                .isInstanceOf(DeclarationFailed.class)
                .hasMessage(
                        "queue q (test.conf: 7): its DelaySeconds is 7 where 5 is declared, its tag team is b where a"
                                + " is declared");
        assertThat(sqs.attribute("q", "DelaySeconds")).isEqualTo("7");
    }

    private void drifted(DeclareOptions.Mode mode) {
        sqs.json(
                "CreateQueue",
                "{'QueueName':'q','Attributes':{'DelaySeconds':'7','VisibilityTimeout':'99'},"
                        + "'tags':{'team':'b','mine':'1'}}");
        declare(mode, queue("q", Map.of("DelaySeconds", "5"), Map.of("team", "a")));
    }

    private void declare(DeclareOptions.Mode mode, DeclaredQueue... queues) {
        QueueDeclarer.declare(sqs.shards, new DeclareOptions(mode, List.of(queues)));
    }

    private static DeclaredQueue queue(String name) {
        return queue(name, Map.of(), Map.of());
    }

    private static DeclaredQueue source(String name, String deadLetterQueue) {
        String policy =
                DeclaredQueue.redrivePolicy(DeclaredQueue.arn(TestSqs.ACCOUNT, "us-east-1", deadLetterQueue), 3);
        return queue(name, Map.of("RedrivePolicy", policy), Map.of());
    }

    private static DeclaredQueue queue(String name, Map<String, String> attributes, Map<String, String> tags) {
        return DeclaredQueue.checked(TestSqs.ACCOUNT, "us-east-1", name, attributes, tags, "test.conf: 7");
    }

    private @Nullable String deadLetterQueue(String queue) {
        String policy = sqs.attribute(queue, "RedrivePolicy");
        return policy.equals("null") ? null : policy.replaceAll(".*:([^:]*)\",\"maxReceiveCount\":3}", "$1");
    }
}
