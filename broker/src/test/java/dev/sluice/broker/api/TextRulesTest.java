package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in texts, ids and numbers. */
class TextRulesTest {

    @ParameterizedTest
    @ValueSource(ints = {0x9, 0xA, 0xD, 0x20, 0x7F, 0x80, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF})
    void aMessageMayHaveTheseCodePoints(int codePoint) {
        assertThat(Characters.areText("a" + Character.toString(codePoint) + "z"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0, 0x8, 0xB, 0xC, 0xE, 0x1F, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFE, 0xFFFF})
    void aMessageMayNotHaveTheseCodePoints(int codePoint) {
        assertThat(Characters.areText("a" + Character.toString(codePoint) + "z"))
                .isFalse();
        assertThat(Characters.areText(Character.toString(codePoint))).isFalse();
    }

    @Test
    void surrogatesInTheWrongOrderAreNoCharacter() {
        assertThat(Characters.areText("\uDE00\uD83D")).isFalse();
        assertThat(Characters.areText("\uD83D\uD83D\uDE00")).isFalse();
        assertThat(Characters.areText("\uD83D\uDE00")).isTrue();
    }

    @Test
    void aGroupIdIs1To128LettersDigitsAndPunctuationMarks() {
        assertThat(Characters.areId("a".repeat(128))).isTrue();
        assertThat(Characters.areId("aZ0!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")).isTrue();
        assertThat(Characters.areId("")).isFalse();
        assertThat(Characters.areId("a".repeat(129))).isFalse();
        assertThat(Characters.areId("a b")).isFalse();
        assertThat(Characters.areId("ä")).isFalse();
        assertThat(Characters.areId("\u007F")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+1",
                "1.",
                ".5",
                "007",
                "1e5",
                "1E+5",
                "1.5e-128",
                "1e126",
                "10e125",
                "0.1e127",
                "0e999999",
                "99999999999999999999999999999999999999",
                "-12345678901234567890123456789012345678e80",
                "100000000000000000000000000000000000000000000",
                "1493147359900"
            })
    void theseAreNumbers(String text) {
        assertThat(NumberText.isNumber(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "abc",
                "1x",
                "0x10",
                "1e",
                "1e+",
                "1 ",
                " 1",
                "1,5",
                "1.2.3",
                "--1",
                "NaN",
                "Infinity",
                "2e126",
                "1.1e126",
                "1e127",
                "9e-129",
                "1e999999999999",
                "123456789012345678901234567890123456789",
                "\u0661"
            })
    void theseAreNoNumbers(String text) {
        assertThat(NumberText.isNumber(text)).isFalse();
    }

    @Test
    void numbersOfQueueAttributesArePlainDigits() {
        assertThat(NumberText.digits("0", 0, 900)).isZero();
        assertThat(NumberText.digits("0900", 0, 900)).isEqualTo(900);
        for (String text : new String[] {"", "901", "-1", "+1", " 1", "1.0", "1e2", "99999999999999999999"}) {
            assertThat(NumberText.digits(text, 0, 900)).as(text).isNegative();
        }
    }
}
