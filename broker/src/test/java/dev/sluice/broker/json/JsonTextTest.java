package dev.sluice.broker.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void aValueIsWhatTheTextSays() {
        assertThat(JsonText.value("{'b':[1,'x',true,null],'a':{}}".replace('\'', '"')))
                .isEqualTo(Map.of("b", List.of(BigDecimal.ONE, "x", true, JsonText.NULL), "a", Map.of()));
        assertThat(JsonText.value(" \"text\" ")).isEqualTo("text");
    }

    @Test
    void membersKeepTheOrderInWhichTheyAreWritten() {
        assertThat(JsonText.of(requireNonNull(JsonText.value("{\"b\": 1, \"a\": [true, null, \"x\"]}"))))
                .isEqualTo("{\"b\":1,\"a\":[true,null,\"x\"]}");
    }

    @Test
    void textThatIsNotOneWholeValueIsNoValueAndTheReasonIsOneLine() {
        assertThat(JsonText.value("{\"a\":1} x")).isNull();
        assertThat(JsonText.value("")).isNull();
        assertThat(JsonText.whyNot("")).isEqualTo("No value.");
        assertThat(JsonText.whyNot("{\"a\":1} 2")).isEqualTo("Something follows the value.");
        assertThat(JsonText.whyNot("{a"))
                .startsWith("Unexpected character ('a'")
                .doesNotContain("\n");
        assertThat(JsonText.whyNot("[]")).isEmpty();
    }

    @Test
    void nestingEndsWhereTheParserEndsItAndNotInAnOverflow() {
        assertThat(JsonText.value("[".repeat(1_000) + "]".repeat(1_000))).isNotNull();
        assertThat(JsonText.value("[".repeat(1_001) + "]".repeat(1_001))).isNull();
        assertThat(JsonText.whyNot("[".repeat(100_000))).contains("nesting depth");
    }

    @Test
    void spellingsOfOneNumberAreOneNumber() {
        assertThat(JsonText.sameMeaning("{\"a\":1e2,\"b\":0.50}", "{ \"b\":5e-1, \"a\":100 }"))
                .isTrue();
        assertThat(JsonText.sameMeaning("[1]", "[2]")).isFalse();
        assertThat(JsonText.sameMeaning("x", "x")).isFalse();
        assertThat(JsonText.of(List.of(new BigDecimal("100"), 7))).isEqualTo("[100,7]");
    }

    @Test
    void aNumberIsPlainUnlessItsDigitsWouldHaveNoEnd() {
        assertThat(JsonText.plain(new BigDecimal("1e30"))).isEqualTo("1" + "0".repeat(30));
        assertThat(JsonText.plain(new BigDecimal("0.00001"))).isEqualTo("0.00001");
        assertThat(JsonText.plain(new BigDecimal("1e999999999"))).isEqualTo("1E+999999999");
        assertThat(JsonText.plain(BigDecimal.valueOf(1, Integer.MIN_VALUE))).isEqualTo("1E+2147483648");
        assertThat(JsonText.plain(new BigDecimal("1e-999999999"))).isEqualTo("1E-999999999");
        assertThat(JsonText.plain(true)).isEqualTo("true");
    }

    @Test
    void aNumberWhoseExponentIsBeyondAllNumbersIsNoValue() {
        for (String number : List.of("1e99999999999", "100e2147483648", "1e-99999999999")) {
            assertThat(JsonText.value("[" + number + "]")).isNull();
            assertThat(JsonText.whyNot("[" + number + "]")).isEqualTo("The exponent of a number is too large.");
        }
    }
}
