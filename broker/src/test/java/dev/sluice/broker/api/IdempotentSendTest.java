package dev.sluice.broker.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How clients name their sends, and learn that they may. */
class IdempotentSendTest {
    private static final String TOKEN = "X-Sluice-Idempotency-Token";
    private static final String BATCH = "{'QueueUrl':'q','Entries':["
            + "{'Id':'one','MessageBody':'a'},{'Id':'two','MessageBody':''},{'Id':'three','MessageBody':'c'}]}";

    private final TestSqs sqs = new TestSqs().queue("q");

    @Test
    void aRepeatedSendIsAnsweredByTheSameIdAndDigest() {
        sqs.with(TOKEN, "t");
        Answered first = send("a");

        assertThat(send("a").body()).isEqualTo(first.body());
        assertThat(sqs.query("Action=SendMessage&QueueUrl=q&MessageBody=a").element("MessageId"))
                .isEqualTo(first.text("MessageId"));
        assertThat(waiting()).isEqualTo("1");
    }

    @Test
    void aRepeatedBatchIsAnsweredAsAWholeAsTheFirst() {
        sqs.with(TOKEN, "t");
        Answered first = sqs.json("SendMessageBatch", BATCH);

        Answered repeated = sqs.json("SendMessageBatch", BATCH);

        assertThat(first.list("Successful")).hasSize(2);
        assertThat(first.list("Failed")).hasSize(1);
        assertThat(repeated.body()).isEqualTo(first.body());
        assertThat(waiting()).isEqualTo("2");
    }

    @Test
    void attributesMayDifferSinceTheyCarryTraces() {
        sqs.with(TOKEN, "t");
        Answered first = send("a");

        Answered repeated = sqs.json(
                "SendMessage",
                "{'QueueUrl':'q','MessageBody':'a',"
                        + "'MessageAttributes':{'traceparent':{'DataType':'String','StringValue':'2'}}}");

        assertThat(repeated.text("MessageId")).isEqualTo(first.text("MessageId"));
    }

    @Test
    void aTokenWithAnotherBodyIsRefused() {
        sqs.with(TOKEN, "t");
        send("a");

        assertThat(send("b").fault())
                .isEqualTo("400 InvalidParameterValueException/InvalidParameterValue: The request's " + TOKEN
                        + " is that of another request to this queue, which had other message bodies.");
        assertThat(waiting()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "grün", "129"})
    void aTokenHas1To128PrintableCharacters(String token) {
        sqs.with(TOKEN, token.equals("129") ? "x".repeat(129) : token);

        assertThat(send("a").fault()).contains("InvalidParameterValue", TOKEN, "1 to 128");
        assertThat(waiting()).isEqualTo("0");
    }

    @Test
    void fifoQueuesPassOverIt() {
        sqs.queue("q.fifo", "{'FifoQueue':'true'}").with(TOKEN, "two words");

        Answered sent = sqs.json(
                "SendMessage",
                "{'QueueUrl':'q.fifo','MessageBody':'a','MessageGroupId':'g','MessageDeduplicationId':'1'}");

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.features()).isNull();
    }

    @Test
    void onlyClientsThatKnowSluiceAreToldWhatItOffers() {
        assertThat(send("a").features()).isNull();

        assertThat(sqs.with("X-Sluice-Features", "idempotency-token")
                        .json("ListQueues", "{}")
                        .features())
                .matches("idempotency-token=[0-9a-f]{16}");
        assertThat(sqs.json("DeleteQueue", "{'QueueUrl':'nowhere'}").features()).isNotNull();

        sqs.with("X-Sluice-Features", null).with(TOKEN, "t");
        assertThat(send("a").features()).isNotNull();
        assertThat(send("b").features()).as("refused").isNotNull();
    }

    @Test
    void theMemoryIsTheSameForAsLongAsTheDataAre() {
        var same = new TestSqs().with("X-Sluice-Features", "");
        sqs.with("X-Sluice-Features", "");

        assertThat(same.json("ListQueues", "{}").features())
                .isEqualTo(sqs.json("ListQueues", "{}").features());
        assertThat(Extensions.over(new byte[16])).isNotEqualTo(Extensions.over("another's secret".getBytes(UTF_8)));
    }

    private Answered send(String body) {
        return sqs.json("SendMessage", "{'QueueUrl':'q','MessageBody':'" + body + "'}");
    }

    private String waiting() {
        return sqs.attribute("q", "ApproximateNumberOfMessages");
    }
}
