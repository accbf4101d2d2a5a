package dev.sluice.protocol.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors were recorded from AWS, but for the one that says otherwise. */
class MessageDigestsTest {

    private static final Attribute HELLO = text("Hello", "String", "There");
    private static final Attribute GENERAL = text("General", "String", "Kenobi");

    @ParameterizedTest
    @CsvSource({
        "message, 78e731027d8fd50ed642340b7c9a63b3",
        "test, 098f6bcd4621d373cade4e832627b4f6",
        "héllo 😀, 207dd4f0cd7a4f13b4932646cd1f8f2b"
    })
    void bodyIsDigestedAsUtf8(String body, String digest) {
        assertThat(MessageDigests.hex(MessageDigests.md5(body.getBytes(UTF_8)))).isEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource({
        "Hello, String, There, a311262e065454b75da111d535b8dacd",
        "k, String, x, a45daa70926828a2f0a1db3418e6feb4",
        "color, String, blue, da1b33cc3cbfe8b1630921e78e6b9880",
        "Foo, String, Bar, ae7155c6026991b6d54b11589678bf9c",
        "timestamp, Number, 1493147359900, 235c5c510d26fb653d073faed50ae77c",
        "timestamp, Number.java.lang.Long, 1493147359900, 2e2e4876d8e0bd6b8c2c8f556831c349"
    })
    void singleAttributeIsDigestedWithItsWholeType(String name, String type, String value, String digest) {
        assertThat(digest(text(name, type, value))).isEqualTo(digest);
    }

    @Test
    void attributesAreDigestedInTheOrderOfTheirNames() {
        assertThat(digest(HELLO, GENERAL)).isEqualTo("fca026605781cb4126a1e9044df24232");
        assertThat(digest(GENERAL, HELLO, text("Help.Me", "String", "Me")))
                .isEqualTo("4c360f3fdafd970e05fae2f149d997f5");
    }

    @Test
    void textAndBinaryAttributesMix() {
        assertThat(digest(
                        binary("blob", new byte[] {1, 2, 3}),
                        text("color", "String", "blue"),
                        text("count", "Number", "3")))
                .isEqualTo("d838729972a4b70e2d2acd9d59ac847c");
    }

    @Test
    void binaryAttributeIsDigestedAsItsBytes() {
        String value = "traceparent\u001e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01";

        assertThat(digest(binary("attr1", value.getBytes(UTF_8)))).isEqualTo("8cbe4db156db8a94db8b801b7addb984");
    }

    @Test
    void upperCaseSortsFirst() { // computed, not recorded
        assertThat(digest(text("B", "Number.int", "42"), text("a", "String.json", "{}")))
                .isEqualTo("a4d9c6728d0cc1f996166adb8cac69e2");
    }

    @Test
    void systemAttributesAreDigestedAlike() {
        String header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

        assertThat(digest(text("AWSTraceHeader", "String", header))).isEqualTo("5ae4d5d7636402d80f4eb6d213245a88");
    }

    private static String digest(Attribute... attributes) {
        var map = new LinkedHashMap<String, MessageAttributeValue>();
        for (Attribute attribute : attributes) map.put(attribute.name(), attribute.value());
        return MessageDigests.ofAttributes(map);
    }

    private static Attribute text(String name, String dataType, String value) {
        return new Attribute(name, new MessageAttributeValue(dataType, value, null, false));
    }

    private static Attribute binary(String name, byte[] value) {
        return new Attribute(name, new MessageAttributeValue("Binary", null, value, false));
    }

    private record Attribute(String name, MessageAttributeValue value) {}
}
