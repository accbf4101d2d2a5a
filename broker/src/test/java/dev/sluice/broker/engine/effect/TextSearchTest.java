package dev.sluice.broker.engine.effect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSearchTest {

    @Test
    void findsWhatJavaFinds() {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String text = abc(random, random.nextInt(6));
            String body = abc(random, random.nextInt(30));

            assertThat(new TextSearch(text).isIn(body.getBytes(UTF_8)))
                    .as("%s in %s", text, body)
                    .isEqualTo(body.contains(text));
        }
    }

    @Test
    void findsLettersOfSeveralBytes() {
        byte[] body = "grüße, 世界".getBytes(UTF_8);

        assertThat(new TextSearch("üße").isIn(body)).isTrue();
        assertThat(new TextSearch("世界").isIn(body)).isTrue();
        assertThat(new TextSearch("Grüße").isIn(body)).isFalse();
    }

    private static String abc(Random random, int length) {
        return random.ints(length, 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
