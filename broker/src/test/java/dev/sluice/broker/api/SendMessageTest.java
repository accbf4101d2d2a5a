package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.json.JsonText;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message may be, how it is measured, and what is answered to its sender. */
class SendMessageTest {
    private static final String INVALID = "400 InvalidParameterValueException/InvalidParameterValue: ";
    private static final String TRACE = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    private final TestSqs sqs = new TestSqs().queue("q");

    // The body

    @ParameterizedTest
    @CsvSource({
        "message, 78e731027d8fd50ed642340b7c9a63b3",
        "test, 098f6bcd4621d373cade4e832627b4f6",
        "héllo 😀, 207dd4f0cd7a4f13b4932646cd1f8f2b"
    })
    void theAnswerHasTheDigestOfTheBody(String body, String digest) {
        Answered answered = send("'MessageBody':'" + body + "'");

        assertThat(answered.text("MD5OfMessageBody")).isEqualTo(digest);
        assertThat(answered.text("MessageId")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(answered.at("MD5OfMessageAttributes")).isNull();
        assertThat(answered.at("MD5OfMessageSystemAttributes")).isNull();
        assertThat(answered.at("SequenceNumber")).isNull();
    }

    @Test
    void everyMessageHasItsOwnId() {
        assertThat(send("'MessageBody':'x'").text("MessageId"))
                .isNotEqualTo(send("'MessageBody':'x'").text("MessageId"));
    }

    @Test
    void aMessageNeedsABody() {
        String fault = "400 MissingRequiredParameterException/MissingParameter: The request must contain the parameter"
                + " MessageBody.";

        assertThat(send("'DelaySeconds':1").fault()).isEqualTo(fault);
        assertThat(send("'MessageBody':''").fault()).isEqualTo(fault);
        assertThat(sqs.query("Action=SendMessage&QueueUrl=q").fault())
                .isEqualTo("400 MissingParameter: The request must contain the parameter MessageBody.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u0008", "\\uFFFE", "\\uD83D", "\\uDE00x"})
    void aBodyWithACharacterThatXmlCannotCarryIsRefused(String escaped) {
        assertThat(send("'MessageBody':'a" + escaped + "'").fault())
                .startsWith("400 InvalidMessageContents: ")
                .contains("#x10000 to #x10FFFF");
    }

    @Test
    void aBodyMayHaveEveryOtherCharacter() {
        assertThat(send("'MessageBody':'\\uD800\\uDC00 \\t\\r\\n \\uFFFD'").status())
                .isEqualTo(200);
    }

    // Its size

    @Test
    void aMessageMayBeAsLargeAsItsQueueSaysAndNoLarger() {
        sqs.json("SetQueueAttributes", "{'QueueUrl':'q','Attributes':{'MaximumMessageSize':'1024'}}");

        assertThat(send("'MessageBody':'" + "x".repeat(1024) + "'").status()).isEqualTo(200);
        assertThat(send("'MessageBody':'" + "x".repeat(1025) + "'").fault())
                .isEqualTo(INVALID + "One or more parameters are invalid. Reason: Message must be shorter than 1024"
                        + " bytes.");
    }

    @Test
    void aMebibyteIsTheMostBytesOfUtf8() {
        assertThat(send("'MessageBody':'" + "é".repeat(1 << 19) + "'").status()).isEqualTo(200);
        assertThat(send("'MessageBody':'" + "é".repeat(1 << 19) + "x'").fault())
                .endsWith("Message must be shorter than 1048576 bytes.");
    }

    @Test
    void attributesCountByNameTypeAndValueButTheTraceHeaderDoesNot() {
        sqs.json("SetQueueAttributes", "{'QueueUrl':'q','Attributes':{'MaximumMessageSize':'1024'}}");
        String attributes = "'MessageAttributes':{'é':{'DataType':'String.x','StringValue':'ü'},"
                + "'b':{'DataType':'Binary','BinaryValue':'AAAA'}}," // (2 + 8 + 2) + (1 + 6 + 3) = 22
                + "'MessageSystemAttributes':{'AWSTraceHeader':{'DataType':'String','StringValue':'" + TRACE + "'}}";

        assertThat(send("'MessageBody':'" + "x".repeat(1002) + "'," + attributes)
                        .status())
                .isEqualTo(200);
        assertThat(send("'MessageBody':'" + "x".repeat(1003) + "'," + attributes)
                        .fault())
                .contains("shorter than 1024");
    }

    // Its delay, group and deduplication id

    @ParameterizedTest
    @ValueSource(ints = {-1, 901})
    void aDelayIs0To900Seconds(int delay) {
        assertThat(send("'MessageBody':'x','DelaySeconds':" + delay).fault())
                .startsWith(INVALID + "Value " + delay + " for parameter DelaySeconds is invalid. Reason: ");
    }

    @Test
    void theDelayOfAMessageOverridesItsQueuesAlsoWhenItIs0() {
        sqs.queue("slow", "{'DelaySeconds':'60'}").send("slow", "late");
        sqs.json("SendMessage", "{'QueueUrl':'slow','MessageBody':'at once','DelaySeconds':0}");

        assertThat(sqs.attribute("slow", "ApproximateNumberOfMessages")).isEqualTo("1");
        assertThat(sqs.attribute("slow", "ApproximateNumberOfMessagesDelayed")).isEqualTo("1");
    }

    @Test
    void aGroupIdOnAStandardQueueIsKeptAndGivenBack() {
        assertThat(send("'MessageBody':'x','MessageGroupId':'tenant-1'").at("SequenceNumber"))
                .isNull();

        assertThat(sqs.json("ReceiveMessage", "{'QueueUrl':'q','MessageSystemAttributeNames':['MessageGroupId']}")
                        .text("Messages", 0, "Attributes", "MessageGroupId"))
                .isEqualTo("tenant-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä"})
    void aGroupIdIsCheckedEvenSo(String group) {
        assertThat(send("'MessageBody':'x','MessageGroupId':'" + group + "'").fault())
                .startsWith(INVALID + "Value " + group + " for parameter MessageGroupId is invalid. Reason: ")
                .contains("1 to 128");
    }

    @Test
    void aDeduplicationIdIsNotForStandardQueues() {
        assertThat(send("'MessageBody':'x','MessageDeduplicationId':'d'").fault())
                .startsWith(INVALID + "Value d for parameter MessageDeduplicationId is invalid. Reason: ")
                .endsWith("not valid for this queue type.");
    }

    // Attributes

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Hello':{'DataType':'String','StringValue':'There'}} | a311262e065454b75da111d535b8dacd",
                "{'color':{'DataType':'String','StringValue':'blue'},'count':{'DataType':'Number','StringValue':'3'},"
                        + "'blob':{'DataType':'Binary','BinaryValue':'AQID'}} | d838729972a4b70e2d2acd9d59ac847c",
                "{'General':{'DataType':'String','StringValue':'Kenobi'},"
                        + "'Hello':{'DataType':'String','StringValue':'There'}} | fca026605781cb4126a1e9044df24232",
                "{'General':{'DataType':'String','StringValue':'Kenobi'},'Help.Me':{'DataType':'String',"
                        + "'StringValue':'Me'},'Hello':{'DataType':'String','StringValue':'There'}}"
                        + " | 4c360f3fdafd970e05fae2f149d997f5",
                "{'k':{'DataType':'String','StringValue':'x'}} | a45daa70926828a2f0a1db3418e6feb4",
                "{'Foo':{'DataType':'String','StringValue':'Bar'}} | ae7155c6026991b6d54b11589678bf9c",
                "{'timestamp':{'DataType':'Number','StringValue':'1493147359900'}} | 235c5c510d26fb653d073faed50ae77c",
                "{'timestamp':{'DataType':'Number.java.lang.Long','StringValue':'1493147359900'}}"
                        + " | 2e2e4876d8e0bd6b8c2c8f556831c349",
                "{'attr1':{'DataType':'Binary','BinaryValue':'dHJhY2VwYXJlbnQeMDAtNzc0MDYyZDZjMzcwODFhNWEwYjliNWI4OGUzMDYy"
                        + "N2MtMmQyNDgyMjExZjY0ODlkYS0wMQ=='}} | 8cbe4db156db8a94db8b801b7addb984",
                "{'B':{'DataType':'Number.int','StringValue':'42'},'a':{'DataType':'String.json','StringValue':'{}'}}"
                        + " | a4d9c6728d0cc1f996166adb8cac69e2"
            })
    void theAnswerHasTheDigestOfTheAttributesAndSoHasAReceiveOfAll(String attributes, String digest) {
        assertThat(send("'MessageBody':'x','MessageAttributes':" + attributes).text("MD5OfMessageAttributes"))
                .isEqualTo(digest);

        Answered received = sqs.json("ReceiveMessage", "{'QueueUrl':'q','MessageAttributeNames':['All']}");
        assertThat(received.text("Messages", 0, "MD5OfMessageAttributes")).isEqualTo(digest);
        assertThat(received.at("Messages", 0, "MessageAttributes"))
                .isEqualTo(JsonText.value(attributes.replace('\'', '"')));
    }

    @Test
    void anEmptyMapOfAttributesCountsAsNone() {
        assertThat(send("'MessageBody':'x','MessageAttributes':{}").at("MD5OfMessageAttributes"))
                .isNull();
    }

    @Test
    void aMessageHasAtMostTenAttributes() {
        assertThat(send("'MessageBody':'x','MessageAttributes':" + attributes(10))
                        .status())
                .isEqualTo(200);
        assertThat(send("'MessageBody':'x','MessageAttributes':" + attributes(11))
                        .fault())
                .startsWith(INVALID)
                .contains("[11]")
                .contains("[10]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-Z_0.9", "ø", "ß.ä", "日本", "AWSx", "Amazonas"})
    void theseAreNamesOfAttributes(String name) {
        assertThat(attribute(name, "'DataType':'String','StringValue':'v'").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'', shorter than 256 bytes",
        "a b, invalid name",
        "a/b, invalid name",
        ".a, invalid name",
        "a., invalid name",
        "a..b, invalid name",
        "😀, invalid name",
        "AWS.x, must not start with",
        "aws.x, must not start with",
        "Amazon.x, must not start with",
        "AMAZON.x, must not start with"
    })
    void theseAreNot(String name, String words) {
        assertThat(attribute(name, "'DataType':'String','StringValue':'v'").fault())
                .startsWith(INVALID)
                .contains(words);
    }

    @Test
    void aNameIsShorterThan256Bytes() {
        String value = "'DataType':'String','StringValue':'v'";

        assertThat(attribute("a".repeat(255), value).status()).isEqualTo(200);
        assertThat(attribute("a".repeat(256), value).fault()).contains("shorter than 256 bytes");
        assertThat(attribute("é".repeat(128), value).fault()).contains("shorter than 256 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'StringValue':'v' | 'a' has an invalid message attribute type ''",
                "'DataType':'','StringValue':'v' | invalid message attribute type ''",
                "'DataType':'string','StringValue':'v' | invalid message attribute type 'string'",
                "'DataType':'Stringx','StringValue':'v' | is Binary, Number, and String",
                "'DataType':'String' | 'a' must contain a non-empty value of type 'String'",
                "'DataType':'String','StringValue':'' | non-empty value of type 'String'",
                "'DataType':'Binary','BinaryValue':'' | non-empty value of type 'Binary'",
                "'DataType':'Number','StringValue':'' | non-empty value of type 'Number'",
                "'DataType':'Number','StringValue':'ten' | Can't cast the value 'ten' of message attribute 'a' to a number",
                "'DataType':'Number.int','StringValue':'1 ' | to a number",
                "'DataType':'String','BinaryValue':'AAAA' | must use the field 'StringValue'",
                "'DataType':'Number','BinaryValue':'AAAA' | must use the field 'StringValue'",
                "'DataType':'Binary','StringValue':'v' | must use the field 'BinaryValue'",
                "'DataType':'String','StringValue':'v','BinaryValue':'AAAA' | single value",
                "'DataType':'Binary','StringValue':'v','BinaryValue':'AAAA' | single value",
                "'DataType':'String','StringValue':'\\u0007' | 'a' has characters in its value"
            })
    void anAttributeThatBreaksARuleIsRefused(String value, String words) {
        assertThat(attribute("a", value).fault()).startsWith(INVALID).contains(words);
    }

    @Test
    void aTypeIsAtMost256BytesLong() {
        assertThat(attribute("a", "'DataType':'String." + "x".repeat(249) + "','StringValue':'v'")
                        .status())
                .isEqualTo(200);
        assertThat(attribute("a", "'DataType':'String." + "x".repeat(250) + "','StringValue':'v'")
                        .fault())
                .startsWith(INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'DataType':'String','StringListValues':['v']",
                "'DataType':'String','StringValue':'v','StringListValues':['v']",
                "'DataType':'Binary','BinaryListValues':['AAAA']"
            })
    void listValuesAreNotSupported(String value) {
        assertThat(attribute("a", value).fault())
                .startsWith("400 UnsupportedOperation/AWS.SimpleQueueService.UnsupportedOperation: ");
    }

    @Test
    void aNumberIsGivenBackAsItWasWritten() {
        attribute("a", "'DataType':'Number','StringValue':'007.50'");

        assertThat(sqs.json("ReceiveMessage", "{'QueueUrl':'q','MessageAttributeNames':['a']}")
                        .text("Messages", 0, "MessageAttributes", "a", "StringValue"))
                .isEqualTo("007.50");
    }

    @Test
    void attributesTravelThroughTheQueryProtocol() {
        Answered sent = sqs.query("Action=SendMessage&QueueUrl=q&MessageBody=a%0D%0Ab"
                + "&MessageAttribute.1.Name=Hello&MessageAttribute.1.Value.DataType=String"
                + "&MessageAttribute.1.Value.StringValue=There");
        Answered received = sqs.query("Action=ReceiveMessage&QueueUrl=q&MessageAttributeName=All");

        assertThat(sent.body())
                .contains("<MD5OfMessageAttributes>a311262e065454b75da111d535b8dacd</MD5OfMessageAttributes>");
        assertThat(received.body())
                .contains("<MD5OfMessageAttributes>a311262e065454b75da111d535b8dacd</MD5OfMessageAttributes>")
                .contains("<MessageAttribute><Name>Hello</Name><Value><StringValue>There</StringValue>"
                        + "<DataType>String</DataType></Value></MessageAttribute>")
                .containsPattern("<Body>a&#xD;(\n|&#xA;)b</Body>");
    }

    // The trace header

    @Test
    void theTraceHeaderMayBeSentAsASystemAttribute() {
        Answered sent = send("'MessageBody':'x','MessageSystemAttributes':{'AWSTraceHeader':{'DataType':'String',"
                + "'StringValue':'" + TRACE + "'}}");

        assertThat(sent.text("MD5OfMessageSystemAttributes")).isEqualTo("5ae4d5d7636402d80f4eb6d213245a88");
        assertThat(sent.at("MD5OfMessageAttributes")).isNull();
        assertThat(receivedTrace()).isEqualTo(TRACE);
    }

    @Test
    void theTraceHeaderOfTheHttpRequestCountsWhenThereIsNoOther() {
        sqs.with("X-Amzn-Trace-Id", "Root=1-from-http");

        Answered sent = send("'MessageBody':'x'");

        assertThat(sent.at("MD5OfMessageSystemAttributes")).isNull();
        assertThat(receivedTrace()).isEqualTo("Root=1-from-http");
    }

    @Test
    void anExplicitTraceHeaderBeatsTheHttpRequests() {
        sqs.with("X-Amzn-Trace-Id", "Root=1-from-http");

        send("'MessageBody':'x','MessageSystemAttributes':{'AWSTraceHeader':{'DataType':'String','StringValue':'"
                + TRACE + "'}}");

        assertThat(receivedTrace()).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'SenderId':{'DataType':'String','StringValue':'me'}}",
                "{'AWSTraceHeader':{'DataType':'Number','StringValue':'1'}}",
                "{'AWSTraceHeader':{'DataType':'String'}}",
                "{'AWSTraceHeader':{'DataType':'Binary','BinaryValue':'AAAA'}}"
            })
    void noOtherSystemAttributeMayBeSent(String attributes) {
        assertThat(send("'MessageBody':'x','MessageSystemAttributes':" + attributes)
                        .fault())
                .startsWith(INVALID + "Message system attribute");
    }

    private @Nullable Object receivedTrace() {
        return sqs.json("ReceiveMessage", "{'QueueUrl':'q','AttributeNames':['AWSTraceHeader']}")
                .at("Messages", 0, "Attributes", "AWSTraceHeader");
    }

    private Answered send(String members) {
        return sqs.json("SendMessage", "{'QueueUrl':'q'," + members + "}");
    }

    private Answered attribute(String name, String value) {
        return send("'MessageBody':'x','MessageAttributes':{'" + name + "':{" + value + "}}");
    }

    private static String attributes(int count) {
        var names = new ArrayList<String>();
        for (int i = 0; i < count; i++) names.add("'a" + i + "':{'DataType':'String','StringValue':'v'}");
        return "{" + String.join(",", names) + "}";
    }
}
