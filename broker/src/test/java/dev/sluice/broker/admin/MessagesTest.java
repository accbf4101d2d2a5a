package dev.sluice.broker.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.PeekedMessage;
import dev.sluice.broker.hint.HintOptions;
import dev.sluice.broker.http.HttpOptions;
import dev.sluice.broker.http.HttpServer;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.broker.shard.Shards.Submission;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of a queue on the management port: how they are asked for and how they read. */
final class MessagesTest {
    private static final HttpOptions OPTIONS =
            new HttpOptions("127.0.0.1", 0, 1, 50, 1 << 20, 4 << 20, Duration.ofSeconds(60), Duration.ofSeconds(60));
    private static final QueueCounts EMPTY = new QueueCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final String PATH = "/admin/v1/queues/000000000000/us-east-1/jobs/messages";

    private final AnsweringShards shards = new AnsweringShards();
    private final HttpServer data = new HttpServer(OPTIONS, () -> call -> {});
    private final AdminServer admin = new AdminServer(
            OPTIONS, HintOptions.NOTHING, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), Clock.systemUTC());
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        shards.queue("000000000000", "us-east-1", "jobs", EMPTY);
        admin.start();
        admin.ready(shards, data);
    }

    @AfterEach
    void stop() {
        admin.close();
        data.close();
    }

    @Test
    void aMessageIsShownWithAllItHas() {
        var attributes = List.of(
                new MessageAttribute("color", "String", "red".getBytes(UTF_8)),
                new MessageAttribute("seal", "Binary", new byte[] {1, 2, 3}));
        var message = new Message(
                new MessageId(1, 2),
                "hello \"you\"".getBytes(UTF_8),
                new byte[16],
                attributes,
                "group",
                "once",
                "Root=1",
                "AIDAEXAMPLE");
        var handle = new ReceiptHandle(7, Position.available(1), 9);
        shards.messages.add(
                new PeekedMessage(MessageState.IN_FLIGHT, 90_000, new Delivery(handle, 1_000, 60_000, 3, message)));

        var answer = get(PATH);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"messages\":[{\"id\":\"00000000-0000-0001-0000-000000000002\",\"state\":\"in_flight\","
                        + "\"sentAt\":\"1970-01-01T00:00:01Z\",\"receivableAt\":\"1970-01-01T00:01:30Z\","
                        + "\"firstReceivedAt\":\"1970-01-01T00:01:00Z\",\"receiveCount\":3,"
                        + "\"senderId\":\"AIDAEXAMPLE\",\"groupId\":\"group\",\"deduplicationId\":\"once\","
                        + "\"traceHeader\":\"Root=1\",\"body\":\"hello \\\"you\\\"\","
                        + "\"bodyMd5\":\"00000000000000000000000000000000\","
                        + "\"attributes\":{\"color\":{\"type\":\"String\",\"value\":\"red\"},"
                        + "\"seal\":{\"type\":\"Binary\",\"base64\":\"AQID\"}}}]}");
    }

    @Test
    void whatAMessageDoesNotHaveIsLeftOut() {
        add(1);

        assertThat(get(PATH).body())
                .contains("\"state\":\"available\"", "\"receiveCount\":0", "\"attributes\":{}")
                .doesNotContain("receivableAt", "firstReceivedAt", "groupId", "deduplicationId", "traceHeader");
    }

    @Test
    void aPageIsPutTogetherFromSeveralQuestionsAndGoesOnAtItsCursor() {
        add(12);

        String first = get(PATH + "?limit=7").body();
        String second = get(PATH + "?limit=7&cursor=" + cursor(first)).body();

        assertThat(count(first)).isEqualTo(7);
        assertThat(count(second)).isEqualTo(5);
        assertThat(second).doesNotContain("cursor");
        assertThat(shards.peeks).extracting(Peek::max).containsExactly(7, 5, 3, 1, 7, 5, 3);
    }

    @Test
    void aPageHasAHundredMessagesUnlessAnotherLimitIsAskedFor() {
        shards.peekStep = 1_000;
        add(101);

        assertThat(count(get(PATH).body())).isEqualTo(100);
        assertThat(count(get(PATH + "?limit=101").body())).isEqualTo(101);
    }

    @Test
    void aPageEndsOnceItsBodiesWeighFourMebibytes() {
        for (int i = 0; i < 12; i++) add("x".repeat(1 << 20));

        assertThat(count(get(PATH).body())).isEqualTo(4);
    }

    @Test
    void aPageThatFindsNothingEndsAndSaysWhereToGoOn() {
        shards.peekStep = 0;
        add(1);

        String body = get(PATH + "?body=nowhere").body();

        assertThat(count(body)).isZero();
        assertThat(body).contains("cursor");
        assertThat(shards.peeks).hasSize(64);
    }

    @Test
    void whatIsLookedForReachesTheShard() {
        get(PATH + "?state=available,delayed&state=available&id=00000000-0000-0001-0000-000000000002&group=g%201"
                + "&attribute=color&value=red&body=needle");

        Peek asked = shards.peeks.get(0);
        assertThat(asked.states()).containsExactlyInAnyOrder(MessageState.AVAILABLE, MessageState.DELAYED);
        assertThat(asked.filter().id()).isEqualTo(new MessageId(1, 2));
        assertThat(asked.filter().groupId()).isEqualTo("g 1");
        assertThat(asked.filter().attributeName()).isEqualTo("color");
        assertThat(asked.filter().attributeValue()).isEqualTo("red");
        assertThat(asked.filter().body()).isNotNull();
    }

    @Test
    void everyStateIsShownUnlessSomeAreNamed() {
        get(PATH + "?state=&id=");

        assertThat(shards.peeks.get(0).states()).hasSize(3);
        assertThat(shards.peeks.get(0).filter().id()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=lost",
                "limit=0",
                "limit=1001",
                "limit=-1",
                "limit=many",
                "id=7",
                "cursor=AAAA",
                "cursor=%21",
                "cursor=AAAAAAAAAAcAAAAAAAAAAP__________",
                "color=red",
                "body=a&body=b"
            })
    void aLookThatCannotBeIsA400(String query) {
        var answer = get(PATH + "?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":");
        assertThat(shards.peeks).isEmpty();
    }

    @Test
    void messagesOfAQueueThatDoesNotExistAreA404() {
        assertThat(get(PATH.replace("jobs", "mail")).statusCode()).isEqualTo(404);
        assertThat(get(PATH + "/more").statusCode()).isEqualTo(404);
    }

    @Test
    void messagesCannotBeSeenWhileTheBrokerIsBusy() {
        shards.submission = Submission.MAILBOX_FULL;

        assertThat(get(PATH).statusCode()).isEqualTo(503);
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) add("message " + i);
    }

    private void add(String body) {
        var message = new Message(
                new MessageId(0, 1), body.getBytes(UTF_8), new byte[16], List.of(), null, null, null, "AIDAEXAMPLE");
        var handle = new ReceiptHandle(7, Position.available(1), 0);
        shards.messages.add(new PeekedMessage(MessageState.AVAILABLE, 0, new Delivery(handle, 1_000, 0, 0, message)));
    }

    private static int count(String body) {
        return body.split("\"bodyMd5\"", -1).length - 1;
    }

    private static String cursor(String body) {
        return body.substring(body.lastIndexOf(':') + 2, body.length() - 2);
    }

    private HttpResponse<String> get(String pathAndQuery) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.port() + pathAndQuery))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
