package dev.sluice.protocol.wire;

import static dev.sluice.protocol.wire.SqsOperations.CREATE_QUEUE;
import static dev.sluice.protocol.wire.SqsOperations.DELETE_QUEUE;
import static dev.sluice.protocol.wire.SqsOperations.GET_QUEUE_ATTRIBUTES;
import static dev.sluice.protocol.wire.SqsOperations.LIST_QUEUES;
import static dev.sluice.protocol.wire.SqsOperations.RECEIVE_MESSAGE;
import static dev.sluice.protocol.wire.SqsOperations.SEND_MESSAGE;
import static dev.sluice.protocol.wire.SqsOperations.SEND_MESSAGE_BATCH;
import static dev.sluice.protocol.wire.SqsOperations.SET_QUEUE_ATTRIBUTES;
import static dev.sluice.protocol.wire.SqsOperations.TAG_QUEUE;
import static dev.sluice.protocol.wire.SqsOperations.UNTAG_QUEUE;
import static dev.sluice.protocol.wire.StsOperations.GET_CALLER_IDENTITY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.sqs.DeleteQueueRequest;
import dev.sluice.protocol.sqs.ListQueuesRequest;
import dev.sluice.protocol.sqs.ListQueuesResponse;
import dev.sluice.protocol.sqs.MessageAttributeValue;
import dev.sluice.protocol.sqs.SendMessageBatchRequestEntry;
import dev.sluice.protocol.sqs.SendMessageResponse;
import dev.sluice.protocol.sts.GetCallerIdentityResponse;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class QueryCodecTest {

    private final QueryCodec codec = new QueryCodec();

    @Nested
    class Lists {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "AttributeName.1=a&AttributeName.2=b",
                    "AttributeName.2=b&AttributeName.1=a",
                    "AttributeName.9=a&AttributeName.10=b",
                    "AttributeName.10=b&AttributeName.9=a",
                    "AttributeName.0=a&AttributeName.999999999=b",
                    "AttributeNames.1=a&AttributeNames.2=b",
                    "AttributeName.1=x&AttributeName.1=a&AttributeName.2=b",
                    "AttributeName.1=a&AttributeName.2=b&AttributeName.x=c&AttributeName.1000000000=d&AttributeName.=e"
                })
        void elementsAreSortedByNumber(String form) {
            assertThat(decode(GET_QUEUE_ATTRIBUTES, form).attributeNames()).containsExactly("a", "b");
        }

        @Test
        void singleElementMayLackItsNumber() {
            assertThat(decode(GET_QUEUE_ATTRIBUTES, "AttributeName=All").attributeNames())
                    .containsExactly("All");
            assertThat(decode(UNTAG_QUEUE, "TagKey=a").tagKeys()).containsExactly("a");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "AttributeName=", "AttributeName", "AttributeNames=", "AttributeName.x=1"})
        void bareNameIsAnEmptyList(String form) {
            assertThat(decode(GET_QUEUE_ATTRIBUTES, form).attributeNames()).isEmpty();
        }

        @Test
        void emptyElementIsAnElement() {
            assertThat(decode(GET_QUEUE_ATTRIBUTES, "AttributeName.1=").attributeNames())
                    .containsExactly("");
        }

        @Test
        void kombuNamesTheListsOfAReceiveItsOwnWay() {
            var request = decode(
                    RECEIVE_MESSAGE,
                    "MessageSystemAttributeName.1=SentTimestamp&MessageAttributeNames.1=a&AttributeName=All");

            assertThat(request.messageSystemAttributeNames()).containsExactly("SentTimestamp");
            assertThat(request.messageAttributeNames()).containsExactly("a");
            assertThat(request.attributeNames()).containsExactly("All");
        }

        @Test
        void absentEntriesAreNotEmptyEntries() {
            assertThat(decode(SEND_MESSAGE_BATCH, "QueueUrl=q").entries()).isNull();
            assertThat(decode(SEND_MESSAGE_BATCH, "SendMessageBatchRequestEntry=")
                            .entries())
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SendMessageBatchRequestEntry.3.MessageBody=b&SendMessageBatchRequestEntry.3.Id=a",
                    "SendMessageBatchRequestEntry.Id=a&SendMessageBatchRequestEntry.MessageBody=b",
                    "Entries.1.Id=a&Entries.1.MessageBody=b"
                })
        void entriesAreStructures(String form) {
            assertThat(decode(SEND_MESSAGE_BATCH, form).entries())
                    .isEqualTo(
                            List.of(new SendMessageBatchRequestEntry("a", "b", null, Map.of(), Map.of(), null, null)));
        }

        @Test
        void entriesHaveListsOfTheirOwn() {
            var entries = decode(
                            SEND_MESSAGE_BATCH,
                            "SendMessageBatchRequestEntry.1.MessageAttribute.2.Name=b"
                                    + "&SendMessageBatchRequestEntry.1.MessageAttribute.2.Value.StringListValue.1=x"
                                    + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=a"
                                    + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.BinaryListValue.1=x")
                    .entries();

            assertThat(entries)
                    .hasSize(1)
                    .allSatisfy(entry -> assertThat(entry.messageAttributes())
                            .containsExactly(
                                    Map.entry("a", new MessageAttributeValue(null, null, null, true)),
                                    Map.entry("b", new MessageAttributeValue(null, null, null, true))));
        }
    }

    @Nested
    class Maps {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Attribute.1.Name=a&Attribute.1.Value=1&Attribute.2.Name=b&Attribute.2.Value=2",
                    "Attribute.10.Value=2&Attribute.9.Value=1&Attribute.10.Name=b&Attribute.9.Name=a",
                    "Attributes.1.Name=a&Attributes.1.Value=1&Attributes.2.Name=b&Attributes.2.Value=2"
                })
        void pairsAreSortedByNumber(String form) {
            assertThat(decode(SET_QUEUE_ATTRIBUTES, form).attributes())
                    .containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
        }

        @Test
        void singlePairMayLackItsNumber() {
            assertThat(decode(SET_QUEUE_ATTRIBUTES, "Attribute.Name=a&Attribute.Value=1")
                            .attributes())
                    .containsExactly(Map.entry("a", "1"));
        }

        @Test
        void tagsHaveKeysForNames() {
            assertThat(decode(TAG_QUEUE, "Tag.1.Key=a&Tag.1.Value=1").tags()).containsExactly(Map.entry("a", "1"));
            assertThat(decode(TAG_QUEUE, "Tags.1.Key=a&Tags.1.Value=1").tags()).containsExactly(Map.entry("a", "1"));
            assertThat(decode(CREATE_QUEUE, "Tag.1.Key=a&Tag.1.Value=").tags()).containsExactly(Map.entry("a", ""));
        }

        @Test
        void laterOfTwoPairsOfOneNameCounts() {
            assertThat(decode(TAG_QUEUE, "Tag.1.Key=a&Tag.1.Value=1&Tag.2.Key=a&Tag.2.Value=2")
                            .tags())
                    .containsExactly(Map.entry("a", "2"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Attribute=", "Attributes="})
        void bareNameIsAnEmptyMap(String form) {
            assertThat(decode(SET_QUEUE_ATTRIBUTES, form).attributes()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "Attribute.1.Name=a, Attribute.1.Value",
            "Attribute.1.Value=1, Attribute.1.Name",
            "Attribute.Name=a, Attribute.Value",
            "Attribute.7.Nome=a, Attribute.7.Name"
        })
        void halfAPairIsAMissingParameter(String form, String missing) {
            assertFault(
                    SET_QUEUE_ATTRIBUTES,
                    form,
                    ErrorCode.MISSING_PARAMETER,
                    "The request must contain the parameter " + missing + ".");
        }

        @Test
        void aTagWithoutAValueHasAnEmptyOne() {
            assertThat(decode(TAG_QUEUE, "Tag.1.Key=a&Tag.2.Key=b&Tag.2.Value=c")
                            .tags())
                    .isEqualTo(Map.of("a", "", "b", "c"));
        }

        @Test
        void messageAttributesAreStructures() {
            var attributes = decode(
                            SEND_MESSAGE,
                            "MessageAttributes.1.Name=a&MessageAttributes.1.Value.StringValue=s"
                                    + "&MessageAttributes.1.Value.DataType=String&MessageAttributes.2.Name=b")
                    .messageAttributes();

            assertThat(attributes)
                    .containsExactly(
                            Map.entry("a", new MessageAttributeValue("String", "s", null, false)),
                            Map.entry("b", new MessageAttributeValue(null, null, null, false)));
        }

        @Test
        void base64MayLackItsPadding() {
            var attributes = decode(SEND_MESSAGE, "MessageAttribute.1.Name=a&MessageAttribute.1.Value.BinaryValue=AQI")
                    .messageAttributes();

            assertThat(attributes.values())
                    .extracting(MessageAttributeValue::binaryValue)
                    .containsExactly(new byte[] {1, 2});
        }
    }

    @Nested
    class Scalars {

        @Test
        void emptyTextIsNotAbsent() {
            assertThat(decode(DELETE_QUEUE, "QueueUrl=")).isEqualTo(new DeleteQueueRequest(""));
            assertThat(decode(DELETE_QUEUE, "QueueUrl")).isEqualTo(new DeleteQueueRequest(""));
            assertThat(decode(DELETE_QUEUE, "QueueUrl.x=1")).isEqualTo(new DeleteQueueRequest(null));
        }

        @Test
        void whatBelongsToTheRequestIsNoMember() {
            assertThat(decode(
                            LIST_QUEUES,
                            "Action=ListQueues&Version=2009-02-01&Expires=5&AWSAccessKeyId=a&X-Amz-Date=d"))
                    .isEqualTo(new ListQueuesRequest(null, null, null));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "five", "5.0", "+5", "1e2", "2147483648", "99999999999999999999"})
        void noIntegerWhereOneBelongsIsAnInvalidValue(String value) {
            assertFault(
                    LIST_QUEUES,
                    "MaxResults=" + value.replace("+", "%2B"),
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "Value " + value + " for parameter MaxResults is invalid. Reason: Must be an integer.");
        }

        @Test
        void faultNamesTheEntry() {
            assertFault(
                    SEND_MESSAGE_BATCH,
                    "SendMessageBatchRequestEntry.2.DelaySeconds=x",
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "Value x for parameter SendMessageBatchRequestEntry.2.DelaySeconds is invalid. Reason: Must be an integer.");
        }

        @Test
        void brokenBase64IsMalformed() {
            assertFault(
                    SEND_MESSAGE,
                    "MessageAttribute.1.Name=a&MessageAttribute.1.Value.BinaryValue=*",
                    ErrorCode.MALFORMED_INPUT,
                    "The value of MessageAttribute.1.Value.BinaryValue is not base64");
        }

        @Test
        void textWhereStructuresBelongIsMalformed() {
            assertFault(
                    SEND_MESSAGE_BATCH,
                    "SendMessageBatchRequestEntry=x",
                    ErrorCode.MALFORMED_INPUT,
                    "A text was found where a list belongs: SendMessageBatchRequestEntry");
        }
    }

    @Nested
    class Writing {

        private final WireBytes out = new WireBytes();

        @Test
        void textIsReadBackByAnXmlParser() throws Exception {
            String awkward =
                    "a\r\nb\rc\td &<>\"'\\ ]]> \u007f\u0080\u07ff\u0800\ud7ff\ue000\ufffd\uD83D\uDE00\uDBFF\uDFFF";

            codec.encode(SEND_MESSAGE, new SendMessageResponse(awkward, "", null, null, null), "r", out);

            assertThat(parsed().getElementsByTagName("MessageId").item(0).getTextContent())
                    .isEqualTo(awkward);
        }

        @Test
        void charactersThatXmlForbidsAreReplaced() throws Exception {
            String forbidden = "\0\u0001\b\u000b\f\u001f\uFFFE\uFFFF\uD83D.\uDE00";

            codec.encodeError(ErrorCode.INVALID_MESSAGE_CONTENTS, forbidden, "r", out);

            assertThat(parsed().getElementsByTagName("Message").item(0).getTextContent())
                    .isEqualTo("\uFFFD".repeat(9) + ".\uFFFD");
        }

        @Test
        void emptyListsAreNotWritten() {
            codec.encode(LIST_QUEUES, new ListQueuesResponse(List.of(), "t"), "r", out);

            assertThat(text()).contains("<ListQueuesResult><NextToken>t</NextToken></ListQueuesResult>");
        }

        @Test
        void anotherServiceHasItsOwnNamespace() {
            var sts = new QueryCodec(Service.STS);

            sts.encode(GET_CALLER_IDENTITY, new GetCallerIdentityResponse("arn", "user", "account"), "r", out);

            assertThat(text())
                    .isEqualTo("<?xml version=\"1.0\"?><GetCallerIdentityResponse"
                            + " xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                            + "<Arn>arn</Arn><UserId>user</UserId><Account>account</Account></GetCallerIdentityResult>"
                            + "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
                            + "</GetCallerIdentityResponse>");
        }

        @Test
        void anotherServiceHasItsOwnErrorDocument() {
            new QueryCodec(Service.STS).encodeError(ErrorCode.UNKNOWN_OPERATION, "no", "r", out);

            assertThat(text())
                    .isEqualTo("<?xml version=\"1.0\"?><ErrorResponse"
                            + " xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>"
                            + "<Code>InvalidAction</Code><Message>no</Message></Error><RequestId>r</RequestId>"
                            + "</ErrorResponse>");
        }

        private Element parsed() throws Exception {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(out.array(), 0, out.length()))
                    .getDocumentElement();
        }

        private String text() {
            return new String(out.array(), 0, out.length(), UTF_8);
        }
    }

    private void assertFault(Operation<?, ?> operation, String form, ErrorCode code, String text) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> decode(operation, form))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(code))
                .satisfies(fault -> assertThat(fault.text()).isEqualTo(text));
    }

    private <I> I decode(Operation<I, ?> operation, String form) {
        return codec.decode(operation, FormParameters.parse(null, form.getBytes(UTF_8)));
    }
}
