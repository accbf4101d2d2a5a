package dev.sluice.broker.api;

import static dev.sluice.broker.api.TestSqs.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receive hands out, how it waits, and what becomes of it when its client is gone. */
class ReceiveMessageTest {
    private static final String INVALID = "400 InvalidParameterValueException/InvalidParameterValue: ";

    private final TestSqs sqs = new TestSqs().queue("q");

    @Test
    void aMessageHasItsMembersInSqsOrderAndNoneThatWasNotAskedFor() {
        sqs.send("q", "test");

        assertThat(receive("").body())
                .matches(
                        "\\{\"Messages\":\\[\\{\"MessageId\":\"[0-9a-f-]{36}\",\"ReceiptHandle\":\"[A-Za-z0-9+/]{48}\","
                                + "\"MD5OfBody\":\"098f6bcd4621d373cade4e832627b4f6\",\"Body\":\"test\"}]}");
    }

    @Test
    void oneMessageIsTheDefaultAndTenTheMost() {
        for (int i = 0; i < 12; i++) sqs.send("q", "m" + i);

        assertThat(receive("").list("Messages")).hasSize(1);
        assertThat(receive("'MaxNumberOfMessages':10").list("Messages")).hasSize(10);
        assertThat(receive("'MaxNumberOfMessages':10").list("Messages")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "MaxNumberOfMessages, 0, 'Must be between 1 and 10, if provided.'",
        "MaxNumberOfMessages, 11, 'Must be between 1 and 10, if provided.'",
        "WaitTimeSeconds, -1, 'Must be >= 0 and <= 20, if provided.'",
        "WaitTimeSeconds, 21, 'Must be >= 0 and <= 20, if provided.'",
        "VisibilityTimeout, -1, 'Must be >= 0 and <= 43200, if provided.'",
        "VisibilityTimeout, 43201, 'Must be >= 0 and <= 43200, if provided.'"
    })
    void parametersHaveARange(String name, int value, String reason) {
        assertThat(receive("'" + name + "':" + value).fault())
                .isEqualTo(INVALID + "Value " + value + " for parameter " + name + " is invalid. Reason: " + reason);
    }

    @Test
    void anAttemptIdIsHarmlessOnAStandardQueue() {
        assertThat(receive("'ReceiveRequestAttemptId':'a b'").fault()).isEqualTo("ok {}");
    }

    // System attributes

    @Test
    void allSystemAttributesThatApply() {
        long sentAt = sqs.shards.now();
        sqs.send("q", "x");
        sqs.shards.passSeconds(2);

        Object first = receive("'AttributeNames':['All'],'VisibilityTimeout':0").at("Messages", 0, "Attributes");
        sqs.shards.passSeconds(3);
        Object second = receive("'MessageSystemAttributeNames':['All']").at("Messages", 0, "Attributes");

        assertThat(first)
                .isEqualTo(Map.of(
                        "SenderId",
                        ACCOUNT,
                        "SentTimestamp",
                        "" + sentAt,
                        "ApproximateReceiveCount",
                        "1",
                        "ApproximateFirstReceiveTimestamp",
                        "" + (sentAt + 2000)));
        assertThat(second)
                .isEqualTo(Map.of(
                        "SenderId",
                        ACCOUNT,
                        "SentTimestamp",
                        "" + sentAt,
                        "ApproximateReceiveCount",
                        "2",
                        "ApproximateFirstReceiveTimestamp",
                        "" + (sentAt + 2000)));
    }

    @Test
    void bothListsOfNamesCountTogether() {
        sqs.send("q", "x");

        assertThat(receive("'AttributeNames':['SenderId'],'MessageSystemAttributeNames':['ApproximateReceiveCount']")
                        .at("Messages", 0, "Attributes"))
                .isEqualTo(Map.of("SenderId", ACCOUNT, "ApproximateReceiveCount", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'AttributeNames':[]", "'AttributeNames':['Policy','Nope','MessageGroupId']"})
    void withoutAnyThatApplyTheyAreAbsent(String members) {
        sqs.send("q", "x");

        assertThat(receive(members).at("Messages", 0, "Attributes")).isNull();
    }

    @Test
    void theSenderOfAnUnsignedMessageIsItsAddress() {
        sqs.with("Authorization", null).queue("open").send("open", "x");

        assertThat(sqs.json("ReceiveMessage", "{'QueueUrl':'open','AttributeNames':['SenderId']}")
                        .text("Messages", 0, "Attributes", "SenderId"))
                .isEqualTo("192.0.2.7");
    }

    // Message attributes

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "All | 4c360f3fdafd970e05fae2f149d997f5",
                ".* | 4c360f3fdafd970e05fae2f149d997f5",
                "* | 4c360f3fdafd970e05fae2f149d997f5",
                "He.* | 83fee93c1bcd8b9a5a923ffacdc636c7",
                "Hello | a311262e065454b75da111d535b8dacd",
                "Hell.* | a311262e065454b75da111d535b8dacd",
            })
    void theDigestIsOfTheAttributesThatAreReturned(String filter, String digest) {
        sendThreeAttributes();

        assertThat(receive("'MessageAttributeNames':['" + filter + "']").text("Messages", 0, "MD5OfMessageAttributes"))
                .isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'MessageAttributeNames':[]", "'MessageAttributeNames':['hello','H*','','He']"})
    void withoutAMatchAttributesAndDigestAreAbsent(String members) {
        sendThreeAttributes();

        Answered received = receive(members);
        assertThat(received.at("Messages", 0, "MessageAttributes")).isNull();
        assertThat(received.at("Messages", 0, "MD5OfMessageAttributes")).isNull();
        assertThat(received.text("Messages", 0, "Body")).isEqualTo("x");
    }

    // Visibility

    @Test
    void theVisibilityTimeoutOfTheReceiveOverridesTheQueues() {
        sqs.send("q", "x");

        receive("'VisibilityTimeout':5");
        assertThat(receive("").body()).isEqualTo("{}");
        sqs.shards.passSeconds(5);
        assertThat(receive("'VisibilityTimeout':0").list("Messages")).hasSize(1);
        assertThat(receive("").list("Messages")).hasSize(1);
        sqs.shards.passSeconds(29);
        assertThat(receive("").body()).isEqualTo("{}");
        sqs.shards.passSeconds(1);
        assertThat(receive("").list("Messages")).hasSize(1);
    }

    @Test
    void overTheInFlightLimitAShortPollIsAnErrorAndALongPollIsEmpty() {
        var small =
                new TestSqs(ApiOptions.DEFAULTS, 1).queue("q").send("q", "x").send("q", "y");
        small.receive("q");

        assertThat(small.json("ReceiveMessage", "{'QueueUrl':'q'}").fault()).startsWith("403 OverLimit: ");
        FakeCall waiting = small.jsonCall("ReceiveMessage", "{'QueueUrl':'q','WaitTimeSeconds':1}");
        assertThat(!waiting.isAnswered() || waiting.answered().body().equals("{}"))
                .isTrue();
    }

    // Waiting

    @Test
    void aLongPollIsAnsweredWhenAMessageComes() {
        FakeCall poll = sqs.jsonCall("ReceiveMessage", "{'QueueUrl':'q','WaitTimeSeconds':20}");
        assertThat(poll.isAnswered()).isFalse();

        sqs.send("q", "x");

        assertThat(poll.answered().text("Messages", 0, "Body")).isEqualTo("x");
    }

    @Test
    void theWaitOfTheRequestOverridesTheQueuesAlsoWhenItIs0() {
        sqs.queue("waits", "{'ReceiveMessageWaitTimeSeconds':'5'}");

        assertThat(sqs.jsonCall("ReceiveMessage", "{'QueueUrl':'waits','WaitTimeSeconds':0}")
                        .isAnswered())
                .isTrue();
        assertThat(sqs.jsonCall("ReceiveMessage", "{'QueueUrl':'waits'}").isAnswered())
                .isFalse();
    }

    @Test
    void aClientThatLeavesWhileItWaitsLeavesNoTrace() {
        FakeCall poll = sqs.jsonCall("ReceiveMessage", "{'QueueUrl':'q','WaitTimeSeconds':20}");

        poll.clientGoes();
        sqs.send("q", "x");

        assertThat(sqs.shards.parked()).isZero();
        assertThat(poll.isAnswered()).isFalse();
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("1");
    }

    @Test
    void aPollThatWaitsByItsQueuesSettingIsDroppedTooWhenItsClientLeaves() {
        sqs.queue("waits", "{'ReceiveMessageWaitTimeSeconds':'5'}");
        FakeCall poll = sqs.jsonCall("ReceiveMessage", "{'QueueUrl':'waits'}");

        poll.clientGoes();

        assertThat(sqs.shards.parked()).isZero();
    }

    @Test
    void aReceiveWhoseAnswerCannotBeDeliveredIsUndone() {
        sqs.send("q", "x");
        FakeCall call = sqs.jsonCall("ReceiveMessage", "{'QueueUrl':'q'}");

        call.clientGoes();

        assertThat(receive("'AttributeNames':['ApproximateReceiveCount']")
                        .text("Messages", 0, "Attributes", "ApproximateReceiveCount"))
                .isEqualTo("1");
    }

    @Test
    void aWaitEndsWhenItsQueueIsDeleted() {
        FakeCall poll = sqs.jsonCall("ReceiveMessage", "{'QueueUrl':'q','WaitTimeSeconds':20}");

        sqs.json("DeleteQueue", "{'QueueUrl':'q'}");

        assertThat(poll.answered().fault()).contains("QueueDoesNotExist");
    }

    private void sendThreeAttributes() {
        sqs.json(
                "SendMessage",
                "{'QueueUrl':'q','MessageBody':'x','MessageAttributes':{"
                        + "'General':{'DataType':'String','StringValue':'Kenobi'},"
                        + "'Help.Me':{'DataType':'String','StringValue':'Me'},"
                        + "'Hello':{'DataType':'String','StringValue':'There'}}}");
    }

    private Answered receive(String members) {
        return sqs.json("ReceiveMessage", "{'QueueUrl':'q'" + (members.isEmpty() ? "" : "," + members) + "}");
    }
}
