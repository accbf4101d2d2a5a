package dev.sluice.broker.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.engine.effect.Durations;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueTimes;
import dev.sluice.broker.engine.effect.QueueWork.ByReceives;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.hint.HintOptions;
import dev.sluice.broker.http.HttpOptions;
import dev.sluice.broker.http.HttpServer;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SmsAccount;
import dev.sluice.broker.shard.Shards.Submission;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminServerTest {

    private static final HttpOptions OPTIONS =
            new HttpOptions("127.0.0.1", 0, 1, 50, 1 << 20, 4 << 20, Duration.ofSeconds(60), Duration.ofSeconds(60));
    private static final QueueCounts EMPTY = new QueueCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final QueueCounts BUSY =
            new QueueCounts(3, 2, 1, 600, 90_000, 20, 11, 8, 4, 2, 0, new QueueCounts.Noisy(1, 2, 1, 95_000));

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AnsweringShards shards = new AnsweringShards();
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final HttpServer data = new HttpServer(OPTIONS, () -> call -> released.join());
    private final AdminServer admin = new AdminServer(
            OPTIONS, HintOptions.NOTHING, registry, Clock.fixed(Instant.ofEpochMilli(100_000), ZoneOffset.UTC), 2);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        admin.start();
    }

    @AfterEach
    void stop() {
        released.complete(null);
        admin.close();
        data.close();
    }

    @Test
    void isLiveAndNotReadyWhileTheBrokerStarts() {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body())
                .startsWith("{\"status\":\"starting\",\"reasons\":[\"the broker is starting");
    }

    @Test
    void isReadyOnceTheBrokerSaysSo() {
        admin.ready(shards, data);

        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"ready\",\"reasons\":[]}");
        assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"live\"}");
    }

    @Test
    void isLiveAndNotReadyWhileTheBrokerDrains() {
        admin.ready(shards, data);
        admin.drains();

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("\"draining\"");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void isNotLiveWhileAnEventLoopOfTheDataPortStands() throws IOException {
        data.start();
        admin.ready(shards, data);
        var unanswered = client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + data.port()))
                        .build(),
                BodyHandlers.discarding());
        await().until(() -> data.metrics().requests() == 1); // and its endpoint holds the loop

        assertThat(get("/health/live").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").body()).contains("event loop");

        released.complete(null);
        await().until(() -> get("/health/live").statusCode() == 200);
        unanswered.cancel(true);
    }

    @Test
    void theSummaryAnswers200WhateverItSays() {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/health").body())
                .contains("\"status\":\"starting\"", "\"startedAt\":\"1970-01-01T00:01:40Z\"", "\"uptimeSeconds\":0");
    }

    @Test
    void listsQueuesWithAttributesAndCounts() {
        shards.queue("000000000000", "us-east-1", "jobs", BUSY);
        admin.ready(shards, data);

        var answer = get("/admin/v1/queues");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body())
                .startsWith("{\"queues\":[{\"account\":\"000000000000\",\"region\":\"us-east-1\",\"name\":\"jobs\","
                        + "\"arn\":\"arn:aws:sqs:us-east-1:000000000000:jobs\","
                        + "\"createdAt\":\"1970-01-01T00:00:01Z\",\"modifiedAt\":\"1970-01-01T00:00:02Z\","
                        + "\"attributes\":{\"VisibilityTimeout\":\"45\",\"MaximumMessageSize\":\"1048576\",")
                .endsWith("\"tags\":{\"team\":\"blue\"},"
                        + "\"messages\":{\"available\":3,\"inFlight\":2,\"delayed\":1},"
                        + "\"bytes\":600,\"oldestAgeSeconds\":10.0,"
                        + "\"totals\":{\"sent\":20,\"received\":11,\"deleted\":8,\"expired\":4,\"moved\":2,\"movedIn\":0},"
                        + "\"fairness\":{\"noisyGroups\":1,\"heldBack\":2,"
                        + "\"quiet\":{\"available\":1,\"inFlight\":1,\"delayed\":1,\"waitingAgeSeconds\":5.0}}}]}");
    }

    @Test
    void listsWhoseMessagesAreCapturedAndWhereTheyAreShown() {
        shards.subscription(Protocol.HTTP, "http://example.com/", SubscriptionRecord.State.CONFIRMED);
        shards.subscription(Protocol.SMS, "+12345678", SubscriptionRecord.State.CONFIRMED);
        shards.subscription(Protocol.EMAIL, "bob@example.com", SubscriptionRecord.State.LEFT);
        admin.ready(shards, data);

        assertThat(get("/admin/v1/captures").body()).isEqualTo("""
                {"captures":[{"subscription":"arn:aws:sns:us-east-1:000000000000:orders:00000000-0000-0000-0000-000000000002",\
                "protocol":"sms","endpoint":"+12345678","state":"confirmed",\
                "messages":"/admin/v1/topics/000000000000/us-east-1/orders/00000000-0000-0000-0000-000000000002/messages"}],"more":false}""");
    }

    @Test
    void capturesForTelephonesAreThoseOfTheirApplications() {
        var application = new ApplicationId("000000000000", "us-east-1", "GCM", "shop");
        shards.captures.add(new Capture(
                application.captureQueue(), Protocol.APPLICATION, "000000000000", "us-east-1", application.arn()));
        admin.ready(shards, data);

        assertThat(get("/admin/v1/captures").body()).isEqualTo("""
                {"captures":[{"protocol":"application","account":"000000000000","region":"us-east-1",\
                "source":"arn:aws:sns:us-east-1:000000000000:app/GCM/shop",\
                "messages":"/admin/v1/captures/us-east-1/000000000000-GCM-shop-push/messages"}],"more":false}""");
    }

    @Test
    void whatIsCapturedForTelephonesIsShownWhereTheListingSays() {
        var sender = new SmsAccount("000000000000", "us-east-1");
        shards.captures.add(new Capture(sender.captureQueue(), Protocol.SMS, sender.account(), sender.region(), ""));
        shards.queue("sns", "us-east-1", sender.captureQueue().name(), EMPTY);
        admin.ready(shards, data);
        String path = "/admin/v1/captures/us-east-1/000000000000-sms/messages";

        assertThat(get("/admin/v1/captures").body()).contains("\"messages\":\"" + path + "\"");
        assertThat(get(path).body()).isEqualTo("{\"messages\":[]}");
        assertThat(get(path + "?limit=0").statusCode()).isEqualTo(400);
        assertThat(get("/admin/v1/captures/us-east-1/none/messages").statusCode())
                .isEqualTo(404);
        assertThat(get("/admin/v1/captures/us-east-1").statusCode()).isEqualTo(404);
    }

    @Test
    void aNumberOptsOutByAPut() {
        admin.ready(shards, data);
        String path = "/admin/v1/opted-out/000000000000/us-east-1/+491511234567";

        assertThat(put(path).body()).isEqualTo("{\"optedOut\":\"+491511234567\"}");
        assertThat(shards.commands)
                .containsExactly(new SmsCommand.OptOut(
                        new SmsAccount("000000000000", "us-east-1"), new PhoneNumber("+491511234567"), true));
        assertThat(get(path).statusCode()).isEqualTo(405);
        assertThat(put("/admin/v1/opted-out/000000000000/us-east-1/bob").statusCode())
                .isEqualTo(404);
    }

    @Test
    void listsOnlyNamesWithThePrefix() {
        shards.queue("000000000000", "us-east-1", "jobs-a", EMPTY);
        shards.queue("000000000000", "us-east-1", "jobs-b", EMPTY);
        shards.queue("000000000000", "us-east-1", "mail", EMPTY);
        admin.ready(shards, data);

        assertThat(get("/admin/v1/queues?limit=5&prefix=jobs%2D").body())
                .contains("\"jobs-a\"", "\"jobs-b\"")
                .doesNotContain("mail");
        assertThat(get("/admin/v1/queues?prefix=none").body()).isEqualTo("{\"queues\":[]}");
        assertThat(get("/admin/v1/queues").body()).contains("mail");
    }

    @Test
    void listsQueuesPageByPage() {
        shards.queue("000000000000", "eu-west-1", "jobs", EMPTY);
        shards.queue("000000000000", "us-east-1", "jobs", EMPTY);
        shards.queue("111111111111", "us-east-1", "mail", EMPTY);
        admin.ready(shards, data);

        String first = get("/admin/v1/queues?limit=2").body();
        String cursor = first.substring(first.lastIndexOf(':') + 2, first.length() - 2);
        String second = get("/admin/v1/queues?limit=2&cursor=" + cursor).body();

        assertThat(first).contains("eu-west-1", "us-east-1").doesNotContain("mail");
        assertThat(second).contains("mail").doesNotContain("jobs", "cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=1001", "limit=x", "cursor=!", "cursor=YQ", "prefics=a", "prefix=a&prefix=b"})
    void aListingThatCannotBeIsA400(String query) {
        admin.ready(shards, data);

        assertThat(get("/admin/v1/queues?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void showsOneQueueByItsIdentity() {
        shards.queue("000000000000", "us-east-1", "jobs", BUSY);
        shards.queue("000000000000", "eu-west-1", "jobs", EMPTY);
        admin.ready(shards, data);

        var answer = get("/admin/v1/queues/000000000000/eu-west-1/jobs");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"account\":\"000000000000\",\"region\":\"eu-west-1\",\"name\":\"jobs\"");
        assertThat(get("/admin/v1/queues/000000000000/us-east-2/jobs").statusCode())
                .isEqualTo(404);
        assertThat(get("/admin/v1/queues/jobs").statusCode()).isEqualTo(404);
        assertThat(get("/admin/v1/queues/a/b/c/d").statusCode()).isEqualTo(404);
    }

    @Test
    void anUnknownPathIsA404InJson() {
        var answer = get("/nothing?here");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"there is nothing at /nothing\"}");
    }

    @Test
    void onlyReadingIsAllowed() {
        for (String path : new String[] {"/health/live", "/metrics", "/admin/v1/queues", "/admin/v1/queues/a/b/c"}) {
            var answer = send(request(path).POST(BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).as(path).isEqualTo(405);
        }
        assertThat(send(request("/health/live").method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBadlyEncodedPrefixIsA400() throws IOException {
        admin.ready(shards, data);

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), admin.port())) {
            socket.getOutputStream()
                    .write("GET /admin/v1/queues?prefix=%zz HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void queuesCannotBeListedWhileTheBrokerStartsOrIsBusy() {
        assertThat(get("/admin/v1/queues").statusCode()).isEqualTo(503);
        admin.ready(shards, data);
        shards.submission = Submission.MAILBOX_FULL;

        assertThat(get("/admin/v1/queues").statusCode()).isEqualTo(503);
        assertThat(get("/admin/v1/queues").body()).contains("busy");
        assertThat(get("/admin/v1/queues/a/b/c").statusCode()).isEqualTo(503);
    }

    @Test
    void metricsTellQueuesByStateAgeAndTotals() {
        shards.queue("000000000000", "us-east-1", "jobs", BUSY);
        shards.touched = receives(1, 3, 4);
        shards.inFlight = receives(1, 4);
        shards.deadLettered = 1;
        var jobs = new QueueId("000000000000", "us-east-1", "jobs");
        admin.ready(
                shards,
                data,
                new Receiving(Map::of, () -> Map.of(jobs, 7L)),
                call -> {},
                then -> then.accept(List.of()));

        var answer = get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        String labels = "account=\"000000000000\",queue=\"jobs\",region=\"us-east-1\"";
        assertThat(answer.body().lines())
                .contains(
                        "# TYPE sluice_queue_messages gauge",
                        "sluice_queue_messages{" + labels + ",state=\"visible\"} 2.0",
                        "sluice_queue_messages{" + labels + ",state=\"inflight\"} 1.0",
                        "sluice_queue_messages{" + labels + ",state=\"delayed\"} 1.0",
                        "sluice_queue_messages{" + labels + ",state=\"suspect\"} 2.0",
                        "sluice_queue_quiet_messages{" + labels + ",state=\"visible\"} 1.0",
                        "sluice_queue_quiet_messages{" + labels + ",state=\"inflight\"} 1.0",
                        "sluice_queue_quiet_messages{" + labels + ",state=\"delayed\"} 1.0",
                        "sluice_queue_held_back_messages{" + labels + "} 2.0",
                        "sluice_queue_noisy_groups{" + labels + "} 1.0",
                        "sluice_queue_quiet_waiting_age_seconds{" + labels + "} 5.0",
                        "sluice_queue_oldest_age_seconds{" + labels + "} 10.0",
                        "sluice_queue_bytes{" + labels + "} 600.0",
                        "# TYPE sluice_queue_sent_total counter",
                        "sluice_queue_sent_total{" + labels + "} 20.0",
                        "sluice_queue_received_total{" + labels + "} 11.0",
                        "sluice_queue_deleted_total{" + labels + "} 8.0",
                        "sluice_queue_expired_total{" + labels + "} 4.0",
                        "sluice_queue_moved_total{" + labels + "} 2.0",
                        "sluice_queue_dead_lettered_total{" + labels + "} 1.0",
                        "sluice_queue_empty_receives_total{" + labels + "} 7.0");
    }

    /** One message for each number, received so often. */
    private static ByReceives receives(int... times) {
        var numbers = new long[ByReceives.MOST];
        for (int each : times) numbers[each]++;
        return new ByReceives(numbers);
    }

    @Test
    void metricsTellHowLongMessagesTook() {
        var counts = new long[Durations.BUCKETS];
        counts[Durations.bucketOf(20)] = 2;
        counts[Durations.bucketOf(100_000_000)] = 1;
        shards.times = new QueueTimes(new Durations(counts, 100_000_040), Durations.NONE, Durations.NONE);
        shards.queue("000000000000", "us-east-1", "jobs", BUSY);
        admin.ready(shards, data);

        String labels = "account=\"000000000000\",queue=\"jobs\",region=\"us-east-1\"";
        assertThat(get("/metrics").body())
                .contains(
                        "# TYPE sluice_queue_wait_seconds histogram",
                        "sluice_queue_wait_seconds_bucket{" + labels + ",le=\"0.01\"} 0",
                        "sluice_queue_wait_seconds_bucket{" + labels + ",le=\"0.05\"} 2",
                        "sluice_queue_wait_seconds_bucket{" + labels + ",le=\"43200.0\"} 2",
                        "sluice_queue_wait_seconds_bucket{" + labels + ",le=\"+Inf\"} 3",
                        "sluice_queue_wait_seconds_sum{" + labels + "} 100000.04")
                .doesNotContain("sluice_queue_hold_seconds_bucket");
    }

    @Test
    void queuesBeyondTheMostToldApartAreSummedUpAsOther() {
        shards.queue("000000000000", "us-east-1", "a", EMPTY);
        shards.queue("000000000000", "us-east-1", "b", EMPTY);
        shards.queue("000000000000", "us-east-1", "c", BUSY);
        shards.queue("000000000000", "us-east-1", "d", BUSY);
        admin.ready(shards, data);

        String other = "account=\"\",queue=\"other\",region=\"\"";
        assertThat(get("/metrics").body())
                .contains("queue=\"a\"", "queue=\"b\"")
                .doesNotContain("queue=\"c\"", "queue=\"d\"")
                .contains(
                        "sluice_queue_messages{" + other + ",state=\"visible\"} 6.0",
                        "sluice_queue_oldest_age_seconds{" + other + "} 10.0",
                        "sluice_queue_sent_total{" + other + "} 40.0");
    }

    @Test
    void aQueueThatIsGoneLeavesTheMetrics() {
        admin.ready(shards, data);
        assertThat(get("/metrics").body()).doesNotContain("sluice_queue_");

        shards.queue("000000000000", "us-east-1", "a", EMPTY);
        assertThat(get("/metrics").body()).contains("sluice_queue_messages");

        shards.submission = Submission.STOPPING;
        assertThat(get("/metrics").body()).doesNotContain("sluice_queue_").contains("sluice_http_requests_total");
    }

    @Test
    void metricsTellBothPortsTheRuntimeAndWhatOthersRegistered() {
        registry.counter("sluice.something").increment();
        admin.ready(shards, data);

        assertThat(get("/metrics").body())
                .contains(
                        "sluice_something_total 1.0",
                        "sluice_http_connections{port=\"management\"} 1.0",
                        "sluice_http_connections{port=\"data\"} 0.0",
                        "sluice_http_refusals_total{port=\"data\",reason=\"too_large\"} 0.0",
                        "sluice_http_requests_total{port=\"management\"} 1.0",
                        "jvm_memory_used_bytes",
                        "jvm_threads_live_threads",
                        "process_uptime_seconds");
    }

    @Test
    void openMetricsIsSpokenToWhoAsksForIt() {
        var answer = send(request("/metrics").header("Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1"));

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(answer.body()).endsWith("# EOF\n");
    }

    @Test
    void whoAsksAtOnceSharesASurvey() {
        shards.queue("000000000000", "us-east-1", "jobs", BUSY);
        admin.ready(shards, data);
        shards.holdsBack = true;
        var scrape = client.sendAsync(request("/metrics").build(), BodyHandlers.ofString());
        await().until(() -> shards.heldBack.size() == 1);
        var other = client.sendAsync(request("/metrics").build(), BodyHandlers.ofString());
        await().until(() -> registry.get("sluice.http.requests")
                        .tag("port", "management")
                        .functionCounter()
                        .count()
                == 2);

        shards.heldBack.forEach(Runnable::run);

        assertThat(scrape.join().body()).contains("queue=\"jobs\"");
        assertThat(other.join().body()).contains("queue=\"jobs\"");
        assertThat(shards.surveys).hasValue(1);
    }

    private HttpResponse<String> put(String path) {
        return send(request(path).PUT(BodyPublishers.noBody()));
    }

    private HttpResponse<String> get(String path) {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
