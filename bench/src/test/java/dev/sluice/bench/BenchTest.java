package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The modes against a server in this process: right counts, not figures. */
final class BenchTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void sendStopsAtItsMessages() {
        try (var broker = new ToyBroker()) {
            int code = bench("send", "--endpoint", broker.endpoint(), "--connections", "2", "--messages", "200");

            assertThat(printed()).contains("\"mode\":\"send\"", "\"messages\":200,", "\"errors\":0");
            assertThat(code).isZero();
        }
    }

    @Test
    void aBatchCountsAsTenMessages() {
        try (var broker = new ToyBroker()) {
            bench("send-batch", "--endpoint", broker.endpoint(), "--connections", "2", "--messages", "200");

            assertThat(printed()).contains("\"messages\":200,", "\"requests\":20,");
        }
    }

    @Test
    void receiveDeleteDrainsWhatItFilled() {
        try (var broker = new ToyBroker()) {
            int code =
                    bench("receive-delete", "--endpoint", broker.endpoint(), "--connections", "2", "--messages", "500");

            assertThat(printed()).contains("\"messages\":500,", "\"duplicates\":0", "\"left\":0");
            assertThat(code).isZero();
        }
    }

    @Test
    void aMessageReceivedTwiceIsADuplicateAndAFailure() {
        try (var broker = new ToyBroker().deliveringTwice()) {
            int code = roundtrip(broker);

            assertThat(printed()).doesNotContain("\"duplicates\":0");
            assertThat(code).isEqualTo(1);
        }
    }

    @Test
    void roundtripOfAnHonestServerLosesNothing() {
        try (var broker = new ToyBroker()) {
            int code = roundtrip(broker);

            assertThat(printed()).contains("\"lost\":0", "\"duplicates\":0", "\"end to end\":{\"count\":");
            assertThat(code).isZero();
        }
    }

    @Test
    void aMessageThatNeverComesIsLeftOver() {
        try (var broker = new ToyBroker().losingOne()) {
            int code =
                    bench("receive-delete", "--endpoint", broker.endpoint(), "--connections", "2", "--messages", "100");

            assertThat(printed()).contains("\"left\":1");
            assertThat(code).isEqualTo(1);
        }
    }

    @Test
    void backlogComparesDeepWithShallow() {
        try (var broker = new ToyBroker()) {
            int code = bench(
                    "backlog",
                    "--endpoint",
                    broker.endpoint(),
                    "--connections",
                    "2",
                    "--depth",
                    "1000",
                    "--slice",
                    "100",
                    "--pairs",
                    "2");

            assertThat(printed()).contains("\"mode\":\"backlog\"", "\"depth\":1000", "\"duplicates\":0");
            assertThat(code).isZero();
        }
    }

    @Test
    void publishCountsWhatArrivesInItsQueues() {
        try (var broker = new ToyBroker()) {
            int code = bench(
                    "publish",
                    "--endpoint",
                    broker.endpoint(),
                    "--connections",
                    "2",
                    "--queues",
                    "2",
                    "--subscriptions",
                    "3",
                    "--pairs",
                    "1",
                    "--messages",
                    "40");

            assertThat(printed())
                    .contains(
                            "\"mode\":\"publish\"", "\"form\":\"envelope\",\"filtered\":true", "\"mode\":\"matching\"");
            assertThat(code).isZero();
        }
    }

    @Test
    void theFloorAnswersWhatItIsAsked() {
        int code = bench("floor", "--connections", "4", "--messages", "400", "--batch", "2");

        assertThat(printed()).contains("\"mode\":\"floor\"", "\"messages\":400,", "\"serverRssBytes\":");
        assertThat(code).isZero();
    }

    private int roundtrip(ToyBroker broker) {
        return bench(
                "roundtrip", "--endpoint", broker.endpoint(), "--connections", "4", "--rate", "200", "--seconds", "1");
    }

    private int bench(String... arguments) {
        var command = new String[arguments.length + 3];
        System.arraycopy(arguments, 0, command, 0, arguments.length);
        command[arguments.length] = "--json";
        command[arguments.length + 1] = "--warmup";
        command[arguments.length + 2] = "0";
        var before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            return Bench.commandLine().execute(command);
        } finally {
            System.setOut(before);
        }
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
