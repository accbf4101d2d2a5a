package dev.sluice.broker.api.sns;

import static dev.sluice.broker.api.sns.TestSns.arn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.Answered;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be published in batches, and how it is answered. */
class PublishBatchTest {
    private final TestSns sns = new TestSns();

    @BeforeEach
    void topicsAndQueues() {
        sns.topic("t").topic("t.fifo", "FifoTopic", "true");
        sns.sqs.queue("q");
    }

    @Test
    void eachEntryOfABatchIsAMessageOfItsOwn() {
        sns.subscribed("t", "q", "RawMessageDelivery", "true");
        Answered answered = batch(
                "t",
                "1.Id",
                "a",
                "1.Message",
                "first",
                "1.MessageAttributes.entry.1.Name",
                "n",
                "1.MessageAttributes.entry.1.Value.DataType",
                "String",
                "1.MessageAttributes.entry.1.Value.StringValue",
                "x",
                "2.Id",
                "b",
                "2.Message",
                "second");

        assertThat(TestSns.elements(answered, "Id")).containsExactly("a", "b");
        assertThat(TestSns.elements(answered, "MessageId"))
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(answered.body()).contains("<Failed/>");
        assertThat(sns.bodies("q")).containsExactly("first", "second");
        sns.sqs.shards.passSeconds(30);
        assertThat(sns.sqs
                        .json(
                                "ReceiveMessage",
                                "{'QueueUrl':'q','MaxNumberOfMessages':10,'MessageAttributeNames':['All']}")
                        .at("Messages", 1, "MessageAttributes"))
                .isNull();
    }

    @Test
    void aBatchHasOneToTenEntriesWithIdsOfTheirOwn() {
        assertThat(batch("t").fault())
                .isEqualTo("400 EmptyBatchRequest: The batch request doesn't contain any entries.");
        List<String> eleven = new ArrayList<>();
        for (int i = 1; i <= 11; i++) eleven.addAll(List.of(i + ".Id", "id" + i, i + ".Message", "m"));
        assertThat(batch("t", eleven.toArray(String[]::new)).fault())
                .isEqualTo(
                        "400 TooManyEntriesInBatchRequest: The batch request contains more entries than permissible.");
        assertThat(batch("t", "1.Id", "a", "1.Message", "m", "2.Id", "a", "2.Message", "m")
                        .fault())
                .isEqualTo("400 BatchEntryIdsNotDistinct: Two or more batch entries in the request have the same Id.");
        assertThat(batch("t", "1.Id", "a b", "1.Message", "m").fault())
                .isEqualTo("400 InvalidBatchEntryId: The Id of a batch entry in the batch request contains an"
                        + " impermissible character: a b");
        assertThat(batch("t", "1.Id", "a".repeat(81), "1.Message", "m").fault())
                .startsWith("400 InvalidBatchEntryId: The Id of a batch entry in the batch request is too long: aaa");
    }

    @Test
    void aFaultInOneEntryIsAFaultOfTheBatch() {
        sns.subscribed("t", "q");

        assertThat(batch("t", "1.Id", "a", "1.Message", "m", "2.Id", "b", "2.Message", "")
                        .fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Empty message");
        assertThat(batch("t.fifo", "1.Id", "a", "1.Message", "m").fault())
                .endsWith("The MessageGroupId parameter is required for FIFO topics");
        assertThat(batch("none", "1.Id", "a", "1.Message", "m").fault())
                .isEqualTo("404 NotFound: Topic does not exist");
        assertThat(sns.bodies("q")).isEmpty();
    }

    @Test
    void theMessagesOfABatchTogetherMayBeAsLargeAsOneAlone() {
        String half = "x".repeat(131_072);

        assertThat(batch("t", "1.Id", "a", "1.Message", half, "2.Id", "b", "2.Message", half)
                        .status())
                .isEqualTo(200);
        assertThat(batch("t", "1.Id", "a", "1.Message", half, "2.Id", "b", "2.Message", half + "x")
                        .fault())
                .isEqualTo(
                        "400 BatchRequestTooLong: The length of all the messages put together is more than the limit.");
    }

    private Answered batch(String topic, String... members) {
        List<String> request = new ArrayList<>(List.of("TopicArn", arn(topic)));
        for (int i = 0; i < members.length; i += 2) {
            request.addAll(List.of("PublishBatchRequestEntries.member." + members[i], members[i + 1]));
        }
        return sns.call("PublishBatch", request.toArray(String[]::new));
    }
}
