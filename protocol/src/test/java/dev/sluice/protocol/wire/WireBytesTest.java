package dev.sluice.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WireBytesTest {

    private final WireBytes out = new WireBytes();

    @Test
    void growsWithWhatIsWritten() {
        byte[] chunk = "0123456789".getBytes(UTF_8);
        for (int i = 0; i < 10_000; i++) {
            out.write(chunk);
            out.write('.');
            out.write(chunk, 3, 2);
        }

        assertThat(text()).isEqualTo("0123456789.34".repeat(10_000));
    }

    @Test
    void resetForgetsAndKeepsTheArray() {
        out.write(new byte[100_000]);
        byte[] array = out.array();

        out.reset();

        assertThat(out.length()).isZero();
        assertThat(out.array()).isSameAs(array);
    }

    @Test
    void resetGivesAHugeArrayBack() {
        out.write(new byte[10_000_000]);

        out.reset();

        assertThat(out.array().length).isLessThan(100_000);
        out.write('a');
        assertThat(text()).isEqualTo("a");
    }

    @Test
    void textOfAnyLengthAndKindIsUtf8() {
        var random = new Random(1);
        for (int i = 0; i < 200; i++) {
            String text = random.ints(random.nextInt(9_000), 0, Character.MAX_CODE_POINT + 1)
                    .map(c -> random.nextInt(8) == 0 ? c : ' ' + c % 0x300)
                    .filter(c -> !isReplacedInXml(c))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            out.reset();
            out.text(text, Escapes.XML);
            assertThat(text().equals(text)).as("text %s of seed 1", i).isTrue();
        }
    }

    @Test
    void asciiIsEscapedAlikeInWordsAndAlone() {
        var random = new Random(2);
        for (int i = 0; i < 3_000; i++) {
            int rare = 1 + random.nextInt(30);
            String text = random.ints(random.nextInt(60), 0, 0x80)
                    .map(c -> random.nextInt(rare) == 0 ? c : 'a' + c % 26)
                    .map(c -> c == 0x7F && random.nextBoolean() ? '\uD83D' : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(together(text, Escapes.JSON)).isEqualTo(oneByOne(text, Escapes.JSON));
            assertThat(together(text, Escapes.XML)).isEqualTo(oneByOne(text, Escapes.XML));
        }
    }

    private String together(String text, Escapes escapes) {
        out.reset();
        out.text(text, escapes);
        return text();
    }

    private String oneByOne(String text, Escapes escapes) {
        out.reset();
        for (int i = 0; i < text.length(); i++) out.text(text.substring(i, i + 1), escapes);
        return text();
    }

    private static boolean isReplacedInXml(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c < ' ' || surrogate || c == 0xFFFE || c == 0xFFFF || "&<>\"".indexOf(c) >= 0;
    }

    private String text() {
        return new String(out.array(), 0, out.length(), UTF_8);
    }
}
