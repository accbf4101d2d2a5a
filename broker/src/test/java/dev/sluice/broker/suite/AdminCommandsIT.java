package dev.sluice.broker.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.cli.AdminCommands;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice queue}, {@code sluice dlq} and {@code sluice topic} against a broker. */
@TestInstance(Lifecycle.PER_CLASS)
class AdminCommandsIT {
    private LocalBroker broker;

    private record Ended(int status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        broker = LocalBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Ended sluice(String... words) {
        return typing("", words);
    }

    private Ended typing(String input, String... words) {
        var environment = Map.of(
                "SLUICE_ENDPOINT", broker.endpoint().toString(),
                "SLUICE_MANAGEMENT", broker.management().toString());
        return run(environment, input, words);
    }

    private static Ended run(Map<String, String> environment, String input, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var commands = new AdminCommands(
                environment,
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        int status = commands.run(List.of(words));
        return new Ended(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    @Test
    void aQueueIsCreatedShownListedAndDeleted() {
        Ended created = sluice("queue", "create", "cli-1", "-a", "VisibilityTimeout=60", "--tag", "team=video");
        assertThat(created.status()).as(created.err()).isZero();
        assertThat(created.out()).endsWith("/000000000000/cli-1\n");

        assertThat(sluice("queue", "show", "cli-1").out())
                .contains("VisibilityTimeout")
                .containsPattern("tag team +video");
        assertThat(Json.read(sluice("queue", "show", "cli-1", "-o", "json").out())
                        .members("attributes")
                        .text("VisibilityTimeout"))
                .isEqualTo("60");
        assertThat(sluice("queue", "ls", "--prefix", "cli-1", "-o", "name").lines())
                .containsExactly("cli-1");
        assertThat(sluice("queue", "ls").lines().get(0)).startsWith("NAME").contains("IN FLIGHT");

        assertThat(typing("n\n", "queue", "delete", "cli-1").status()).isEqualTo(1);
        assertThat(sluice("queue", "delete", "cli-1", "--yes").status()).isZero();
        assertThat(sluice("queue", "show", "cli-1").status()).isEqualTo(3);
    }

    @Test
    void messagesAreSentLookedAtAndPurged() {
        sluice("queue", "create", "cli-2.fifo", "-a", "ContentBasedDeduplication=true");
        Ended sent = sluice("queue", "send", "cli-2.fifo", "a film", "--group", "g", "-a", "kind=film");
        assertThat(typing("from\nstdin", "queue", "send", "cli-2.fifo", "-", "--group", "g")
                        .status())
                .isZero();

        Ended seen = sluice("queue", "peek", "cli-2.fifo");
        assertThat(seen.lines()).hasSize(3);
        assertThat(seen.lines().get(1)).startsWith(sent.out().strip()).contains("available", "a film");
        assertThat(seen.lines().get(2)).endsWith("from\\nstdin");
        assertThat(sluice("queue", "peek", "cli-2.fifo", "--body", "film", "-o", "name")
                        .lines())
                .hasSize(1);

        assertThat(typing("y\n", "queue", "purge", "cli-2.fifo").status()).isZero();
        assertThat(sluice("queue", "peek", "cli-2.fifo").lines()).hasSize(1);
    }

    @Test
    void tailShowsWhatArrives() throws InterruptedException {
        sluice("queue", "create", "cli-3");
        sluice("queue", "send", "cli-3", "before");
        var ended = new Ended[1];
        var tail = new Thread(() -> ended[0] = sluice("queue", "tail", "cli-3", "-n", "1"));
        tail.start();

        await().until(() -> {
            sluice("queue", "send", "cli-3", "after");
            return !tail.isAlive();
        });
        tail.join();
        assertThat(ended[0].lines()).singleElement().asString().endsWith("after");
    }

    @Test
    void deadLettersAreRedriven() {
        sluice("queue", "create", "cli-dead");
        String arn = Json.read(sluice("queue", "show", "cli-dead", "-o", "json").out())
                .members("attributes")
                .text("QueueArn");
        String policy = "RedrivePolicy={\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":1}";
        assertThat(sluice("queue", "create", "cli-4", "-a", policy).status()).isZero();
        assertThat(sluice("queue", "create", "cli-5").status()).isZero();
        sluice("queue", "send", "cli-dead", "a letter");

        assertThat(sluice("dlq", "sources", "cli-dead").lines()).containsExactly("cli-4");
        Ended started = sluice("dlq", "redrive", "cli-dead", "--to", "cli-5", "--rate", "100");
        assertThat(started.status()).as(started.err()).isZero();

        await().untilAsserted(
                        () -> assertThat(sluice("queue", "peek", "cli-5").out()).contains("a letter"));
        await().untilAsserted(() ->
                assertThat(sluice("dlq", "tasks", "cli-dead").lines().get(1)).startsWith("COMPLETED"));
        assertThat(sluice("dlq", "cancel", started.out().strip()).status()).isEqualTo(1);
    }

    @Test
    void aTopicIsCreatedShownListedAndDeleted() {
        Ended created = sluice("topic", "create", "cli-topic", "-a", "DisplayName=Orders", "--tag", "team=video");
        assertThat(created.status()).as(created.err()).isZero();
        assertThat(created.out()).isEqualTo("arn:aws:sns:us-east-1:000000000000:cli-topic\n");

        assertThat(sluice("topic", "show", "cli-topic").out())
                .containsPattern("DisplayName +Orders")
                .containsPattern("tag team +video");
        Ended shown = sluice("topic", "show", created.out().strip(), "-o", "json");
        assertThat(Json.read(shown.out()).members("attributes").text("DisplayName"))
                .isEqualTo("Orders");
        assertThat(sluice("topic", "ls", "--prefix", "cli-topic", "-o", "name").lines())
                .containsExactly("cli-topic");
        assertThat(sluice("topic", "ls").lines().get(0)).startsWith("NAME").contains("SUBSCRIPTIONS");

        assertThat(typing("n\n", "topic", "delete", "cli-topic").status()).isEqualTo(1);
        assertThat(sluice("topic", "delete", "cli-topic", "--yes").status()).isZero();
        assertThat(sluice("topic", "show", "cli-topic").status()).isEqualTo(3);
        assertThat(sluice("topic", "delete", created.out().strip(), "--yes").status())
                .isEqualTo(3);
    }

    @Test
    void messagesArePublishedToWhoIsSubscribed() {
        sluice("topic", "create", "cli-orders.fifo");
        sluice("queue", "create", "cli-shipping.fifo");
        Ended subscribed = sluice(
                "topic",
                "subscribe",
                "cli-orders.fifo",
                "cli-shipping.fifo",
                "--raw",
                "--filter",
                "{\"kind\":[\"placed\"]}");
        assertThat(subscribed.status()).as(subscribed.err()).isZero();

        Ended published = sluice(
                "topic",
                "publish",
                "cli-orders.fifo",
                "a lamp",
                "--group",
                "g",
                "--deduplication-id",
                "o-1",
                "-a",
                "kind=placed",
                "-o",
                "json");
        assertThat(published.status()).as(published.err()).isZero();
        assertThat(Json.read(published.out()).text("SequenceNumber")).hasSize(20);
        assertThat(typing(
                                "a refund",
                                "topic",
                                "publish",
                                "cli-orders.fifo",
                                "-",
                                "--group",
                                "g",
                                "--deduplication-id",
                                "o-2")
                        .status())
                .isZero();

        assertThat(sluice("queue", "peek", "cli-shipping.fifo").lines())
                .hasSize(2)
                .last()
                .asString()
                .endsWith("a lamp");
        assertThat(sluice("topic", "subs", "cli-orders.fifo").lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("sqs")
                .containsPattern("cli-shipping.fifo +yes +1 +1 +0 +0")
                .endsWith(subscribed.out().strip());

        assertThat(sluice("topic", "unsubscribe", subscribed.out().strip()).status())
                .isZero();
        assertThat(sluice("topic", "subs", "cli-orders.fifo", "-o", "name").lines())
                .isEmpty();
    }

    @Test
    void scriptsCanGoByTheExitCodeOfTopicsToo() {
        assertThat(sluice("topic", "publish", "cli-none", "a").status()).isEqualTo(3);
        sluice("topic", "create", "cli-other");
        assertThat(sluice("topic", "create", "cli-other", "-a", "DisplayName=x").status())
                .isEqualTo(4);
        assertThat(sluice("topic", "publish", "cli-other", "").status()).isEqualTo(1);
        assertThat(sluice("topic", "subscribe", "cli-other", "cli-no-queue").status())
                .isEqualTo(3);
        assertThat(sluice("topic", "fly").status()).isEqualTo(2);
        Ended unreachable = run(Map.of("SLUICE_ENDPOINT", "http://127.0.0.1:1"), "", "topic", "show", "x");
        assertThat(unreachable.status()).isEqualTo(5);
    }

    @Test
    void scriptsCanGoByTheExitCode() {
        assertThat(sluice("queue", "peek", "cli-none").status()).isEqualTo(3);
        sluice("queue", "create", "cli-6");
        assertThat(sluice("queue", "create", "cli-6", "-a", "DelaySeconds=5").status())
                .isEqualTo(4);
        assertThat(sluice("queue", "create", "cli-7", "-a", "DelaySeconds=x").status())
                .isEqualTo(1);
        assertThat(sluice("queue", "fly").status()).isEqualTo(2);
        assertThat(sluice("queue", "peek").status()).isEqualTo(2);
        assertThat(sluice("queue", "peek", "cli-6", "--state", "asleep").status())
                .isEqualTo(2);

        Ended unreachable = run(Map.of("SLUICE_ENDPOINT", "http://127.0.0.1:1"), "", "queue", "show", "x");
        assertThat(unreachable.status()).isEqualTo(5);
        assertThat(unreachable.err()).contains("no answer from 127.0.0.1:1");
    }

    @Test
    void anArnMeansTheQueueOfItsOwnRegionAndAccount() {
        sluice("queue", "create", "cli-8");
        sluice("queue", "create", "cli-8", "--region", "eu-central-1", "-a", "VisibilityTimeout=8");
        sluice("queue", "create", "cli-8", "--account", "111122223333", "-a", "VisibilityTimeout=9");

        String abroad = "arn:aws:sqs:eu-central-1:000000000000:cli-8";
        assertThat(sluice("queue", "show", abroad).out()).containsPattern("VisibilityTimeout +8\n");
        assertThat(sluice("queue", "delete", abroad, "--yes").status()).isZero();
        assertThat(sluice("queue", "delete", abroad, "--yes").status()).isEqualTo(3);
        String others = broker.endpoint() + "/111122223333/cli-8";
        assertThat(sluice("queue", "show", others).out()).containsPattern("VisibilityTimeout +9\n");
        assertThat(sluice("queue", "show", "cli-8").out()).containsPattern("VisibilityTimeout +30\n");
    }

    @Test
    void helpNamesWhatOptionsTake() {
        Ended help = sluice("queue", "peek", "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out())
                .contains("-h, --help", "--body=TEXT", "-n=N", "default 10")
                .doesNotContain("<arg");
    }

    @Test
    void ofSeveralAddressesTheFirstIsAskedAndWhatIsNoneIsWrongUsage() {
        var several = Map.of("SLUICE_ENDPOINT", "http://127.0.0.1:1,http://127.0.0.1:2");
        assertThat(run(several, "", "queue", "show", "x").err()).contains("no answer from 127.0.0.1:1:");

        Ended noAddress = run(Map.of("SLUICE_MANAGEMENT", "127.0.0.1:9325"), "", "queue", "ls");
        assertThat(noAddress.status()).isEqualTo(2);
        assertThat(noAddress.err()).isEqualTo("sluice: an address is http://HOST:PORT, not 127.0.0.1:9325\n");
    }
}
