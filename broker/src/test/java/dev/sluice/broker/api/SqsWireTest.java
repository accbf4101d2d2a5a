package dev.sluice.broker.api;

import static dev.sluice.broker.api.TestSqs.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which protocol a request speaks, which operation it asks for, and the form of answers. */
class SqsWireTest {
    private static final String QUEUE_PATH = "/" + ACCOUNT + "/q";

    private final TestSqs sqs = new TestSqs().queue("q");

    @Test
    void aJsonRequestIsAnsweredInJson() {
        Answered answered = sqs.json("SendMessage", "{'QueueUrl':'q','MessageBody':'message'}");

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.contentType()).isEqualTo("application/x-amz-json-1.0");
        assertThat(answered.requestId()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(answered.queryError()).isNull();
        assertThat(answered.text("MD5OfMessageBody")).isEqualTo("78e731027d8fd50ed642340b7c9a63b3");
    }

    @Test
    void aJsonRequestMayBePostedToAQueuesPath() {
        var call = new FakeCall("POST", QUEUE_PATH, "{\"QueueUrl\":\"http://localhost:9324" + QUEUE_PATH + "\"}")
                .with("Authorization", TestSqs.authorization(ACCOUNT, "us-east-1"))
                .with("x-amz-target", "AmazonSQS.ReceiveMessage");

        assertThat(sqs.handle(call).answered().fault()).isEqualTo("ok {}");
    }

    @Test
    void aQueryRequestIsAnsweredInXml() {
        Answered answered = sqs.query("Action=SendMessage&QueueUrl=q&MessageBody=message");

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.contentType()).isEqualTo("text/xml");
        assertThat(answered.body())
                .startsWith("<?xml version=\"1.0\"?><SendMessageResponse"
                        + " xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"><SendMessageResult>")
                .contains("<MD5OfMessageBody>78e731027d8fd50ed642340b7c9a63b3</MD5OfMessageBody>")
                .contains("<ResponseMetadata><RequestId>" + answered.requestId() + "</RequestId></ResponseMetadata>");
    }

    @Test
    void aQueryRequestMayBeAGetWithEverythingInTheQueryString() {
        assertThat(sqs.get("/?Action=ListQueues&Version=2012-11-05").body())
                .contains("<QueueUrl>http://localhost:9324" + QUEUE_PATH + "</QueueUrl>");
        assertThat(sqs.get(QUEUE_PATH + "?Action=ReceiveMessage").body()).contains("<ReceiveMessageResult/>");
    }

    @Test
    void aQueryRequestToAQueuesPathNeedsNoQueueUrl() {
        sqs.send("q", "one");

        assertThat(sqs.post(QUEUE_PATH, "Action=ReceiveMessage").body()).contains("<Body>one</Body>");
    }

    @Test
    void theQueueUrlParameterBeatsThePath() {
        sqs.queue("other").send("other", "of the other");

        assertThat(sqs.post(QUEUE_PATH, "Action=ReceiveMessage&QueueUrl=other").body())
                .contains("<Body>of the other</Body>");
    }

    @Test
    void aPresignedUrlCarriesItsCredentialsAsAParameter() {
        sqs.with("Authorization", null);

        String answered = sqs.get(QUEUE_PATH + "?Action=GetQueueAttributes&AttributeName=QueueArn&X-Amz-Credential="
                        + ACCOUNT + "%2F20260901%2Fus-east-1%2Fsqs%2Faws4_request")
                .body();

        assertThat(answered).contains("<Value>arn:aws:sqs:us-east-1:" + ACCOUNT + ":q</Value>");
    }

    @Test
    void aGetWithoutActionIsNotFound() {
        for (String target : new String[] {QUEUE_PATH, QUEUE_PATH + "?Version=2012-11-05", "/"}) {
            Answered answered = sqs.with("Accept", "application/json").get(target);

            assertThat(answered.status()).isEqualTo(404);
            assertThat(answered.body()).isEqualTo("<UnknownOperationException/>");
        }
    }

    @Test
    void aPostWithoutActionLacksIt() {
        assertThat(sqs.query("QueueUrl=q").fault())
                .isEqualTo("400 MissingAction: The request must contain the parameter Action.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void otherMethodsAreNotFoundAndHaveNoBody(String method) {
        Answered answered = sqs.handle(new FakeCall(method, "/", "")).answered();

        assertThat(answered.status()).isEqualTo(404);
        assertThat(answered.body()).isEmpty();
    }

    @Test
    void anUnknownActionIsRefused() {
        assertThat(sqs.json("Nope", "{}").fault())
                .isEqualTo("400 UnknownOperationException/InvalidAction: The operation AmazonSQS.Nope does not exist.");
        assertThat(sqs.query("Action=Nope").fault())
                .isEqualTo("400 InvalidAction: The action Nope is not valid for this endpoint.");
    }

    @Test
    void jsonWithoutAKnownTargetNamesNoOperation() {
        var without = new FakeCall("POST", "/", "{}").with("Content-Type", "application/x-amz-json-1.0; charset=utf-8");
        var foreign = new FakeCall("POST", "/", "{}").with("X-Amz-Target", "DynamoDB_20120810.ListTables");

        assertThat(sqs.handle(without).answered().fault()).startsWith("400 UnknownOperationException/InvalidAction: ");
        assertThat(sqs.handle(foreign).answered().fault()).startsWith("400 UnknownOperationException/InvalidAction: ");
    }

    @Test
    void aQueuesPathTakesNoActionThatIsNotOfAQueue() {
        assertThat(sqs.post(QUEUE_PATH, "Action=CreateQueue&QueueName=z").fault())
                .isEqualTo("400 InvalidAction: The action CreateQueue is not valid for this endpoint.");
        assertThat(sqs.post(QUEUE_PATH, "Action=ListQueues").fault()).startsWith("400 InvalidAction: ");
        assertThat(sqs.post(QUEUE_PATH, "Action=Nope").fault()).startsWith("400 InvalidAction: ");
    }

    @Test
    void getQueueUrlWorksOnAQueuesPathEvenForAnotherQueue() {
        sqs.queue("other");

        assertThat(sqs.post(QUEUE_PATH, "Action=GetQueueUrl&QueueName=other").body())
                .contains("<QueueUrl>http://localhost:9324/" + ACCOUNT + "/other</QueueUrl>");
    }

    @Test
    void voidActionsAnswerNothingAtAllInJson() {
        Answered answered = sqs.json("PurgeQueue", "{'QueueUrl':'q'}");

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.body()).isEmpty();
        assertThat(answered.contentType()).isNull();
    }

    @Test
    void voidActionsAnswerABareEnvelopeInXml() {
        Answered answered = sqs.query("Action=PurgeQueue&QueueUrl=q");

        assertThat(answered.body())
                .endsWith("/2012-11-05/\"><ResponseMetadata><RequestId>" + answered.requestId()
                        + "</RequestId></ResponseMetadata></PurgeQueueResponse>");
    }

    @Test
    void emptyResultsAreAnEmptyObject() {
        assertThat(sqs.json("ReceiveMessage", "{'QueueUrl':'q'}").body()).isEqualTo("{}");
        assertThat(sqs.json("ListQueues", "{'QueueNamePrefix':'z'}").body()).isEqualTo("{}");
        assertThat(sqs.json("ListQueueTags", "{'QueueUrl':'q'}").body()).isEqualTo("{}");
        assertThat(sqs.json("GetQueueAttributes", "{'QueueUrl':'q'}").body()).isEqualTo("{}");
        assertThat(sqs.json("GetQueueAttributes", "{'QueueUrl':'q','AttributeNames':['Policy']}")
                        .body())
                .isEqualTo("{}");
    }

    @Test
    void anErrorInJsonNamesTheShapeInTheBodyAndTheQueryCodeInTheHeader() {
        Answered answered = sqs.json("ReceiveMessage", "{'QueueUrl':'nope'}");

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.queryError()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue;Sender");
        assertThat(answered.requestId()).isNotNull();
        assertThat(answered.contentType()).isEqualTo("application/x-amz-json-1.0");
        assertThat(answered.body())
                .isEqualTo("{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\","
                        + "\"message\":\"The specified queue does not exist.\"}");
    }

    @Test
    void anErrorInXmlHasTypeCodeMessageDetailAndRequestId() {
        Answered answered = sqs.query("Action=ReceiveMessage&QueueUrl=nope");

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.queryError()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue;Sender");
        assertThat(answered.body())
                .isEqualTo("<?xml version=\"1.0\"?><ErrorResponse"
                        + " xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"><Error><Type>Sender</Type>"
                        + "<Code>AWS.SimpleQueueService.NonExistentQueue</Code>"
                        + "<Message>The specified queue does not exist for this wsdl version.</Message><Detail/>"
                        + "</Error><RequestId>" + answered.requestId() + "</RequestId></ErrorResponse>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "'text'",
                "null",
                "{",
                "{'QueueUrl':",
                "{'QueueUrl':7}",
                "{'QueueUrl':['q']}",
                "{'QueueUrl':{'a':'q'}}",
                "{'QueueUrl':'q','MessageBody':true}",
                "{'QueueUrl':'q','MessageBody':'x','DelaySeconds':'soon'}",
                "{'QueueUrl':'q','MessageBody':'x','MessageAttributes':[]}",
                "{'QueueUrl':'q'} {}",
                "Action=SendMessage"
            })
    void aBodyThatIsNotTheObjectItShouldBeIsMalformed(String json) {
        assertThat(sqs.json("SendMessage", json).fault()).startsWith("400 SerializationException/MalformedInput: ");
    }

    @Test
    void anEmptyJsonBodyCountsAsAnEmptyObject() {
        assertThat(sqs.json("ListQueues", "").text("QueueUrls", 0)).endsWith("/q");
    }

    @Test
    void brokenPercentEncodingIsMalformed() {
        assertThat(sqs.query("Action=SendMessage&QueueUrl=q&MessageBody=%zz").fault())
                .startsWith("400 MalformedInput: ");
        assertThat(sqs.query("Action=SendMessage&QueueUrl=q&MessageBody=%ff").fault())
                .startsWith("400 MalformedInput: ");
    }

    @Test
    void aWordForANumberIsRefusedInQueryToo() {
        assertThat(sqs.query("Action=ReceiveMessage&QueueUrl=q&WaitTimeSeconds=soon")
                        .fault())
                .startsWith("400 InvalidParameterValue: ");
    }
}
