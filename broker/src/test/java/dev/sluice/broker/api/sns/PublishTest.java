package dev.sluice.broker.api.sns;

import static dev.sluice.broker.api.sns.TestSns.arn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.Answered;
import dev.sluice.broker.api.FakeCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be published, how it is answered, and in which form it comes to queues. */
class PublishTest {
    private static final String[] STRING = {"String", "StringValue", "x"};

    private final TestSns sns = new TestSns();

    @BeforeEach
    void topicsAndQueues() {
        sns.topic("t").topic("t.fifo", "FifoTopic", "true");
        sns.sqs.queue("q").queue("raw").queue("q.fifo", "{'FifoQueue':'true'}");
    }

    // What queues get

    @Test
    void aQueueGetsTheMessageInAnEnvelope() {
        String subscription = sns.subscribed("t", "q");

        Answered answered = sns.ok("Publish", "TopicArn", arn("t"), "Message", "say \"hi\"\n", "Subject", "s");

        assertThat(sns.bodies("q").get(0))
                .isEqualTo("""
                        {
                          "Type" : "Notification",
                          "MessageId" : "%s",
                          "TopicArn" : "%s",
                          "Subject" : "s",
                          "Message" : "say \\"hi\\"\\n",
                          "Timestamp" : "2026-08-17T20:53:20.001Z",
                          "UnsubscribeURL" : "http://localhost:9324/?Action=Unsubscribe&SubscriptionArn=%s"
                        }""".formatted(answered.element("MessageId"), arn("t"), subscription));
    }

    @Test
    void attributesStandInTheEnvelope() {
        sns.subscribed("t", "q");
        publish("t", attributes("a", STRING, "b", new String[] {"Binary", "BinaryValue", "AQI="}));

        assertThat(sns.bodies("q").get(0)).endsWith("""
                ,
                  "MessageAttributes" : {
                    "a" : {"Type":"String","Value":"x"},
                    "b" : {"Type":"Binary","Value":"AQI="}
                  }
                }""");
    }

    @Test
    void rawDeliveryIsTheBareMessageWithItsAttributes() {
        sns.subscribed("t", "raw", "RawMessageDelivery", "true");
        publish("t", attributes("a", STRING, "b", new String[] {"Binary.gif", "BinaryValue", "AQI="}));

        Answered received = sns.sqs.json(
                "ReceiveMessage", "{'QueueUrl':'raw','MessageAttributeNames':['All'],'AttributeNames':['All']}");
        assertThat(received.text("Messages", 0, "Body")).isEqualTo("m");
        assertThat(received.text("Messages", 0, "MessageAttributes", "a", "StringValue"))
                .isEqualTo("x");
        assertThat(received.text("Messages", 0, "MessageAttributes", "b", "DataType"))
                .isEqualTo("Binary.gif");
        assertThat(received.text("Messages", 0, "MessageAttributes", "b", "BinaryValue"))
                .isEqualTo("AQI=");
    }

    @Test
    void aStructuredMessageHasATextForEachProtocol() {
        sns.subscribed("t", "q", "RawMessageDelivery", "true");
        publish("t", structured("{\"default\":\"d\",\"sqs\":\"for queues\"}"));
        publish("t", structured("{\"default\":\"d\",\"http\":\"h\",\"sqs\":7}"));
        publish("t", structured("{\"default\":\"d\",\"sqs\":\"\"}"));

        assertThat(sns.bodies("q")).containsExactly("for queues", "d", "");
    }

    @Test
    void onlyWhoWantsAMessageGetsIt() {
        sns.subscribed("t", "q", "FilterPolicy", "{\"a\":[\"x\"]}", "RawMessageDelivery", "true");
        publish("t", attributes("a", STRING));
        publish("t", attributes("a", new String[] {"String", "StringValue", "y"}));

        assertThat(sns.bodies("q")).hasSize(1);
    }

    @Test
    void theTraceHeaderTravelsAlong() {
        sns.subscribed("t", "q");
        String form = "Action=Publish&Message=m&TopicArn=" + arn("t");
        sns.handle(new FakeCall("POST", "/", form)
                .with("Authorization", TestSns.authorization(TestSns.ACCOUNT, "us-east-1"))
                .with("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793"));

        assertThat(sns.sqs
                        .json("ReceiveMessage", "{'QueueUrl':'q','AttributeNames':['AWSTraceHeader']}")
                        .text("Messages", 0, "Attributes", "AWSTraceHeader"))
                .isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793");
    }

    @Test
    void aPublishRepeatedUnderItsTokenIsAnsweredAlikeAndDeliveredOnce() {
        sns.subscribed("t", "raw", "RawMessageDelivery", "true");
        Answered first = sns.under("1", "Publish", "TopicArn", arn("t"), "Message", "a");

        Answered repeated = sns.under("1", "Publish", "TopicArn", arn("t"), "Message", "a");

        assertThat(repeated.element("MessageId"))
                .isEqualTo(first.element("MessageId"))
                .isNotNull();
        assertThat(repeated.features()).matches("idempotency-token=[0-9a-f]{16}");
        assertThat(sns.bodies("raw")).containsExactly("a");
        assertThat(sns.under("1", "Publish", "TopicArn", arn("t"), "Message", "b")
                        .fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: X-Sluice-Idempotency-Token Reason: it is that of"
                        + " another request to this topic, which had other messages");
        assertThat(sns.under("two words", "Publish", "TopicArn", arn("t"), "Message", "b")
                        .fault())
                .startsWith("400 InvalidParameter: Invalid parameter: X-Sluice-Idempotency-Token");
    }

    @Test
    void aRepeatedBatchIsAnsweredByTheSameIds() {
        String[] batch = {
            "TopicArn",
            arn("t"),
            "PublishBatchRequestEntries.member.1.Id",
            "x",
            "PublishBatchRequestEntries.member.1.Message",
            "a",
            "PublishBatchRequestEntries.member.2.Id",
            "y",
            "PublishBatchRequestEntries.member.2.Message",
            "b"
        };
        List<String> ids = TestSns.elements(sns.under("1", "PublishBatch", batch), "MessageId");

        assertThat(TestSns.elements(sns.under("1", "PublishBatch", batch), "MessageId"))
                .isEqualTo(ids)
                .hasSize(2);
    }

    // What is refused

    @ParameterizedTest
    @CsvSource({
        "Message, '', Empty message",
        "Subject, '', Subject",
        "Subject, 'two\nlines', Subject",
        "MessageStructure, xml, MessageStructure",
        "MessageStructure, json, Message Structure - JSON message body failed to parse",
        "MessageDeduplicationId, d, MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type"
    })
    void whatIsWrongWithAMessageIsTold(String parameter, String value, String reason) {
        assertThat(publish("t", parameter, value).fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: " + reason);
    }

    @Test
    void aMessageIsRequired() {
        assertThat(sns.call("Publish", "TopicArn", arn("t")).fault())
                .isEqualTo("400 ValidationError: 1 validation error detected: Value null at 'message' failed to satisfy"
                        + " constraint: Member must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"default\":7}", "{\"sqs\":\"x\"}"})
    void aStructuredMessageHasADefault(String message) {
        assertThat(publish("t", structured(message)).fault())
                .isEqualTo(
                        "400 InvalidParameter: Invalid parameter: Message Structure - No default entry in JSON message"
                                + " body");
    }

    @Test
    void aMessageAndItsAttributesMayBe256KibUnlessTheTopicSaysOtherwise() {
        String most = "x".repeat(262_144);

        assertThat(publish("t", "Message", most).status()).isEqualTo(200);
        assertThat(publish("t", "Message", most + "x").fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Message too long");
        String[] withAttribute = attributes("a", STRING);
        assertThat(publish("t", with(withAttribute, "Message", most.substring(8)))
                        .status())
                .isEqualTo(200);
        assertThat(publish("t", with(withAttribute, "Message", most.substring(7)))
                        .fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Message too long");

        sns.ok(
                "SetTopicAttributes",
                "TopicArn",
                arn("t"),
                "AttributeName",
                "MaximumMessageSize",
                "AttributeValue",
                "1048576");
        assertThat(publish("t", "Message", most + "x").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a | String | StringValue | `` | The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'.",
                "a | String | BinaryValue | AQI= | The message attribute 'a' with type 'String' must use field 'String'.",
                "a | Binary | StringValue | x | The message attribute 'a' with type 'Binary' must use field 'Binary'.",
                "a | Text | StringValue | x | The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.",
                "a | String. | StringValue | x | The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.",
                "a | Number | StringValue | x | Could not cast message attribute 'a' value to number.",
                "a^b | String | StringValue | x | Invalid non-alphanumeric character '#x5E' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.",
                ".a | String | StringValue | x | Invalid message attribute name starting with character '.' was found.",
                "a. | String | StringValue | x | Invalid message attribute name ending with character '.' was found.",
                "a..b | String | StringValue | x | Message attribute name can not have successive '.' character."
            })
    void whatIsWrongWithAnAttributeIsTold(String name, String type, String field, String value, String text) {
        assertThat(publish("t", attributes(name, new String[] {type, field, value}))
                        .fault())
                .isEqualTo("400 ParameterValueInvalid: " + text);
    }

    @Test
    void anAttributeNameHas256BytesAtMost() {
        assertThat(publish("t", attributes("a".repeat(257), STRING)).fault())
                .isEqualTo("400 ParameterValueInvalid: Length of message attribute name must be less than 256 bytes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"String.Array", "Number.int", "String.  x. "})
    void aTypeMayHaveALabel(String type) {
        assertThat(publish("t", attributes("a", new String[] {type, "StringValue", "1"}))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAttributeHasAType() {
        assertThat(publish(
                                "t",
                                "MessageAttributes.entry.1.Name",
                                "attr1",
                                "MessageAttributes.entry.1.Value.StringValue",
                                "x")
                        .fault())
                .isEqualTo("400 ValidationError: 1 validation error detected: Value null at"
                        + " 'messageAttributes.attr1.member.dataType' failed to satisfy constraint: Member must not be"
                        + " null");
    }

    // FIFO topics

    @Test
    void aFifoTopicNumbersItsMessagesAndRemembersThem() {
        sns.subscribed("t.fifo", "q.fifo");
        Answered first = publish("t.fifo", "MessageGroupId", "g", "MessageDeduplicationId", "d");
        Answered again = publish("t.fifo", "MessageGroupId", "g", "MessageDeduplicationId", "d", "Message", "other");

        assertThat(first.element("SequenceNumber")).matches("[0-9]{20}");
        assertThat(again.element("MessageId")).isEqualTo(first.element("MessageId"));
        assertThat(again.element("SequenceNumber")).isEqualTo(first.element("SequenceNumber"));
        assertThat(sns.bodies("q.fifo"))
                .singleElement()
                .asString()
                .contains("\"SequenceNumber\" : \"" + first.element("SequenceNumber") + "\"");
    }

    @Test
    void aFifoTopicNeedsAGroupAndAnIdOrContentToTellMessagesApart() {
        assertThat(publish("t.fifo").fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: The MessageGroupId parameter is required for FIFO"
                        + " topics");
        assertThat(publish("t.fifo", "MessageGroupId", "g").fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: The topic should either have"
                        + " ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");

        sns.topic("c.fifo", "FifoTopic", "true", "ContentBasedDeduplication", "true");
        Answered first = publish("c.fifo", "MessageGroupId", "g");
        assertThat(publish("c.fifo", "MessageGroupId", "g").element("MessageId"))
                .isEqualTo(first.element("MessageId"));
    }

    @Test
    void queuesOfAFifoTopicTakeTheGroupAndTheIdOver() {
        sns.topic("c.fifo", "FifoTopic", "true", "ContentBasedDeduplication", "true");
        sns.subscribed("c.fifo", "q.fifo");
        publish("c.fifo", "MessageGroupId", "g", "Message", "Test");

        Answered received = sns.sqs.json("ReceiveMessage", "{'QueueUrl':'q.fifo','AttributeNames':['All']}");
        assertThat(received.text("Messages", 0, "Attributes", "MessageGroupId")).isEqualTo("g");
        assertThat(received.text("Messages", 0, "Attributes", "MessageDeduplicationId"))
                .isEqualTo("532eaabd9574880dbf76b9b8cc00832c20a6ec113d682299550d7a6e0f345e25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä"})
    void groupsAndIdsAreLettersDigitsAndPunctuation(String id) {
        assertThat(publish("t", "MessageGroupId", id).fault())
                .startsWith("400 InvalidParameter: Invalid parameter: MessageGroupId Reason: ");
    }

    /** Publishes "m", unless the members say otherwise. */
    private Answered publish(String topic, String... members) {
        List<String> request = new ArrayList<>(List.of("TopicArn", arn(topic)));
        request.addAll(List.of(members));
        if (!request.contains("Message")) request.addAll(List.of("Message", "m"));
        return sns.call("Publish", request.toArray(String[]::new));
    }

    private static String[] structured(String message) {
        return new String[] {"MessageStructure", "json", "Message", message};
    }

    private static String[] with(String[] members, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(members));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String[] attributes(String name, String[] value) {
        return attributes(1, name, value);
    }

    private static String[] attributes(String name, String[] value, String other, String[] otherValue) {
        return with(attributes(1, name, value), attributes(2, other, otherValue));
    }

    /** @param value type, field and text */
    private static String[] attributes(int index, String name, String[] value) {
        String entry = "MessageAttributes.entry." + index;
        return new String[] {
            entry + ".Name", name, entry + ".Value.DataType", value[0], entry + ".Value." + value[1], value[2]
        };
    }
}
