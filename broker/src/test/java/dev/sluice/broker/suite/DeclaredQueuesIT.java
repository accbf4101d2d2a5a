package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues in a configuration file, and a broker that is ready only when they are there. */
class DeclaredQueuesIT {
    @TempDir
    Path directory;

    @Test
    void declaredQueuesAreThereFromTheFirstRequestAndAfterARestart() throws IOException {
        Path ours = file("sluice.conf", """
                queues {
                  jobs { visibility-timeout = 2m, redrive { dead-letter = jobs-dlq, max-receive-count = 5 } }
                  jobs-dlq { tags { team = mail } }
                  "orders.fifo" { content-based-deduplication = true }
                }
                """);
        Path elasticMq = file("custom.conf", """
                queues { old { delay = 5 seconds, deadLettersQueue { name = jobs-dlq, maxReceiveCount = 3 } } }
                storage.type = in-memory
                """);
        var flags = List.of("--config", ours.toString(), "--elasticmq-conf", elasticMq.toString());

        for (int start = 1; start <= 2; start++) {
            try (var broker = BrokerProcess.startWith(directory.resolve("data"), flags)) {
                Sqs sqs = new JsonSqs(broker.endpoint()).open("test", "us-east-1");
                assertThat(sqs.call("ListQueues", Members.of()).textList("QueueUrls"))
                        .extracting(url -> url.substring(url.lastIndexOf('/') + 1))
                        .containsExactly("jobs", "jobs-dlq", "old", "orders.fifo");
                assertThat(new TestQueue(sqs, "jobs").attributes("RedrivePolicy", "VisibilityTimeout"))
                        .containsEntry("VisibilityTimeout", "120")
                        .containsEntry(
                                "RedrivePolicy",
                                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:jobs-dlq\","
                                        + "\"maxReceiveCount\":5}");
                assertThat(new TestQueue(sqs, "old").attributes("DelaySeconds")).containsEntry("DelaySeconds", "5");
                assertThat(broker.output())
                        .contains("of 4 declared queues " + (start == 1 ? 4 : 0) + " were created and 0 changed")
                        .contains("storage (")
                        .contains("is ignored");
                broker.stop();
            }
        }
    }

    @Test
    void aBrokerDoesNotStartWithQueuesThatHaveDriftedAndMustNot() throws IOException {
        Path data = directory.resolve("data");
        try (var broker = BrokerProcess.start(data, "queues.jobs.delay=5s")) {
            broker.stop();
        }

        var refused = SluiceCommand.run(
                "server",
                "--data=" + data,
                "--port=0",
                "--management-port=0",
                "--set=queues.jobs.delay=6s",
                "--set=declare.mode=fail-on-drift");

        assertThat(refused.exitStatus()).isEqualTo(1);
        assertThat(refused.output())
                .contains("sluice: queue jobs (--set): its DelaySeconds is 5 where 6 is declared")
                .doesNotContain("answers at");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
