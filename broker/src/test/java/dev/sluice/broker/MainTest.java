package dev.sluice.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.Command.CreateQueue;
import dev.sluice.broker.engine.Entry;
import dev.sluice.broker.engine.ShardMachine;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.store.RocksStore;
import dev.sluice.broker.store.StoreOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void withoutACommandTheHelpIsShown() {
        assertThat(run()).isZero();
        assertThat(out()).contains("sluice server").contains("--management-port");
    }

    @Test
    void helpIsShownWhereverItIsAskedFor() {
        assertThat(run("server", "--help")).isZero();
        assertThat(out()).contains("sluice server");
    }

    @Test
    void scalingHasHelpOfItsOwn() {
        assertThat(run("scaling", "exec", "--help")).isZero();
        assertThat(out()).contains("{desired}", "--dry-run", "--policy");
    }

    @Test
    void versionNamesTheBrokersAndJavas() {
        assertThat(run("version")).isZero();
        assertThat(out()).startsWith("sluice ").contains("Java " + Runtime.version());
    }

    @Test
    void wrongUsageIsToldInOneLine() {
        assertWrongUsage("there is no command sever", "sever");
        assertWrongUsage("there is no flag --prot", "server", "--prot", "1");
        assertWrongUsage("there is no argument 9324", "server", "9324");
        assertWrongUsage("--port needs a value", "server", "--port");
        assertWrongUsage("--set needs KEY=VALUE, not storage.sync", "server", "--set", "storage.sync");
        assertWrongUsage("config needs check or print", "config");
        assertWrongUsage(
                "--elasticmq-conf can be given once", "server", "--elasticmq-conf=a.conf", "--elasticmq-conf=b.conf");
        assertWrongUsage("data needs", "data", "repair");
    }

    @Test
    void flagsTakeTheirValueWithASpaceOrAnEqualsSign() {
        assertThat(run(
                        "config",
                        "print",
                        "--port",
                        "1",
                        "--management-port=2",
                        "--set",
                        "server.public-url=http://a:1"))
                .isZero();

        assertThat(out())
                .contains("server.data.port = 1  # --port\n")
                .contains("server.management.port = 2  # --management-port\n")
                .contains("server.public-url = http://a:1  # --set\n");
    }

    @Test
    void whatIsPassedOverInAFileOfElasticMqIsSaid() throws IOException {
        var file =
                Files.writeString(directory.resolve("custom.conf"), "storage.type = in-memory\nrest-sqs.bind-port = 7");

        assertThat(run("config", "check", "--elasticmq-conf", file.toString())).isZero();
        assertThat(out())
                .isEqualTo("warning: storage (%s: 1) is ignored: it has no meaning here%nthe configuration is valid%n"
                        .formatted(file));
        assertThat(run("config", "print", "--elasticmq-conf", file.toString())).isZero();
        assertThat(out()).contains("server.data.port = 7  # rest-sqs.bind-port in " + file + ": 2\n");
    }

    @Test
    void invalidConfigurationIsToldInOneLineWithoutATrace() {
        assertThat(run("server", "--set", "storage.sink=never")).isEqualTo(1);

        assertThat(err()).isEqualTo("sluice: unknown option storage.sink (--set); the nearest is storage.sync\n");
    }

    @Test
    void configCheckSaysWhenAllIsWell() {
        assertThat(run("config", "check")).isZero();
        assertThat(out()).isEqualTo("the configuration is valid\n");
    }

    @Test
    void healthOfNoBrokerSaysWhereItAsked() {
        assertThat(run("health", "--management-port", "1")).isEqualTo(1);
        assertThat(err()).startsWith("sluice: no answer from http://127.0.0.1:1/health/ready: ");
    }

    @Test
    void dataCommandsMakeNoDirectory() {
        var absent = directory.resolve("absent");

        assertThat(run("data", "recover", "--data", absent.toString())).isEqualTo(1);

        assertThat(err()).isEqualTo("sluice: there is no data directory " + absent + "\n");
        assertThat(absent).doesNotExist();
    }

    @Test
    void soundDataIsVerifiedQueueByQueue() {
        try (var store = RocksStore.open(StoreOptions.stopped(directory))) {
            var machine = new ShardMachine(store.messages(), 120_000);
            machine.restored();
            var queue = new QueueId("000000000000", "us-east-1", "jobs");
            var effects = new Effects();
            machine.apply(
                    new Entry(1, 1_800_000_000_000L, new CreateQueue(queue, QueueAttributes.DEFAULTS, Map.of())),
                    effects);
            machine.endTurn(effects);
            store.write(effects.changes(), machine.head());
        }

        assertThat(run("data", "verify", "--data", directory.toString())).isZero();

        assertThat(out()).contains(":jobs: 0 waiting, 0 received").contains("sound: 1 queues");
    }

    private void assertWrongUsage(String message, String... words) {
        err.reset();
        assertThat(run(words)).isEqualTo(2);
        assertThat(err()).startsWith("sluice: " + message).hasLineCount(1);
    }

    private int run(String... words) {
        var in = new ByteArrayInputStream(new byte[0]);
        return new Main(in, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)).run(List.of(words));
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }
}
