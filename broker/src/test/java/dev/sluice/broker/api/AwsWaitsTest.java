package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The two rules of sixty seconds, in AWS's words, when they are switched on. */
class AwsWaitsTest {
    private final TestSqs sqs =
            new TestSqs(new ApiOptions("us-east-1", "000000000000", Map.of(), 60, null, true), 120_000);

    @Test
    void aDeletedNameIsRefusedForSixtySeconds() {
        sqs.queue("q").json("DeleteQueue", "{'QueueUrl':'q'}");

        sqs.shards.passSeconds(59);
        assertThat(sqs.json("CreateQueue", "{'QueueName':'q'}").fault())
                .isEqualTo(
                        "400 QueueDeletedRecently/AWS.SimpleQueueService.QueueDeletedRecently: You must wait 60 seconds"
                                + " after deleting a queue before you can create another with the same name.");
        assertThat(sqs.json("CreateQueue", "{'QueueName':'r'}").status()).isEqualTo(200);
        sqs.shards.passSeconds(1);
        assertThat(sqs.json("CreateQueue", "{'QueueName':'q'}").status()).isEqualTo(200);
    }

    @Test
    void aQueueIsPurgedOnceInSixtySecondsEvenWhenItIsEmpty() {
        sqs.queue("q").json("PurgeQueue", "{'QueueUrl':'q'}");

        sqs.shards.passSeconds(59);
        assertThat(sqs.json("PurgeQueue", "{'QueueUrl':'q'}").fault())
                .isEqualTo("403 PurgeQueueInProgress/AWS.SimpleQueueService.PurgeQueueInProgress: Only one PurgeQueue"
                        + " operation on q is allowed every 60 seconds.");
        sqs.shards.passSeconds(1);
        assertThat(sqs.json("PurgeQueue", "{'QueueUrl':'q'}").status()).isEqualTo(200);
    }

    @Test
    void unlessSwitchedOnNeitherWaits() {
        var open = new TestSqs();

        open.queue("q").json("PurgeQueue", "{'QueueUrl':'q'}");
        assertThat(open.json("PurgeQueue", "{'QueueUrl':'q'}").status()).isEqualTo(200);
        open.json("DeleteQueue", "{'QueueUrl':'q'}");
        assertThat(open.json("CreateQueue", "{'QueueName':'q'}").status()).isEqualTo(200);
    }
}
