package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.shard.Shards.Submission;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /_aws/sqs/messages}: a receive of everything that receives nothing. */
class MessagesPathTest {
    private static final String PATH = "/_aws/sqs/messages";
    private static final String JOBS = "?QueueUrl=http://localhost:9324/" + TestSqs.ACCOUNT + "/jobs";
    private static final String NO_QUEUE = "400 AWS.SimpleQueueService.NonExistentQueue:"
            + " The specified queue does not exist for this wsdl version.";

    private final TestSqs sqs = new TestSqs().queue("jobs");

    @Test
    void messagesAreAnsweredAsReceiveMessageWouldInXml() {
        sqs.send("jobs", "hello");

        Answered answered = sqs.get(PATH + JOBS);

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.contentType()).isEqualTo("text/xml");
        assertThat(answered.body())
                .contains("<ReceiveMessageResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">"
                        + "<ReceiveMessageResult><Message>")
                .contains("<Body>hello</Body>", "<MD5OfBody>5d41402abc4b2a76b9719d911017c592</MD5OfBody>")
                .contains("<Attribute><Name>SentTimestamp</Name><Value>1787000000000</Value></Attribute>")
                .contains("<Attribute><Name>ApproximateReceiveCount</Name><Value>0</Value></Attribute>")
                .contains("<Attribute><Name>ApproximateFirstReceiveTimestamp</Name><Value>0</Value></Attribute>")
                .doesNotContain("IsVisible", "IsDelayed");
    }

    @Test
    void whoPrefersJsonGetsTheXmlInJson() {
        sqs.send("jobs", "one").send("jobs", "two");

        Answered answered = sqs.with("Accept", "application/json").get(PATH + JOBS);

        assertThat(answered.contentType()).isEqualTo("application/json");
        assertThat(answered.text("ReceiveMessageResponse", "ResponseMetadata", "RequestId"))
                .isEqualTo(answered.requestId());
        assertThat(bodies(answered)).containsExactly("one", "two");
        assertThat(attributes(answered, 0))
                .contains(Map.of("Name", "SenderId", "Value", TestSqs.ACCOUNT))
                .contains(Map.of("Name", "ApproximateReceiveCount", "Value", "0"));
    }

    @Test
    void inThatJsonOneMessageIsNoListAndNoneIsNull() {
        sqs.with("Accept", "application/json");
        assertThat(sqs.get(PATH + JOBS).body())
                .startsWith("{\"ReceiveMessageResponse\":{\"ReceiveMessageResult\":null,\"ResponseMetadata\":");

        sqs.send("jobs", "alone");

        assertThat(message(sqs.get(PATH + JOBS), "Body")).isEqualTo("alone");
    }

    @Test
    void messageAttributesAreShown() {
        sqs.json(
                "SendMessage",
                "{'QueueUrl':'jobs','MessageBody':'a','MessageAttributes':"
                        + "{'color':{'DataType':'String','StringValue':'red'}}}");

        assertThat(sqs.get(PATH + JOBS).body())
                .contains("<MessageAttribute><Name>color</Name><Value><StringValue>red</StringValue>"
                        + "<DataType>String</DataType></Value></MessageAttribute>");
        assertThat(message(sqs.with("Accept", "application/json").get(PATH + JOBS), "MessageAttribute"))
                .isEqualTo(Map.of("Name", "color", "Value", Map.of("StringValue", "red", "DataType", "String")));
    }

    @Test
    void noMoreAreShownThanAskedFor() {
        sqs.send("jobs", "one").send("jobs", "two").send("jobs", "three");
        sqs.with("Accept", "application/json");

        assertThat(bodies(sqs.get(PATH + JOBS + "&MaxResults=2"))).containsExactly("one", "two");
        assertThat(bodies(sqs.get(PATH + JOBS + "&MaxNumberOfMessages=2"))).hasSize(3);
    }

    @Test
    void invisibleAndDelayedMessagesAreShownWhenAskedFor() {
        sqs.send("jobs", "held").send("jobs", "free");
        sqs.json("SendMessage", "{'QueueUrl':'jobs','MessageBody':'later','DelaySeconds':60}");
        sqs.receive("jobs");
        sqs.with("Accept", "application/json");

        assertThat(message(sqs.get(PATH + JOBS), "Body")).isEqualTo("free");
        assertThat(message(sqs.get(PATH + JOBS + "&ShowInvisible=False&ShowDelayed=0"), "Body"))
                .isEqualTo("free");
        assertThat(bodies(sqs.get(PATH + JOBS + "&ShowInvisible=True"))).containsExactly("held", "free");
        assertThat(bodies(sqs.get(PATH + JOBS + "&ShowDelayed=1"))).containsExactly("free", "later");

        Answered all = sqs.get(PATH + JOBS + "&ShowInvisible=true&ShowDelayed=true");

        assertThat(bodies(all)).containsExactly("held", "free", "later");
        assertThat(attributes(all, 0))
                .contains(Map.of("Name", "IsVisible", "Value", "false"), Map.of("Name", "IsDelayed", "Value", "false"));
        assertThat(attributes(all, 1))
                .contains(Map.of("Name", "IsVisible", "Value", "true"), Map.of("Name", "IsDelayed", "Value", "false"));
        assertThat(attributes(all, 2))
                .contains(Map.of("Name", "IsVisible", "Value", "true"), Map.of("Name", "IsDelayed", "Value", "true"));
    }

    @Test
    void nothingIsReceivedAndTheHandleDeletesNothing() {
        sqs.send("jobs", "a");
        Answered seen = sqs.with("Accept", "application/json").get(PATH + JOBS);

        Answered refused = sqs.json(
                "DeleteMessage", "{'QueueUrl':'jobs','ReceiptHandle':'" + message(seen, "ReceiptHandle") + "'}");

        assertThat(refused.queryError()).startsWith("ReceiptHandleIsInvalid");
        assertThat(sqs.attribute("jobs", "ApproximateNumberOfMessages")).isEqualTo("1");
        assertThat(sqs.json("ReceiveMessage", "{'QueueUrl':'jobs','AttributeNames':['All']}")
                        .text("Messages", 0, "Attributes", "ApproximateReceiveCount"))
                .isEqualTo("1");
    }

    @Test
    void theQueueMayStandInThePath() {
        sqs.signedBy(TestSqs.ACCOUNT, "eu-west-1").queue("jobs").send("jobs", "over there");
        sqs.with("Authorization", null);

        assertThat(sqs.get(PATH + "/eu-west-1/" + TestSqs.ACCOUNT + "/jobs").body())
                .contains("over there");
        assertThat(sqs.get(PATH + "/us-east-1/" + TestSqs.ACCOUNT + "/jobs").body())
                .contains("<ReceiveMessageResult/>");
        assertThat(sqs.get(PATH + "/us-east-2/" + TestSqs.ACCOUNT + "/jobs").fault())
                .isEqualTo(NO_QUEUE);
    }

    @Test
    void theRegionMayStandInTheQueuesUrl() {
        sqs.signedBy(TestSqs.ACCOUNT, "eu-west-1").queue("jobs").send("jobs", "over there");
        sqs.with("Authorization", null);
        String path = "/" + TestSqs.ACCOUNT + "/jobs";

        assertThat(sqs.get(PATH + "?QueueUrl=http://sqs.eu-west-1.localhost:4566" + path)
                        .body())
                .contains("over there");
        assertThat(sqs.get(PATH + "?QueueUrl=http://eu-west-1.queue.localhost:4566" + path)
                        .body())
                .contains("over there");
    }

    @Test
    void aFormMayBePosted() {
        sqs.send("jobs", "a");

        assertThat(sqs.post(PATH, "Action=ReceiveMessage&" + JOBS.substring(1)).body())
                .contains("<Body>a</Body>");
        assertThat(sqs.post(PATH + "/", JOBS.substring(1)).body()).contains("<Body>a</Body>");
    }

    @Test
    void anAwsClientGetsItsOwnProtocol() {
        sqs.send("jobs", "a").send("jobs", "b");

        Answered answered = call("ReceiveMessage", "{\"QueueUrl\":\"jobs\",\"MaxNumberOfMessages\":1}");

        assertThat(answered.contentType()).isEqualTo("application/x-amz-json-1.0");
        assertThat(answered.list("Messages")).hasSize(2);
        assertThat(answered.text("Messages", 1, "Attributes", "ApproximateReceiveCount"))
                .isEqualTo("0");
    }

    @Test
    void nothingButReceiveMessageIsDoneHere() {
        assertThat(call("SendMessage", "{\"QueueUrl\":\"jobs\",\"MessageBody\":\"a\"}")
                        .fault())
                .isEqualTo("400 UnknownOperationException/InvalidAction:"
                        + " The action AmazonSQS.SendMessage is not valid for this endpoint.");
        assertThat(sqs.post(PATH, "Action=PurgeQueue&" + JOBS.substring(1)).fault())
                .isEqualTo("400 InvalidAction: The action PurgeQueue is not valid for this endpoint.");
        assertThat(sqs.handle(new FakeCall("DELETE", PATH + JOBS, ""))
                        .answered()
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?QueueUrl=",
                "?QueueUrl=http://localhost:9324/123456789012/none",
                "?QueueUrl=http://localhost:9324",
                "?QueueUrl=http://localhost:9324/jobs/more",
                "/us-east-1",
                "/us-east-1/123456789012/none"
            })
    void aQueueThatIsNoneIsAnsweredAsAwsDoes(String below) {
        assertThat(sqs.get(PATH + below).fault()).isEqualTo(NO_QUEUE);
    }

    @Test
    void whoPrefersJsonGetsFaultsInJsonToo() {
        Answered answered = sqs.with("Accept", "application/json").get(PATH);

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.text("ErrorResponse", "Error", "Code"))
                .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(answered.text("ErrorResponse", "Error", "Type")).isEqualTo("Sender");
        assertThat(answered.text("ErrorResponse", "RequestId")).isEqualTo(answered.requestId());
    }

    @Test
    void aWordThatIsNeitherTrueNorFalseIsRefused() {
        assertThat(sqs.get(PATH + JOBS + "&ShowInvisible=perhaps").fault())
                .isEqualTo("400 InvalidParameterValue: Value perhaps for parameter ShowInvisible is invalid."
                        + " Reason: Must be true or false, if provided.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "all", ""})
    void aNumberOfMessagesThatIsNoneIsRefused(String number) {
        assertThat(sqs.get(PATH + JOBS + "&MaxResults=" + number).fault())
                .isEqualTo("400 InvalidParameterValue: Value " + number
                        + " for parameter MaxResults is invalid. Reason: Must be between 1 and 1000.");
    }

    @Test
    void atMostAThousandMessagesAreShown() {
        for (int i = 0; i < 1_001; i++) sqs.send("jobs", "a");

        assertThat(sqs.get(PATH + JOBS).body().split("<Message>", -1)).hasSize(1_001);
    }

    @Test
    void whereCallersMustProveWhoTheyAreThePathIsClosed() {
        var closed =
                new TestSqs(new ApiOptions("us-east-1", "000000000000", Map.of(), 0, null, false), 10).queue("jobs");

        assertThat(closed.get(PATH + JOBS).fault())
                .isEqualTo("403 AccessDenied: Access to the resource /_aws/sqs/messages is denied.");
    }

    @Test
    void aBusyBrokerSaysSo() {
        sqs.shards.refuse(Submission.MAILBOX_FULL);

        assertThat(sqs.get(PATH + JOBS).fault()).startsWith("503 ServiceUnavailable");
    }

    private Answered call(String action, String json) {
        return sqs.handle(new FakeCall("POST", PATH, json)
                        .with("Authorization", TestSqs.authorization(TestSqs.ACCOUNT, "us-east-1"))
                        .with("Content-Type", "application/x-amz-json-1.0")
                        .with("X-Amz-Target", "AmazonSQS." + action))
                .answered();
    }

    /** A member of the only message. */
    private static @Nullable Object message(Answered answered, String member) {
        return answered.at("ReceiveMessageResponse", "ReceiveMessageResult", "Message", member);
    }

    private static List<String> bodies(Answered answered) {
        return answered.list("ReceiveMessageResponse", "ReceiveMessageResult", "Message").stream()
                .map(message -> String.valueOf(((Map<?, ?>) message).get("Body")))
                .toList();
    }

    private static List<Object> attributes(Answered answered, int message) {
        return List.copyOf(
                answered.list("ReceiveMessageResponse", "ReceiveMessageResult", "Message", message, "Attribute"));
    }
}
