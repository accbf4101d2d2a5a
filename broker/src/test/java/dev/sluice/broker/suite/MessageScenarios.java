package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies, sizes, delays and system attributes. Every body and digest here is compared with the specification's own. */
interface MessageScenarios extends Scenarios {
    String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    List<String> ALL = List.of("All");

    @ParameterizedTest
    @CsvSource({
        "message,78e731027d8fd50ed642340b7c9a63b3",
        "test,098f6bcd4621d373cade4e832627b4f6",
        "héllo 😀,207dd4f0cd7a4f13b4932646cd1f8f2b"
    })
    default void messageComesBackWithItsDigest(String body, String md5) {
        TestQueue queue = newQueue();

        Members sent = queue.send(body);
        Members received = queue.receiveOne();

        assertThat(sent.names()).containsExactlyInAnyOrder("MessageId", "MD5OfMessageBody");
        assertThat(sent.text("MessageId")).matches(UUID);
        assertThat(sent.text("MD5OfMessageBody")).isEqualTo(md5);
        assertThat(received.names())
                .as("nothing that was not asked for")
                .containsExactlyInAnyOrder("MessageId", "ReceiptHandle", "MD5OfBody", "Body");
        assertThat(received.text("MessageId")).isEqualTo(sent.text("MessageId"));
        assertThat(received.text("Body")).isEqualTo(body);
        assertThat(received.text("MD5OfBody")).isEqualTo(md5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two\r\nlines\rand\nmore\t.",
                " leading and trailing ",
                "\n",
                "<a href=\"x\">&amp;'</a>]]>",
                "{\"json\":\"\\u0041\"}",
                "100% + 5 = a&b=c",
                "\u007f\u0085\u2028\ud7ff\ue000\ufffd",
                "\ud800\udc00 \udbff\udfff"
            })
    default void bodyComesBackByteForByte(String body) {
        TestQueue queue = newQueue();

        queue.send(body);

        assertThat(queue.receiveOne().text("Body")).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "\u0008", "\u000b", "\u001f", "\ufffe", "\uffff"})
    default void forbiddenCharactersInABodyAreRefused(String body) {
        TestQueue queue = newQueue();

        ErrorTable.INVALID_MESSAGE_CONTENTS.answers(() -> queue.send(body));

        queue.assertCounts(0, 0, 0);
    }

    @Test
    default void emptyBodyIsRefused() {
        TestQueue queue = newQueue();

        ErrorTable.MISSING_PARAMETER.answers(
                () -> queue.send(""), "The request must contain the parameter MessageBody.");
    }

    @Test
    default void sizeIsCountedInBytesOfUtf8UpToTheQueuesLimit() {
        TestQueue queue = newQueue("MaximumMessageSize", "1024");

        queue.send("é".repeat(512));
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.send("é".repeat(512) + "a"),
                "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.");

        assertThat(queue.receiveOne().text("Body")).hasSize(512);
    }

    @Test
    default void sizeIncludesNameTypeAndValueOfAttributesButNoSystemAttribute() {
        TestQueue queue = newQueue("MaximumMessageSize", "1024");
        Members attributes = Members.of(
                "größe", Members.of("DataType", "String.é", "StringValue", "ü".repeat(100)), // 7 + 9 + 200
                "b", Members.of("DataType", "Binary", "BinaryValue", new byte[100])); // 1 + 6 + 100
        Members trace = Members.of(
                "AWSTraceHeader",
                Members.of("DataType", "String", "StringValue", "Root=1-5759e988-bd862e3fe1be46a994272793"));
        int left = 1024 - 7 - 9 - 200 - 1 - 6 - 100;

        queue.send("x".repeat(left), "MessageAttributes", attributes, "MessageSystemAttributes", trace);

        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.send("x".repeat(left + 1), "MessageAttributes", attributes),
                "Message must be shorter than 1024 bytes.");
    }

    @Test
    default void oneMebibyteIsTheMost() {
        TestQueue queue = newQueue();
        String largest = "%\"<\r".repeat(1 << 18);

        queue.send(largest);
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.send(largest + "x"), "Message must be shorter than 1048576 bytes.");

        assertThat(queue.receiveOne().text("Body").equals(largest)).isTrue();
    }

    @Test
    default void smallerLimitActsOnLaterSends() {
        TestQueue queue = newQueue();
        queue.send("x".repeat(1025));

        queue.set("MaximumMessageSize", "1024");

        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> queue.send("x".repeat(1025)));
        assertThat(queue.receiveOne().text("Body")).hasSize(1025);
    }

    @Test
    default void delayOfTheMessageOverridesTheQueues() {
        TestQueue queue = newQueue("DelaySeconds", "900");

        queue.send("now", "DelaySeconds", 0);
        queue.send("later");
        queue.send("later still", "DelaySeconds", 800);

        queue.assertCounts(1, 0, 2);
        assertThat(queue.receiveBodies("MaxNumberOfMessages", 10)).containsExactly("now");
    }

    @Test
    default void delayedMessageIsNotReceivedBeforeItsTime() {
        TestQueue queue = newQueue("DelaySeconds", "1");
        queue.send("a");

        Members message = queue.receiveOne("MessageSystemAttributeNames", ALL);

        assertThat(millis(message, "ApproximateFirstReceiveTimestamp") - millis(message, "SentTimestamp"))
                .isGreaterThanOrEqualTo(1000);
    }

    private static long millis(Members message, String attribute) {
        return Long.parseLong(message.texts("Attributes").get(attribute));
    }

    @Test
    default void delayOutOfRangeIsRefused() {
        TestQueue queue = newQueue();

        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.send("a", "DelaySeconds", 901),
                "Value 901 for parameter DelaySeconds is invalid. Reason: ");
        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.send("a", "DelaySeconds", -1), "Value -1 for parameter DelaySeconds is invalid. Reason: ");
    }

    @Test
    default void systemAttributesTellSenderTimesAndCount() {
        TestQueue queue = newQueue("VisibilityTimeout", "0");
        long before = System.currentTimeMillis();
        queue.send("a");

        Members first = queue.receiveOne("MessageSystemAttributeNames", ALL);
        Members second = queue.receiveOne("AttributeNames", ALL);

        assertThat(first.texts("Attributes"))
                .containsOnlyKeys(
                        "SenderId", "SentTimestamp", "ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp")
                .containsEntry("SenderId", ACCOUNT)
                .containsEntry("ApproximateReceiveCount", "1");
        assertThat(millis(first, "SentTimestamp")).isBetween(before, System.currentTimeMillis());
        assertThat(millis(first, "ApproximateFirstReceiveTimestamp"))
                .isBetween(millis(first, "SentTimestamp"), System.currentTimeMillis());
        assertThat(second.texts("Attributes"))
                .containsEntry("ApproximateReceiveCount", "2")
                .containsEntry("SentTimestamp", first.texts("Attributes").get("SentTimestamp"))
                .containsEntry(
                        "ApproximateFirstReceiveTimestamp",
                        first.texts("Attributes").get("ApproximateFirstReceiveTimestamp"));
    }

    @Test
    default void systemAttributesComeByNameAndInapplicableOnesAreLeftOut() {
        TestQueue queue = newQueue("VisibilityTimeout", "0");
        queue.send("a");

        assertThat(queue.receiveOne("MessageSystemAttributeNames", List.of("SentTimestamp", "SequenceNumber"))
                        .texts("Attributes"))
                .containsOnlyKeys("SentTimestamp");
        assertThat(queue.receiveOne(
                                "AttributeNames",
                                List.of("SenderId"),
                                "MessageSystemAttributeNames",
                                List.of("ApproximateReceiveCount"))
                        .texts("Attributes"))
                .as("the union of both lists")
                .containsOnlyKeys("SenderId", "ApproximateReceiveCount");
        assertThat(queue.receiveOne("MessageSystemAttributeNames", List.of("SequenceNumber"))
                        .has("Attributes"))
                .isFalse();
    }

    @Test
    default void traceHeaderTravelsAsASystemAttribute() {
        TestQueue queue = newQueue();
        String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

        Members sent = queue.send(
                "a",
                "MessageSystemAttributes",
                Members.of("AWSTraceHeader", Members.of("DataType", "String", "StringValue", trace)));

        assertThat(sent.text("MD5OfMessageSystemAttributes")).isEqualTo("5ae4d5d7636402d80f4eb6d213245a88");
        assertThat(sent.has("MD5OfMessageAttributes")).isFalse();
        assertThat(queue.receiveOne("MessageSystemAttributeNames", List.of("AWSTraceHeader"))
                        .texts("Attributes"))
                .containsOnly(Map.entry("AWSTraceHeader", trace));
    }

    @Test
    default void otherSystemAttributesAreRefused() {
        TestQueue queue = newQueue();
        Members other = Members.of("SenderId", Members.of("DataType", "String", "StringValue", "me"));

        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> queue.send("a", "MessageSystemAttributes", other));
    }

    @Test
    default void standardQueueKeepsAGroupIdAsALabel() {
        TestQueue queue = newQueue();

        Members sent = queue.send("a", "MessageGroupId", "tenant-1");

        assertThat(sent.has("SequenceNumber")).isFalse();
        assertThat(queue.receiveOne("MessageSystemAttributeNames", ALL).texts("Attributes"))
                .containsEntry("MessageGroupId", "tenant-1");
    }

    @Test
    default void groupIdOfOtherThanLettersDigitsAndPunctuationIsRefused() {
        TestQueue queue = newQueue();

        for (String bad : List.of("a b", "ü", "x".repeat(129))) {
            ErrorTable.INVALID_PARAMETER_VALUE.answers(
                    () -> queue.send("a", "MessageGroupId", bad), "for parameter MessageGroupId is invalid.");
        }
    }

    @Test
    default void deduplicationIdIsRefusedOnAStandardQueue() {
        TestQueue queue = newQueue();

        ErrorTable.INVALID_PARAMETER_VALUE.answers(
                () -> queue.send("a", "MessageDeduplicationId", "d"),
                "Value d for parameter MessageDeduplicationId is invalid. Reason: ");
    }
}
