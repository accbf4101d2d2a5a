package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.Broker;
import dev.sluice.broker.config.Assignment;
import dev.sluice.broker.config.Configuration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Triggers from a message sent to a function invoked over HTTP, and back. */
class TriggerIT {
    private static final String NOTHING_FAILED = "{\"batchItemFailures\":[]}";

    @TempDir
    Path directory;

    private TestFunction function;
    private Broker broker;

    @BeforeEach
    void start() throws IOException {
        function = new TestFunction();
        broker = startBroker();
    }

    @AfterEach
    void stop() {
        function.answer(event -> NOTHING_FAILED);
        broker.close();
        function.close();
    }

    private Broker startBroker() throws IOException {
        var assignments = new ArrayList<Assignment>();
        for (String line : """
                storage.dir=%s
                storage.minimum-free=0
                server.data.port=0
                server.management.port=0
                server.drain-timeout=300ms
                queues.jobs.visibility-timeout=2s
                queues."jobs.fifo".content-based-deduplication=true
                queues."jobs.fifo".visibility-timeout=2s
                triggers.jobs.queue=jobs
                triggers.jobs.url=%2$s/function
                triggers.jobs.timeout=2s
                triggers.ordered.queue=jobs.fifo
                triggers.ordered.url=%2$s/ordered
                triggers.ordered.timeout=2s
                triggers.off.queue=jobs
                triggers.off.url=%2$s/off
                triggers.off.enabled=false
                """.formatted(directory, function.url()).lines().toList()) {
            int equals = line.indexOf('=');
            assignments.add(new Assignment(line.substring(0, equals), line.substring(equals + 1), "test"));
        }
        var configuration = Configuration.load(List.of(), Map.of(), assignments);
        return Broker.start(configuration.broker(), failure -> {
            throw new AssertionError("the broker failed", failure);
        });
    }

    private TestQueue queue(String name) {
        var endpoint = URI.create("http://127.0.0.1:" + broker.port());
        var sqs = new JsonSqs(endpoint).open("test", "us-east-1");
        return new TestQueue(sqs, endpoint + "/000000000000/" + name);
    }

    @Test
    void functionGetsLambdasEventAndWhatFailedComesAgain() {
        function.answer(event -> {
            Members record = event.list("Records").get(0);
            boolean again =
                    record.members("attributes").text("ApproximateReceiveCount").equals("2");
            return again
                    ? NOTHING_FAILED
                    : "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + record.text("messageId") + "\"}]}";
        });

        Members kind = Members.of("kind", Members.of("DataType", "String", "StringValue", "x"));
        Members sent = queue("jobs")
                .sendBatch(TestQueue.entry("1", "a", "MessageAttributes", kind), TestQueue.entry("2", "b"))
                .list("Successful")
                .get(0);

        await().untilAsserted(() -> assertThat(function.bodies()).containsExactly("a", "b", "a"));
        Members record = function.records().get(0);
        assertThat(record.text("messageId")).isEqualTo(sent.text("MessageId"));
        assertThat(record.text("eventSource")).isEqualTo("aws:sqs");
        assertThat(record.text("eventSourceARN")).isEqualTo("arn:aws:sqs:us-east-1:000000000000:jobs");
        assertThat(record.text("awsRegion")).isEqualTo("us-east-1");
        assertThat(record.text("md5OfBody")).isEqualTo(sent.text("MD5OfMessageBody"));
        assertThat(record.members("messageAttributes").members("kind").text("stringValue"))
                .isEqualTo("x");
        assertEmpty("jobs");
        assertThat(status())
                .contains("\"name\":\"jobs\"", "\"partial\":1", "\"name\":\"off\"", "\"state\":\"disabled\"")
                .doesNotContain("problem");
        assertThat(get("/metrics"))
                .contains("sluice_trigger_invocations_total{outcome=\"done\",trigger=\"jobs\"} 1.0")
                .contains("sluice_trigger_concurrency{trigger=\"jobs\"}")
                .contains("sluice_trigger_seconds_bucket{trigger=\"jobs\"");
    }

    @Test
    void receiptHandleOfTheEventIsGoodForTheQueue() {
        function.answer(event -> {
            Members record = event.list("Records").get(0);
            queue("jobs").delete(record.text("receiptHandle"));
            return "{\"errorType\":\"Error\",\"errorMessage\":\"after it was deleted\"}";
        });

        queue("jobs").send("a");

        await().untilAsserted(() -> assertThat(status()).contains("\"text\":\"Error: after it was deleted\""));
        assertEmpty("jobs");
    }

    @Test
    void functionThatIsAwayIsInvokedLessAndTheMessagesWait() throws IOException {
        function.close();
        for (int i = 0; i < 100; i++) queue("jobs").send("m" + i);
        await().untilAsserted(() -> assertThat(status()).contains("\"state\":\"braking\"", "ConnectException"));

        function.open();

        await().untilAsserted(
                        () -> assertThat(function.bodies().stream().distinct()).hasSize(100));
        assertEmpty("jobs");
    }

    @Test
    void groupsOfAFifoQueueStayInOrderWhateverFails() {
        var failed = new ArrayList<String>();
        function.answer(event -> {
            Members record = event.list("Records").get(0);
            boolean fails = failed.isEmpty() && failed.add(record.text("body"));
            return fails ? "{\"errorType\":\"E\"}" : NOTHING_FAILED;
        });

        for (int i = 10; i < 40; i++) {
            for (String group : List.of("a", "b")) queue("jobs.fifo").send(group + i, "MessageGroupId", group);
        }

        await().untilAsserted(() -> assertEmpty("jobs.fifo"));
        for (String group : List.of("a", "b")) {
            assertThat(function.doneBodies().stream().distinct().filter(body -> body.startsWith(group)))
                    .hasSize(30)
                    .isSorted();
        }
        assertThat(failed).hasSize(1);
    }

    @Test
    void restartLosesNothing() throws Exception {
        var hangs = new CountDownLatch(1);
        function.answer(event -> {
            try {
                hangs.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return NOTHING_FAILED;
        });
        for (int i = 0; i < 100; i++) queue("jobs").send("m" + i);
        await().until(() -> !function.bodies().isEmpty());

        broker.close();
        hangs.countDown();
        broker = startBroker();

        await().untilAsserted(
                        () -> assertThat(function.bodies().stream().distinct()).hasSize(100));
        await().untilAsserted(() -> assertEmpty("jobs"));
    }

    private void assertEmpty(String name) {
        await().untilAsserted(() -> queue(name).assertCounts(0, 0, 0));
    }

    private String status() {
        return get("/admin/v1/triggers");
    }

    private String get(String path) {
        var http = new RawHttp(URI.create("http://127.0.0.1:" + broker.managementPort()), HttpClient.newHttpClient());
        return http.send(HttpRequest.newBuilder(http.endpoint().resolve(path))).body();
    }
}
