package dev.sluice.protocol.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormParametersTest {

    private static final byte[] NO_BODY = new byte[0];

    @ParameterizedTest
    @CsvSource({
        "a=b, b",
        "a=b+c, b c",
        "a=b%20c, b c",
        "a=b%2Bc, b+c",
        "a=%41%4a%4A, AJJ",
        "a=h%C3%A9llo+%F0%9F%98%80, héllo 😀",
        "a=héllo, héllo",
        "a=b=c, b=c",
        "a=b%3Dc%26, b=c&",
        "%61=b, b",
        "&&a=b&&, b",
        "a=x&a=b, b",
        "x=y&a=b&z, b",
        "a=%00, '\0'"
    })
    void valueIsDecoded(String form, String value) {
        assertThat(body(form).get("a")).isEqualTo(value);
        assertThat(FormParameters.parse(form, NO_BODY).get("a")).isEqualTo(value);
    }

    @Test
    void emptyIsNotAbsent() {
        assertThat(body("a=&b").get("a")).isEmpty();
        assertThat(body("a=&b").get("b")).isEmpty();
        assertThat(body("a=&b").get("c")).isNull();
        assertThat(body("a.b=c").get("a")).isNull();
    }

    @Test
    void bodyCountsBeforeTheQueryString() {
        var parameters = FormParameters.parse("a=1&b=2", "b=3&c=4".getBytes(UTF_8));

        assertThat(parameters.get("a")).isEqualTo("1");
        assertThat(parameters.get("b")).isEqualTo("3");
        assertThat(parameters.get("c")).isEqualTo("4");
    }

    @Test
    void nothingIsNoParameters() {
        assertThat(FormParameters.parse(null, NO_BODY).get("a")).isNull();
        assertThat(FormParameters.parse("", NO_BODY).get("")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=%",
                "a=%4",
                "a=%4&b=c",
                "a=%zz",
                "a=%-1",
                "a=%+1",
                "a=%%41",
                "%=a",
                "a=\u00e9",
                "a=%ff",
                "a=%ED%A0%BD"
            })
    void brokenEncodingIsMalformed(String form) {
        assertMalformed(form.getBytes(ISO_8859_1));
    }

    @Test
    void numberOfParametersIsBounded() {
        assertThat(body("a=1&".repeat(10_000)).get("a")).isEqualTo("1");
        assertMalformed("a=1&".repeat(10_001).getBytes(UTF_8));
    }

    @Test
    void depthOfNamesIsBounded() {
        var node = body(".".repeat(1_000_000) + "=x").root();

        int depth = 0;
        for (FormNode child = node.child(""); child != null; child = child.child("")) depth++;
        assertThat(depth).isLessThan(10);
    }

    @Test
    void bodyMayBeLongerThanAnyLegalOne() {
        assertThat(body("a=" + "%41".repeat(2_800_000)).get("a")).hasSize(2_800_000);
    }

    private static FormParameters body(String form) {
        return FormParameters.parse(null, form.getBytes(UTF_8));
    }

    private static void assertMalformed(byte[] form) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> FormParameters.parse(null, form))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(ErrorCode.MALFORMED_INPUT));
    }
}
