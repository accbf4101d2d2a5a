package dev.sluice.keda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a management port that answers what the test tells it to, when the test tells it to. */
class ExternalScalerTest {
    private static final Map<String, String> JOBS = Map.of("queue", "jobs", "scalerAddress", "sluice-keda-scaler:9326");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private HttpServer management;
    private ScalerServer scaler;
    private Keda keda;

    private record Answer(int status, String body) {}

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1)); // for machines with much else to do
    }

    @BeforeEach
    void start() throws IOException {
        management = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        management.setExecutor(Executors.newCachedThreadPool());
        management.createContext("/", this::answer);
        management.start();
        scaler = ScalerServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), URI.create(address()));
        keda = new Keda(scaler.port());
    }

    @AfterEach
    void stop() {
        keda.close();
        scaler.close();
        management.stop(0);
    }

    private String address() {
        return "http://127.0.0.1:" + management.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        try (exchange) {
            Answer answer = answers.take();
            byte[] body = answer.body.getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Beside what is of interest, a number, a list and an object that are not. */
    private void hint(int index, int desired) {
        answers.add(new Answer(
                200,
                "{\"queue\":\"jobs\",\"index\":%d,\"limits\":[\"index\"],\"desiredReplicas\":%d,\"active\":%s,\"policy\":{\"max\":7}}"
                        .formatted(index, desired, desired > 0)));
    }

    private void fails(int status) {
        answers.add(new Answer(status, "{\"error\":\"no\"}"));
    }

    @Test
    void numberIsTheHintsAndItsTargetIsOneForEachWorker() {
        hint(1, 522);

        assertThat(keda.metrics(JOBS)).containsExactly("sluice-jobs", 522L, 522.0);
        assertThat(keda.metricSpec(JOBS)).containsExactly("sluice-jobs", 1L, 1.0);
        assertThat(asked).containsExactly("/scaling/v1/queues/jobs");
    }

    @Test
    void zeroIsAnAnswerToo() {
        hint(1, 0);
        hint(1, 0);

        assertThat(keda.metrics(JOBS)).containsExactly("sluice-jobs", 0L, 0.0);
        assertThat(keda.isActive(JOBS)).isFalse();
    }

    @Test
    void metadataNameAQueueOfAnyAccountOrAGroupOfAnyBroker() {
        for (int i = 0; i < 3; i++) hint(1, 2);

        keda.isActive(Map.of("queue", "jobs.fifo", "account", "123456789012", "region", "eu-west-1"));
        keda.isActive(Map.of("group", "a b/ü", "management", address() + "/broker/"));
        assertThat(keda.metrics(Map.of("queue", "jobs.fifo")).get(0)).isEqualTo("sluice-jobs-fifo");

        assertThat(asked)
                .containsExactly(
                        "/scaling/v1/queues/jobs.fifo?account=123456789012&region=eu-west-1",
                        "/broker/scaling/v1/groups/a%20b%2F%C3%BC",
                        "/scaling/v1/queues/jobs.fifo");
    }

    @Test
    void documentedTriggerLeadsToANumber() throws IOException {
        Matcher trigger = Pattern.compile(
                        "external-push\\n.*\\n *metadata: \\{scalerAddress: \"[^\"]*:9326\", (\\w+): ([\\w-]+)}")
                .matcher(Files.readString(Path.of("..", "docs", "scaling.md")));
        assertThat(trigger.find()).isTrue();
        hint(1, 2);

        assertThat(keda.metrics(Map.of(trigger.group(1), trigger.group(2))))
                .containsExactly("sluice-video-jobs", 2L, 2.0);
        assertThat(asked).containsExactly("/scaling/v1/queues/video-jobs");
    }

    @Test
    void metadataThatNameNothingAreInvalid() {
        for (Map<String, String> metadata : List.of(
                Map.<String, String>of(),
                Map.of("queue", " "),
                Map.of("queue", "a", "group", "b"),
                Map.of("group", "b", "account", "123456789012"),
                Map.of("queue", "a", "management", "sluice:9325"),
                Map.of("queue", "a", "management", "http://sluice:9325?x=y"))) {
            assertFails(Status.Code.INVALID_ARGUMENT, () -> keda.isActive(metadata));
            assertFails(Status.Code.INVALID_ARGUMENT, () -> keda.metricSpec(metadata));
            assertThatStreamFails(Status.Code.INVALID_ARGUMENT, keda.streamIsActive(metadata));
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aHintThatCannotBeHadIsAnErrorAndNeverANumber() {
        for (int status : new int[] {503, 500, 302, 401}) {
            fails(status);
            assertFails(Status.Code.UNAVAILABLE, () -> keda.metrics(JOBS));
        }
        for (String body : List.of("", "3", "{", "{}", "{\"index\":1,\"desiredReplicas\":null,\"active\":false}")) {
            answers.add(new Answer(200, body));
            assertFails(Status.Code.UNAVAILABLE, () -> keda.metrics(JOBS));
        }
        fails(404);
        assertFails(Status.Code.NOT_FOUND, () -> keda.metrics(JOBS));
        fails(400);
        assertFails(Status.Code.INVALID_ARGUMENT, () -> keda.metrics(JOBS));

        management.stop(0);

        assertFails(Status.Code.UNAVAILABLE, () -> keda.metrics(JOBS));
        assertFails(Status.Code.UNAVAILABLE, () -> keda.isActive(JOBS));
    }

    @Test
    void streamSaysTrueAtEachBeginningOfWorkAndNothingElse() {
        hint(3, 0);
        Keda.Stream stream = keda.streamIsActive(JOBS);
        await().until(() -> asked.size() == 2);
        assertThat(asked).containsExactly("/scaling/v1/queues/jobs", "/scaling/v1/queues/jobs?wait=30s&index=3");
        assertThat(stream.said).isEmpty();

        hint(4, 1);
        await().until(() -> !stream.said.isEmpty());
        hint(5, 8);
        hint(6, 2);
        await().until(() -> asked.size() == 5);
        assertThat(stream.said).containsExactly(true);

        hint(7, 0);
        hint(8, 1);
        await().until(() -> stream.said.size() == 2);
        assertThat(stream.said).containsExactly(true, true);
    }

    @Test
    void streamSaysTrueAtOnceWhenThereIsWorkAlready() {
        hint(3, 5);

        Keda.Stream stream = keda.streamIsActive(Map.of("queue", "jobs", "account", "123456789012"));

        await().until(() -> asked.size() == 2);
        await().untilAsserted(() -> assertThat(stream.said).containsExactly(true));
        assertThat(asked.get(1)).endsWith("/jobs?account=123456789012&wait=30s&index=3");
    }

    @Test
    void streamOutlivesAnOutageAndThenAsksAnew() {
        hint(30, 0);
        Keda.Stream stream = keda.streamIsActive(JOBS);
        fails(503);
        hint(2, 1);

        await().until(() -> asked.size() == 4);
        await().untilAsserted(() -> assertThat(stream.said).containsExactly(true));
        assertThat(asked.get(2)).isEqualTo("/scaling/v1/queues/jobs");
        assertThat(asked.get(3)).endsWith("&index=2");
    }

    @Test
    void streamOfAQueueThatDoesNotExistEnds() {
        fails(404);

        assertThatStreamFails(Status.Code.NOT_FOUND, keda.streamIsActive(JOBS));
    }

    @Test
    void nobodyIsAskedForAStreamThatIsGone() {
        hint(1, 0);
        Keda.Stream stream = keda.streamIsActive(JOBS);
        await().until(() -> asked.size() == 2);

        stream.hangUp();
        hint(2, 1);
        hint(3, 1);

        await().until(answers::size, left -> left == 1);
        keda.isActive(JOBS);
        assertThat(asked).hasSize(3);
        assertThat(stream.said).isEmpty();
    }

    @Test
    void whatIsNoMessageAndWhatIsNoMethodAreRefused() {
        assertThatThrownBy(() -> keda.call("IsActive", new byte[] {10, 9}));
        assertFails(Status.Code.UNIMPLEMENTED, () -> keda.call("StreamMetricSpec", new byte[0]));
    }

    private static void assertFails(Status.Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .satisfies(failure ->
                        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(code));
    }

    private static void assertThatStreamFails(Status.Code code, Keda.Stream stream) {
        await().untilAsserted(() ->
                assertThat(Status.fromThrowable(stream.failure).getCode()).isEqualTo(code));
        assertThat(stream.said).isEmpty();
    }
}
