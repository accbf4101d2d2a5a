package dev.sluice.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.trigger.TriggerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Triggers in the configuration. */
class DeclaredTriggersTest {
    @TempDir
    Path directory;

    @Test
    void everyKeyIsRead() {
        assertThat(read("""
                        triggers.transcode {
                          queue = video-jobs
                          url = "http://127.0.0.1:8080/fn?x=1"
                          batch-size = 10000
                          batching-window = 5m
                          max-concurrency = 1
                          timeout = 15m
                          partial-failures = false
                          enabled = false
                          public-addresses-only = true
                        }
                        """))
                .containsExactly(new TriggerOptions(
                        "transcode",
                        new QueueId("000000000000", "us-east-1", "video-jobs"),
                        URI.create("http://127.0.0.1:8080/fn?x=1"),
                        10_000,
                        Duration.ofMinutes(5),
                        1,
                        Duration.ofMinutes(15),
                        false,
                        false,
                        true));
    }

    @Test
    void whatIsNotSaidIsAsOnLambda() {
        assertThat(
                        read(
                                "triggers { a { queue = jobs.fifo, url = \"https://fn\" }, b { queue = q, url = \"http://fn\" } }"))
                .extracting(
                        TriggerOptions::name,
                        TriggerOptions::batchSize,
                        TriggerOptions::batchingWindow,
                        TriggerOptions::maxConcurrency,
                        TriggerOptions::timeout,
                        TriggerOptions::partialFailures,
                        TriggerOptions::enabled)
                .containsExactly(
                        tuple("a", 10, Duration.ZERO, 1_000, Duration.ofSeconds(30), true, true),
                        tuple("b", 10, Duration.ZERO, 1_000, Duration.ofSeconds(30), true, true));
    }

    @Test
    void addressesAreGuardedAsThoseOfSubscriptionsAre() {
        String trigger = "triggers.a { queue = q, url = \"http://fn\" }\n";

        assertThat(read(trigger).get(0).publicAddressesOnly()).isFalse();
        assertThat(read(trigger + "auth.mode = none").get(0).publicAddressesOnly())
                .isTrue();
        assertThat(read(trigger + "auth.mode = none\ntriggers.a.public-addresses-only = false")
                        .get(0)
                        .publicAddressesOnly())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    url = "http://fn"                                              | triggers.a (%s: 1) lacks queue
                    queue = q                                                      | triggers.a (%s: 1) lacks url
                    queue = q, url = "http://fn", batchsize = 5                    | unknown option triggers.a.batchsize (%s: 1); the nearest is batch-size
                    queue = "a b", url = "http://fn"                               | triggers.a.queue = a b (%s: 1) must be the name of a queue
                    queue = q, url = "ftp://fn"                                    | triggers.a.url = ftp://fn (%s: 1) must be an http:// or https:// URL
                    queue = q, url = "http://fn", batch-size = 11                  | triggers.a.batch-size = 11 (%s: 1) must be 10 or less, or have a batching-window of 1s or more beside it
                    queue = q.fifo, url = "http://fn", batch-size = 11             | triggers.a.batch-size = 11 (%s: 1) must be a whole number from 1 to 10
                    queue = q.fifo, url = "http://fn", batching-window = 1s        | triggers.a.batching-window = 1s (%s: 1) must be 0s, because a FIFO queue's messages are not gathered
                    queue = q, url = "http://fn", batching-window = 301s           | triggers.a.batching-window = 301s (%s: 1) must be a duration with its unit, such as 30s, from 0s to 5m
                    queue = q, url = "http://fn", max-concurrency = 0              | triggers.a.max-concurrency = 0 (%s: 1) must be a whole number from 1 to 1000
                    queue = q, url = "http://fn", timeout = 30                     | triggers.a.timeout = 30 (%s: 1) must be a duration with its unit, such as 30s, from 1s to 15m
                    queue = q, url = "http://fn", enabled = perhaps                | triggers.a.enabled = perhaps (%s: 1) must be true or false
                    """)
    void whatCannotBeIsRefused(String trigger, String message) {
        Path file = file("triggers.a { " + trigger + " }");

        assertThatThrownBy(() -> load(file))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessage(message.formatted(file));
    }

    @Test
    void nameMustBeFitForAMetric() {
        assertThatThrownBy(() -> read("triggers.\"a b\" { queue = q, url = \"http://fn\" }"))
                .hasMessageContaining("named by 1 to 80 letters, digits, hyphens and underscores");
    }

    private List<TriggerOptions> read(String text) {
        return load(file(text)).broker().triggers().triggers();
    }

    private static Configuration load(Path file) {
        return Configuration.load(List.of(file), Map.of(), List.of());
    }

    private Path file(String text) {
        try {
            return Files.writeString(directory.resolve("sluice.conf"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
