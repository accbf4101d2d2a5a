package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Typed user metadata: digests, types, which of it a receive brings, and what is refused. */
interface MessageAttributeScenarios extends Scenarios {
    String EVERY = "MessageAttributeNames";

    static Members string(String value) {
        return typed("String", value);
    }

    static Members typed(String type, String value) {
        return Members.of("DataType", type, "StringValue", value);
    }

    static Members binary(String type, byte[] value) {
        return Members.of("DataType", type, "BinaryValue", value);
    }

    /** The digests of the specification. */
    static Stream<Arguments> digests() {
        byte[] traceparent = "traceparent\u001e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01"
                .getBytes(StandardCharsets.US_ASCII);
        return Stream.of(
                Arguments.of("a311262e065454b75da111d535b8dacd", Members.of("Hello", string("There"))),
                Arguments.of(
                        "d838729972a4b70e2d2acd9d59ac847c",
                        Members.of(
                                "color", string("blue"),
                                "count", typed("Number", "3"),
                                "blob", binary("Binary", new byte[] {1, 2, 3}))),
                Arguments.of(
                        "4c360f3fdafd970e05fae2f149d997f5",
                        Members.of("General", string("Kenobi"), "Hello", string("There"), "Help.Me", string("Me"))),
                Arguments.of(
                        "235c5c510d26fb653d073faed50ae77c", Members.of("timestamp", typed("Number", "1493147359900"))),
                Arguments.of(
                        "2e2e4876d8e0bd6b8c2c8f556831c349",
                        Members.of("timestamp", typed("Number.java.lang.Long", "1493147359900"))),
                Arguments.of("8cbe4db156db8a94db8b801b7addb984", Members.of("attr1", binary("Binary", traceparent))),
                Arguments.of(
                        "a4d9c6728d0cc1f996166adb8cac69e2",
                        Members.of("a", typed("String.json", "{}"), "B", typed("Number.int", "42"))));
    }

    @ParameterizedTest
    @MethodSource("digests")
    default void attributesComeBackWithTheirDigest(String md5, Members attributes) {
        TestQueue queue = newQueue();

        Members sent = queue.send("a", "MessageAttributes", attributes);
        Members received = queue.receiveOne(EVERY, List.of("All"));

        assertThat(sent.text("MD5OfMessageAttributes")).isEqualTo(md5);
        assertThat(received.text("MD5OfMessageAttributes")).isEqualTo(md5);
        assertThat(received.members("MessageAttributes").asMap())
                .usingRecursiveComparison()
                .isEqualTo(attributes.asMap());
    }

    @Test
    default void numbersComeBackAsTheyWereWritten() {
        TestQueue queue = newQueue();
        Members attributes = Members.of(
                "padded", typed("Number", "007.10"),
                "wide", typed("Number", "-12345678901234567890123456789012345678"),
                "exponent", typed("Number", "1.5E-10"));

        queue.send("a", "MessageAttributes", attributes);

        assertThat(queue.receiveOne(EVERY, List.of("All"))
                        .members("MessageAttributes")
                        .asMap())
                .isEqualTo(attributes.asMap());
    }

    @Test
    default void emptyMapCountsAsNoAttributes() {
        TestQueue queue = newQueue();

        assertThat(queue.send("a", "MessageAttributes", Members.of()).has("MD5OfMessageAttributes"))
                .isFalse();
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of(List.of("All"), List.of("blue.1", "color", "col.x", "Color")),
                Arguments.of(List.of(".*"), List.of("blue.1", "color", "col.x", "Color")),
                Arguments.of(List.of("*"), List.of("blue.1", "color", "col.x", "Color")),
                Arguments.of(List.of("col.*"), List.of("color", "col.x")),
                Arguments.of(List.of("color", "unknown"), List.of("color")),
                Arguments.of(List.of("COLOR", "not legal!", "blue"), List.of()),
                Arguments.of(List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("filters")
    default void receiveBringsTheAttributesItNames(List<String> names, List<String> expected) {
        TestQueue queue = newQueue();
        queue.send(
                "a",
                "MessageAttributes",
                Members.of("color", string("1"), "Color", string("2"), "col.x", string("3"), "blue.1", string("4")));

        Members message = queue.receiveOne(EVERY, names);

        assertThat(message.has("MessageAttributes")).isEqualTo(!expected.isEmpty());
        assertThat(message.has("MD5OfMessageAttributes")).isEqualTo(!expected.isEmpty());
        if (!expected.isEmpty()) {
            assertThat(message.members("MessageAttributes").names()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    default void digestCoversOnlyWhatTheReceiveBrings() {
        TestQueue queue = newQueue();
        queue.send("a", "MessageAttributes", Members.of("color", string("blue"), "other", string("x")));

        assertThat(queue.receiveOne(EVERY, List.of("color")).text("MD5OfMessageAttributes"))
                .isEqualTo("da1b33cc3cbfe8b1630921e78e6b9880");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("AWS.x", string("a")),
                Arguments.of("amazon.x", string("a")),
                Arguments.of("x".repeat(256), string("a")),
                Arguments.of("with blank", string("a")),
                Arguments.of("slash/", string("a")),
                Arguments.of("type", typed("Text", "a")),
                Arguments.of("case", typed("string", "a")),
                Arguments.of("long-type", typed("String." + "x".repeat(250), "a")),
                Arguments.of("empty", string("")),
                Arguments.of("forbidden", string("a\u0000")),
                Arguments.of("word", typed("Number", "three")),
                Arguments.of("large", typed("Number", "1e127")),
                Arguments.of("mismatch", Members.of("DataType", "String", "BinaryValue", new byte[] {1})),
                Arguments.of("mismatch", Members.of("DataType", "Binary", "StringValue", "a")),
                Arguments.of("none", Members.of("DataType", "String")),
                Arguments.of(
                        "both", Members.of("DataType", "String", "StringValue", "a", "BinaryValue", new byte[] {1})));
    }

    @ParameterizedTest
    @MethodSource("refused")
    default void badAttributeIsRefused(String name, Members value) {
        TestQueue queue = newQueue();

        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> queue.send("a", "MessageAttributes", Members.of(name, value)));

        queue.assertCounts(0, 0, 0);
    }

    @Test
    default void listValuesAreNotSupported() {
        TestQueue queue = newQueue();
        Members list = Members.of("DataType", "String", "StringListValues", List.of("a", "b"));

        ErrorTable.UNSUPPORTED_OPERATION.answers(() -> queue.send("a", "MessageAttributes", Members.of("x", list)));
    }

    @Test
    default void tenAttributesAreTheMost() {
        TestQueue queue = newQueue();
        Members ten = Members.of();
        for (int i = 0; i < 10; i++) ten = ten.with("a" + i, string("x"));
        Members eleven = ten.with("a10", string("x"));

        queue.send("a", "MessageAttributes", ten);

        ErrorTable.INVALID_PARAMETER_VALUE.answers(() -> queue.send("a", "MessageAttributes", eleven), "[10]");
        assertThat(queue.receiveOne(EVERY, List.of("All"))
                        .members("MessageAttributes")
                        .names())
                .hasSize(10);
    }

    @Test
    default void longestNameAndTypeAreAllowed() {
        TestQueue queue = newQueue();
        String name = "n".repeat(255);
        String type = "String." + "x".repeat(249);

        queue.send("a", "MessageAttributes", Members.of(name, typed(type, "v")));

        assertThat(queue.receiveOne(EVERY, List.of("n.*"))
                        .members("MessageAttributes")
                        .members(name)
                        .text("DataType"))
                .isEqualTo(type);
    }
}
