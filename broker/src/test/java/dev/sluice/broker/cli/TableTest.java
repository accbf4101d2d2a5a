package dev.sluice.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TableTest {
    private static String printed(Table table) {
        var out = new ByteArrayOutputStream();
        table.print(new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8);
    }

    @Test
    void numbersStandToTheRightAndWordsToTheLeft() {
        var table = new Table("NAME", "AGE", "SECONDS", "SENT");
        table.row("a-long-name", 10, 1.942, "2026-11-22");
        table.row("b", 9, "-", "");
        assertThat(printed(table)).isEqualTo("""
                NAME         AGE  SECONDS  SENT
                a-long-name   10    1.942  2026-11-22
                b              9        -
                """);
    }

    @Test
    void whatHasLinesTakesOne() {
        var table = new Table("BODY");
        table.row("a\nb\tc");
        assertThat(printed(table)).isEqualTo("BODY\na\\nb\\tc\n");
    }
}
