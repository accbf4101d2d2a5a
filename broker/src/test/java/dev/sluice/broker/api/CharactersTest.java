package dev.sluice.broker.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CharactersTest {
    private static final String[] PIECES = {
        "a", "~", " ", "\u007f", "\t", "\n", "\r", "\u0000", "\u001f", "\u000b", "\u0080", "é", "\uFFFD", "\uFFFE", "😀"
    };

    @Test
    void eightBytesAtATimeSayTheSameAsOneCharacterAtATime() {
        var random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder("x".repeat(random.nextInt(20)));
            for (int i = random.nextInt(3); i > 0; i--) {
                text.insert(random.nextInt(text.length() + 1), PIECES[random.nextInt(PIECES.length)]);
            }
            String whole = text.toString();

            assertThat(Characters.areText(whole, whole.getBytes(UTF_8)))
                    .as(whole)
                    .isEqualTo(Characters.areText(whole));
        }
    }

    @Test
    void aLoneSurrogateIsFoundThoughItsUtf8IsAQuestionMark() {
        String lone = "abc\uD800";

        assertThat(Characters.areText(lone)).isFalse();
        assertThat(Characters.areText(lone, lone.getBytes(UTF_8))).isFalse();
    }
}
