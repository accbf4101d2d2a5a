package dev.sluice.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.api.DeclaredQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configuration files of ElasticMQ: what is read, what is refused, what is passed over. */
class ElasticMqFileTest {
    private static final String POLICY =
            "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:%s\",\"maxReceiveCount\":\"3\"}";

    private final List<Assignment> assignments = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void queuesAreDeclared() {
        var configuration = load("""
                include classpath("application.conf")

                queues {
                  queue1 {
                    defaultVisibilityTimeout = 10 seconds
                    delay = 5 seconds
                    receiveMessageWait = 0 seconds
                    deadLettersQueue {
                      name = "queue1-dead-letters"
                      maxReceiveCount = 3 // from 1 to 1000
                    }
                    fifo = false
                    contentBasedDeduplication = false
                    tags {
                      tag1 = "tagged1"
                      tag2 = "tagged2"
                    }
                  }
                  queue1-dead-letters { }
                }
                """);

        var queues = configuration.broker().declare().queues();
        assertThat(queues).extracting(DeclaredQueue::name).containsExactly("queue1", "queue1-dead-letters");
        assertThat(queues.get(0).given())
                .isEqualTo(Map.of(
                        "VisibilityTimeout",
                        "10",
                        "DelaySeconds",
                        "5",
                        "ReceiveMessageWaitTimeSeconds",
                        "0",
                        "RedrivePolicy",
                        POLICY.formatted("queue1-dead-letters")));
        assertThat(queues.get(0).tags()).isEqualTo(Map.of("tag1", "tagged1", "tag2", "tagged2"));
        assertThat(queues.get(0).origin()).endsWith("custom.conf: 4");
        assertThat(configuration.warnings()).isEmpty();
        assertThat(configuration.print()).contains("queue queue1 (").contains("DelaySeconds=5");
    }

    @Test
    void aFifoQueueGetsItsSuffixWhereverItIsNamed() {
        var queues = load("""
                queues {
                  a { fifo = true, contentBasedDeduplication = true, deadLettersQueue { name = b, maxReceiveCount = 3 } }
                  b { fifo = true }
                  "c.fifo" { fifo = true }
                }
                """).broker().declare().queues();

        assertThat(queues).extracting(DeclaredQueue::name).containsExactly("a.fifo", "b.fifo", "c.fifo");
        assertThat(queues.get(0).given())
                .isEqualTo(Map.of("ContentBasedDeduplication", "true", "RedrivePolicy", POLICY.formatted("b.fifo")));
    }

    @Test
    void portsAddressesAndNamesAreTakenOver() {
        var options = load("""
                node-address { protocol = http, host = queues.local, port = 19324, context-path = "" }
                rest-sqs { enabled = true, bind-port = 9999, bind-hostname = "127.0.0.2", sqs-limits = strict }
                generate-node-address = false
                aws { region = eu-west-1, accountId = 111122223333 }
                queues.q {}
                """).broker();

        assertThat(options.data().port()).isEqualTo(9999);
        assertThat(options.data().host()).isEqualTo("127.0.0.2");
        assertThat(options.api().publicUrl()).isEqualTo("http://queues.local:19324");
        assertThat(options.api().defaultRegion()).isEqualTo("eu-west-1");
        assertThat(options.api().defaultAccount()).isEqualTo("111122223333");
        assertThat(options.declare().queues().get(0).id().arn()).isEqualTo("arn:aws:sqs:eu-west-1:111122223333:q");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"node-address.host = \"*\"", "generate-node-address = true, node-address.host = other"})
    void queueUrlsFollowTheRequestWhereElasticMqsWould(String text) {
        assertThat(load(text).broker().api().publicUrl()).isNull();
    }

    @Test
    void anythingElseThatIsSetIsStronger() {
        assignments.add(new Assignment("server.data.port", "7777", "--port"));

        assertThat(load("rest-sqs.bind-port = 9999").broker().data().port()).isEqualTo(7777);
    }

    @Test
    void whatHasNoMeaningHereIsPassedOverWithAWarning() {
        var configuration = load("""
                storage.type = in-memory
                rest-stats { enabled = true, bind-port = 9325 }
                queues-storage { enabled = true, path = "queues.conf" }
                messages-storage.enabled = true
                auto-create-queues.enabled = false
                rest-sqs.sqs-limits = relaxed
                pekko.loglevel = DEBUG
                """);

        assertThat(configuration.warnings())
                .hasSize(6)
                .anyMatch(warning -> warning.startsWith("messages-storage (") && warning.contains("custom.conf: 4"))
                .anyMatch(warning -> warning.endsWith("is ignored: SQS's limits always hold"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "queues.q.copyTo = audit | queues.q.copyTo (FILE: 1) asks for messages to go to another queue",
                "queues.q.moveTo = other | queues.q.moveTo (FILE: 1) asks for messages to go to another queue",
                "queues.q.defaultVisibiltyTimeout = 1 second | unknown option queues.q.defaultVisibiltyTimeout (FILE: 1);"
                        + " the nearest is defaultVisibilityTimeout",
                "queues.q.delay = 1 hour | queues.q.delay = 1 hour (FILE: 1) must be a duration with its unit",
                "queues.q.deadLettersQueue.name = x | queues.q.deadLettersQueue (FILE: 1) lacks maxReceiveCount",
                "queues.q.contentBasedDeduplication = true | queues.q.contentBasedDeduplication (FILE: 1): Unknown"
                        + " Attribute ContentBasedDeduplication.",
                "queues.\"a.b\" {} | queues.\"a.b\" (FILE: 1): Value a.b for parameter QueueName is invalid.",
                "queues.q = 1 | queues.q = 1 (FILE: 1) must be a group in braces",
                "auto-create-queues.enabled = true | auto-create-queues.enabled (FILE: 1) asks for queues to be made",
                "rest-sqs.enabled = false | rest-sqs.enabled (FILE: 1) turns SQS off",
                "node-address { host = a, context-path = x } | node-address.context-path (FILE: 1) puts something",
                "rest-sqs.bind-hostname = \"0.0.0.0\" | server.data.host = 0.0.0.0 (rest-sqs.bind-hostname in FILE: 1)"
                        + " must be a loopback address",
                "queues { | FILE: "
            })
    void whatWouldNotDoWhatItSaysIsRefusedWithItsFileAndKey(String text, String told) {
        assertThatThrownBy(() -> load(text))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith(told.replace("FILE", file().toString()));
    }

    @Test
    void aQueueIsDeclaredInOneFileOnly() throws IOException {
        Files.writeString(file(), "queues.q {}");
        Path ours = Files.writeString(directory.resolve("sluice.conf"), "queues.q {}");

        assertThatThrownBy(() -> Configuration.load(file(), List.of(ours), Map.of(), List.of()))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessage("queue q (%s: 1) is declared twice: queue q (%s: 1)".formatted(file(), ours));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Configuration.load(file(), List.of(), Map.of(), List.of()))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessage("cannot read configuration file " + file());
    }

    private Configuration load(String text) {
        try {
            Files.writeString(file(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Configuration.load(file(), List.of(), Map.of(), assignments);
    }

    private Path file() {
        return directory.resolve("custom.conf");
    }
}
