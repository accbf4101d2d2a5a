package dev.sluice.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MeterTest {
    private final Meter meter = new Meter();
    private final Tally sends = meter.requests("SendMessage");

    @Test
    void countsOnlyWhileOpen() {
        meter.count(sends, 1, 1);
        meter.open();
        meter.count(sends, 2_000_000, 10);
        meter.close();
        meter.count(sends, 3, 1);

        assertThat(sends.count()).isEqualTo(1);
        assertThat(sends.messages()).isEqualTo(10);
        assertThat(sends.maxMillis()).isCloseTo(2, within(0.01));
    }

    @Test
    void percentilesAreInMilliseconds() {
        meter.open();
        for (int i = 1; i <= 1000; i++) meter.count(sends, i * 1_000_000L, 1);

        assertThat(sends.percentileMillis(50)).isCloseTo(500, within(1.0));
        assertThat(sends.percentileMillis(99)).isCloseTo(990, within(1.0));
        assertThat(sends.percentileMillis(99.9)).isCloseTo(999, within(1.0));
    }

    @Test
    void keepsTheFirstErrorsText() {
        meter.open();
        for (int i = 0; i < 5; i++) meter.countError(sends, "503 no " + i);

        assertThat(sends.errors()).isEqualTo(5);
        assertThat(meter.errorSamples())
                .containsExactly("SendMessage: 503 no 0", "SendMessage: 503 no 1", "SendMessage: 503 no 2");
    }

    @Test
    void ratesArePerSecondOfTheServersProcessor() {
        meter.open();
        for (int i = 0; i < 100; i++) meter.count(sends, 1000, 10);
        var usage = new Usage(2, 0.001, new Usage.Server(0.5, 1 << 20, 7, 0, 0), 0, 0);

        var result = new Result("send-batch", Map.of(), 1000, usage, meter.tallies(), Map.of(), List.of());

        assertThat(result.messagesPerSecond()).isEqualTo(500);
        assertThat(result.messagesPerCpuSecond()).isEqualTo(2000);
        assertThat(result.requestsPerCpuSecond()).isEqualTo(200);
        assertThat(result.clientMicrosPerRequest()).isCloseTo(10, within(0.001));
    }

    @Test
    void jsonEscapesWhatItMust() {
        assertThat(Json.write(Map.of("a", List.of("q\"\\\n", 1, 1.5, true))))
                .isEqualTo("{\"a\":[\"q\\\"\\\\\\u000a\",1,1.5000,true]}");
    }

    @Test
    void readsWhatThisProcessUses() {
        var sample = ProcessSample.of(ProcessHandle.current().pid());

        assertThat(sample.rssBytes()).isGreaterThan(1 << 20);
        assertThat(sample.threads()).isPositive();
        assertThat(sample.cpuSeconds()).isPositive();
    }
}
