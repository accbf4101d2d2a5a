package dev.sluice.keda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.Broker;
import dev.sluice.broker.config.Assignment;
import dev.sluice.broker.config.Configuration;
import io.grpc.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scaler beside a real broker. */
class ScalerIT {
    private static final Map<String, String> JOBS = Map.of("queue", "jobs");

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    @TempDir
    private Path directory;

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1)); // for machines with much else to do
    }

    @Test
    void kedaIsToldOfTheFirstMessageAndOfTheNumberAndOfABrokerThatIsAway() throws Exception {
        Broker broker = start(0);
        int management = broker.managementPort();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var scaler = ScalerServer.start(address, URI.create("http://127.0.0.1:" + management));
                var keda = new Keda(scaler.port())) {
            assertThat(failure(() -> keda.isActive(Map.of("queue", "none")))).isEqualTo(Status.Code.NOT_FOUND);
            // A look between the sends sees but some of them: a short latency has the last worker asked for soon all
            // the same.
            String tags = "{\"scaling.mode\":\"backlog\",\"scaling.targetLatencySeconds\":\"2\"}";
            sqs(broker, "CreateQueue", "\"QueueName\":\"jobs\",\"tags\":" + tags);
            assertThat(keda.isActive(JOBS)).isFalse();
            assertThat(keda.metrics(JOBS)).containsExactly("sluice-jobs", 0L, 0.0);
            Keda.Stream stream = keda.streamIsActive(JOBS);

            for (int i = 0; i < 30; i++) {
                sqs(broker, "SendMessage", "\"QueueUrl\":\"http://sluice/000000000000/jobs\",\"MessageBody\":\"job\"");
            }

            await().untilAsserted(() -> assertThat(stream.said).containsExactly(true));
            await().untilAsserted(() -> assertThat(keda.metrics(JOBS)).containsExactly("sluice-jobs", 3L, 3.0));
            assertThat(keda.isActive(JOBS)).isTrue();

            broker.close();
            assertThat(failure(() -> keda.metrics(JOBS))).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(failure(() -> keda.isActive(JOBS))).isEqualTo(Status.Code.UNAVAILABLE);
            broker = start(management);

            await().ignoreExceptions().until(() -> keda.isActive(JOBS));
            assertThat(stream.said).containsExactly(true);
        } finally {
            broker.close();
        }
        assertThat(failure).hasValue(null);
    }

    private static Status.Code failure(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        return Status.fromThrowable(thrown).getCode();
    }

    private Broker start(int managementPort) throws IOException {
        var configuration = Configuration.load(
                List.of(),
                Map.of(),
                List.of(
                        set("server.data.port", "0"),
                        set("server.management.port", Integer.toString(managementPort)),
                        set("storage.dir", directory.resolve("data").toString()),
                        set("storage.sync", "never"),
                        set("storage.memtable", "8MiB"),
                        set("storage.block-cache", "8MiB"),
                        set("storage.minimum-free", "0")));
        return Broker.start(configuration.broker(), failure::set);
    }

    private static Assignment set(String key, String value) {
        return new Assignment(key, value, "the test");
    }

    private void sqs(Broker broker, String action, String members) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + broker.port()))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + action)
                .POST(HttpRequest.BodyPublishers.ofString("{" + members + "}"))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
