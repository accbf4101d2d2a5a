package dev.sluice.protocol.wire;

import static dev.sluice.protocol.wire.SqsOperations.CHANGE_MESSAGE_VISIBILITY;
import static dev.sluice.protocol.wire.SqsOperations.CREATE_QUEUE;
import static dev.sluice.protocol.wire.SqsOperations.DELETE_QUEUE;
import static dev.sluice.protocol.wire.SqsOperations.GET_QUEUE_ATTRIBUTES;
import static dev.sluice.protocol.wire.SqsOperations.LIST_QUEUES;
import static dev.sluice.protocol.wire.SqsOperations.SEND_MESSAGE;
import static dev.sluice.protocol.wire.SqsOperations.SEND_MESSAGE_BATCH;
import static dev.sluice.protocol.wire.SqsOperations.TAG_QUEUE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.sqs.ListQueuesRequest;
import dev.sluice.protocol.sqs.MessageAttributeValue;
import dev.sluice.protocol.sqs.Nothing;
import dev.sluice.protocol.sqs.SendMessageRequest;
import dev.sluice.protocol.sqs.SendMessageResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

    private final JsonCodec codec = new JsonCodec();

    @Nested
    class Leniency {

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "{}", " \r\n\t{ } \n"})
        void emptyBodyIsAnEmptyObject(String body) {
            assertThat(decode(LIST_QUEUES, body)).isEqualTo(new ListQueuesRequest(null, null, null));
        }

        @Test
        void bodyMayBePartOfAnArray() {
            byte[] array = "junk{\"MaxResults\":3}junk".getBytes(UTF_8);

            assertThat(codec.decode(LIST_QUEUES, array, 4, array.length - 8).maxResults())
                    .isEqualTo(3);
        }

        @Test
        void membersComeInAnyOrder() {
            assertThat(decode(SEND_MESSAGE, "{\"DelaySeconds\":5,\"MessageBody\":\"hi\",\"QueueUrl\":\"q\"}"))
                    .isEqualTo(new SendMessageRequest("q", "hi", 5, Map.of(), Map.of(), null, null));
        }

        @Test
        void unknownMembersAreIgnoredAtAnyDepth() {
            var request = decode(
                    SEND_MESSAGE,
                    "{\"X\":{\"MessageBody\":[1,{\"a\":null}]},\"messageBody\":\"no\",\"MessageBody\":\"hi\",\"Y\":[[]],"
                            + "\"MessageAttributes\":{\"a\":{\"Z\":{},\"StringValue\":\"s\",\"DataType\":\"String\"}}}");

            assertThat(request.messageBody()).isEqualTo("hi");
            assertThat(request.messageAttributes())
                    .containsExactly(Map.entry("a", new MessageAttributeValue("String", "s", null, false)));
        }

        @Test
        void nullIsAbsent() {
            var request = decode(
                    SEND_MESSAGE, "{\"MessageBody\":null,\"DelaySeconds\":null,\"MessageAttributes\":{\"a\":null}}");

            assertThat(request).isEqualTo(new SendMessageRequest(null, null, null, Map.of(), Map.of(), null, null));
            assertThat(decode(TAG_QUEUE, "{\"Tags\":{\"a\":null,\"b\":\"1\"}}").tags())
                    .isEqualTo(Map.of("b", "1"));
            assertThat(decode(GET_QUEUE_ATTRIBUTES, "{\"AttributeNames\":[null,\"All\"]}")
                            .attributeNames())
                    .containsExactly("All");
        }

        @Test
        void absentEntriesAreNotEmptyEntries() {
            assertThat(decode(SEND_MESSAGE_BATCH, "{}").entries()).isNull();
            assertThat(decode(SEND_MESSAGE_BATCH, "{\"Entries\":null}").entries())
                    .isNull();
            assertThat(decode(SEND_MESSAGE_BATCH, "{\"Entries\":[]}").entries()).isEmpty();
        }

        @Test
        void laterOfTwoMembersOfOneNameCounts() {
            assertThat(decode(SEND_MESSAGE, "{\"MessageBody\":\"a\",\"MessageBody\":\"b\"}")
                            .messageBody())
                    .isEqualTo("b");
            assertThat(decode(SEND_MESSAGE, "{\"MessageBody\":\"a\",\"MessageBody\":null}")
                            .messageBody())
                    .isNull();
            assertThat(decode(TAG_QUEUE, "{\"Tags\":{\"a\":\"1\",\"a\":\"2\"}}").tags())
                    .isEqualTo(Map.of("a", "2"));
        }

        @ParameterizedTest
        @CsvSource({"5, 5", "-5, -5", "'\"10\"', 10", "'\"-10\"', -10", "2147483647, 2147483647", "0, 0"})
        void integerMayBeAString(String json, int value) {
            assertThat(decode(LIST_QUEUES, "{\"MaxResults\":" + json + "}").maxResults())
                    .isEqualTo(value);
        }

        @Test
        void valuesOfTextMapsMayBeNumbersAndBooleans() {
            var request = decode(
                    CREATE_QUEUE,
                    "{\"Attributes\":{\"DelaySeconds\":5,\"SqsManagedSseEnabled\":true,\"x\":1.50,\"y\":false},"
                            + "\"tags\":{\"n\":-1e3}}");

            assertThat(request.attributes())
                    .isEqualTo(Map.of("DelaySeconds", "5", "SqsManagedSseEnabled", "true", "x", "1.50", "y", "false"));
            assertThat(request.tags()).isEqualTo(Map.of("n", "-1e3"));
        }

        @Test
        void mapsKeepTheirOrder() {
            assertThat(decode(TAG_QUEUE, "{\"Tags\":{\"z\":\"1\",\"a\":\"2\",\"m\":\"3\"}}")
                            .tags()
                            .keySet())
                    .containsExactly("z", "a", "m");
        }

        @ParameterizedTest
        @ValueSource(strings = {"AQI=", "AQI"})
        void base64MayLackItsPadding(String base64) {
            assertThat(attribute("{\"BinaryValue\":\"" + base64 + "\"}").binaryValue())
                    .containsExactly(1, 2);
        }

        @Test
        void listValuesAreNoticed() {
            assertThat(attribute("{\"StringListValues\":[\"a\",\"b\"]}").hasListValues())
                    .isTrue();
            assertThat(attribute("{\"BinaryListValues\":[\"AQI=\"],\"DataType\":\"Binary\"}"))
                    .isEqualTo(new MessageAttributeValue("Binary", null, null, true));
            assertThat(attribute("{\"StringListValues\":[],\"BinaryListValues\":null}")
                            .hasListValues())
                    .isFalse();
        }

        @Test
        void byteOrderMarkIsSkipped() {
            assertThat(decode(LIST_QUEUES, "\uFEFF{\"MaxResults\":3}").maxResults())
                    .isEqualTo(3);
        }

        private MessageAttributeValue attribute(String json) {
            var attributes = decode(SEND_MESSAGE, "{\"MessageAttributes\":{\"a\":" + json + "}}")
                    .messageAttributes();
            return attributes.values().iterator().next();
        }
    }

    @Nested
    class Text {

        @Test
        void escapesAndUtf8AreTheSame() {
            assertThat(body("h\\u00e9llo \\ud83d\\ude00\\n\\t\\/\\\"")).isEqualTo("héllo 😀\n\t/\"");
            assertThat(body("héllo 😀")).isEqualTo("héllo 😀");
        }

        @Test
        void loneSurrogateReachesTheCaller() {
            assertThat(body("a\\uD83Db")).isEqualTo("a\uD83Db");
            assertThat(body("\\uDE00")).isEqualTo("\uDE00");
            assertThat(body("\\uDE00\\uD83D")).isEqualTo("\uDE00\uD83D");
        }

        @Test
        void escapedControlCharactersReachTheCaller() {
            assertThat(body("\\u0000\\u0001\\uFFFF")).isEqualTo("\0\u0001\uFFFF");
        }

        @Test
        void bodyMayBeLongerThanAnyLegalOne() {
            String text = "\\u00e9x".repeat(1_200_000); // 8.4 million bytes, 2.4 million characters

            assertThat(body(text)).isEqualTo("éx".repeat(1_200_000));
        }

        private String body(String json) {
            return String.valueOf(
                    decode(SEND_MESSAGE, "{\"MessageBody\":\"" + json + "\"}").messageBody());
        }
    }

    @Nested
    class MalformedInput {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[]",
                    "\"text\"",
                    "5",
                    "true",
                    "null",
                    "text",
                    "{",
                    "}",
                    "{\"QueueUrl\"}",
                    "{\"QueueUrl\":}",
                    "{\"QueueUrl\":\"q\"",
                    "{\"QueueUrl\":\"q",
                    "{\"QueueUrl\":\"q\",}",
                    "{'QueueUrl':'q'}",
                    "{QueueUrl:\"q\"}",
                    "{\"QueueUrl\":\"q\"} x",
                    "{} {}",
                    "{\"QueueUrl\":\"a\nb\"}",
                    "{\"QueueUrl\":\"\\x\"}",
                    "{\"QueueUrl\":\"\\u12\"}",
                    "// comment\n{}",
                    "<xml/>",
                    "QueueUrl=q",
                    "\u0000{}"
                })
        void bodyThatIsNoJsonObject(String body) {
            assertMalformed(DELETE_QUEUE, body);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "[]", "{\"a\":1}", "5", "true", "1.5"})
        void notTextWhereTextBelongs(String value) {
            assertMalformed(SEND_MESSAGE, "{\"MessageBody\":" + value + "}");
            assertMalformed(GET_QUEUE_ATTRIBUTES, "{\"AttributeNames\":[" + value + "]}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "[]",
                    "[5]",
                    "true",
                    "1.5",
                    "5.0",
                    "1e2",
                    "2147483648",
                    "99999999999999999999",
                    "\"five\"",
                    "\"\"",
                    "\"-\"",
                    "\" 5\"",
                    "\"+5\"",
                    "\"5.0\"",
                    "\"٥\"",
                    "\"99999999999999999999\""
                })
        void noIntegerWhereOneBelongs(String value) {
            assertMalformed(LIST_QUEUES, "{\"MaxResults\":" + value + "}");
            assertMalformed(CHANGE_MESSAGE_VISIBILITY, "{\"VisibilityTimeout\":" + value + "}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "\"All\"", "5", "true"})
        void noListWhereOneBelongs(String value) {
            assertMalformed(GET_QUEUE_ATTRIBUTES, "{\"AttributeNames\":" + value + "}");
            assertMalformed(SEND_MESSAGE_BATCH, "{\"Entries\":" + value + "}");
            assertMalformed(SEND_MESSAGE, "{\"MessageAttributes\":{\"a\":{\"StringListValues\":" + value + "}}}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"[]", "\"text\"", "5", "true"})
        void noMapOrStructureWhereOneBelongs(String value) {
            assertMalformed(TAG_QUEUE, "{\"Tags\":" + value + "}");
            assertMalformed(SEND_MESSAGE, "{\"MessageAttributes\":" + value + "}");
            assertMalformed(SEND_MESSAGE, "{\"MessageAttributes\":{\"a\":" + value + "}}");
            assertMalformed(SEND_MESSAGE_BATCH, "{\"Entries\":[" + value + "]}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "[]"})
        void structureWhereTheTextOfAMapBelongs(String value) {
            assertMalformed(TAG_QUEUE, "{\"Tags\":{\"a\":" + value + "}}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"A", "AQI*", "A=", "AQ=I", "AQI==", " AQI=", "_-8=", "\u00e9\u00e9\u00e9\u00e9"})
        void brokenBase64(String base64) {
            assertMalformed(SEND_MESSAGE, "{\"MessageAttributes\":{\"a\":{\"BinaryValue\":\"" + base64 + "\"}}}");
        }

        @Test
        void depthIsBounded() {
            assertMalformed(DELETE_QUEUE, "{\"x\":" + "[".repeat(100_000));
            assertMalformed(DELETE_QUEUE, "{\"x\":" + "{\"x\":".repeat(100_000));
            assertMalformed(DELETE_QUEUE, "{\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}");
        }

        @Test
        void elementsAreBounded() {
            String entries = "{},".repeat(9_999) + "{}";
            assertThat(decode(SEND_MESSAGE_BATCH, "{\"Entries\":[" + entries + "]}")
                            .entries())
                    .hasSize(10_000);
            assertMalformed(SEND_MESSAGE_BATCH, "{\"Entries\":[{}," + entries + "]}");

            String half =
                    IntStream.range(0, 5_001).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(","));
            assertMalformed(CREATE_QUEUE, "{\"Attributes\":{" + half + "},\"tags\":{" + half + "}}");
        }

        @Test
        void numbersAreBounded() {
            assertMalformed(LIST_QUEUES, "{\"MaxResults\":" + "9".repeat(100_000) + "}");
            assertMalformed(TAG_QUEUE, "{\"Tags\":{\"a\":" + "9".repeat(100_000) + "}}");
        }

        @Test
        void namesAreBounded() {
            assertMalformed(TAG_QUEUE, "{\"Tags\":{\"" + "k".repeat(100_000) + "\":\"v\"}}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\u0080", // a continuation without a start
                    "\u00e9", // Latin-1
                    "\u00c0\u00af", // overlong
                    "\u00e0\u0080\u00af", // overlong
                    "\u00f0\u0080\u0080\u00af", // overlong
                    "\u00ed\u00a0\u00bd", // a surrogate
                    "\u00f4\u0090\u0080\u0080", // beyond the last code point
                    "\u00f8\u0088\u0080\u0080\u0080",
                    "\u00ff",
                    "\u00f0\u009f\u0098" // cut short
                })
        void bytesThatAreNotUtf8(String bytes) {
            byte[] body = ("{\"MessageBody\":\"" + bytes + "\"}").getBytes(ISO_8859_1);

            assertMalformed(SEND_MESSAGE, body);
        }

        @Test
        void otherEncodings() {
            assertMalformed(LIST_QUEUES, "{\"MaxResults\":3}".getBytes(UTF_16LE));
            assertMalformed(LIST_QUEUES, "{\"MaxResults\":3}".getBytes(UTF_16BE));
        }

        @Test
        void textSaysWhatWasFound() {
            var fault =
                    catchThrowableOfType(ApiException.class, () -> decode(LIST_QUEUES, "{\"MaxResults\":\"many\"}"));

            assertThat(fault.text()).isEqualTo("STRING_VALUE can not be converted to an Integer");
        }

        private void assertMalformed(Operation<?, ?> operation, String body) {
            assertMalformed(operation, body.getBytes(UTF_8));
        }

        private void assertMalformed(Operation<?, ?> operation, byte[] body) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> codec.decode(operation, body))
                    .satisfies(fault -> assertThat(fault.code()).isEqualTo(ErrorCode.MALFORMED_INPUT))
                    .satisfies(fault -> assertThat(fault.text()).isNotBlank().hasSizeLessThan(500));
        }
    }

    @Nested
    class Writing {

        private final WireBytes out = new WireBytes();

        @Test
        void voidOperationWritesNothing() {
            codec.encode(DELETE_QUEUE, Nothing.NOTHING, out);

            assertThat(out.length()).isZero();
        }

        @Test
        void controlCharactersAndLoneSurrogatesAreEscaped() {
            codec.encodeError(
                    ErrorCode.INVALID_MESSAGE_CONTENTS, "\0\b\f\u001f\u007f\u2028\uD83D.\uDE00\uD83D\uDE00", out);

            assertThat(text()).endsWith("\"message\":\"\\u0000\\b\\f\\u001f\u007f\u2028\\ud83d.\\ude00\uD83D\uDE00\"}");
        }

        @Test
        void writtenTextIsReadBack() {
            String awkward =
                    "\0\1\u001f \"\\/\b\f\n\r\t\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\uD83D\uDE00\uDBFF\uDFFF";
            var response = new SendMessageResponse(awkward, awkward, null, null, null);

            codec.encode(SEND_MESSAGE, response, out);

            assertThat(codec.decodeResponse(SEND_MESSAGE, out.array(), 0, out.length()))
                    .isEqualTo(response);
        }

        @Test
        void responseThatLacksARequiredMemberIsMalformed() {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> codec.decodeResponse(SEND_MESSAGE, "{}".getBytes(UTF_8), 0, 2))
                    .satisfies(fault -> assertThat(fault.code()).isEqualTo(ErrorCode.MALFORMED_INPUT));
        }

        private String text() {
            return new String(out.array(), 0, out.length(), UTF_8);
        }
    }

    private <I> I decode(Operation<I, ?> operation, String body) {
        return codec.decode(operation, body.getBytes(UTF_8));
    }
}
