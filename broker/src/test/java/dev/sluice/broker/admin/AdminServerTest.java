package dev.sluice.broker.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.http.HttpServer;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SmsAccount;
import dev.sluice.broker.shard.Shards.Submission;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The management port: whether the broker lives, and its queues, page by page. */
final class AdminServerTest {
    private static final QueueCounts EMPTY = new QueueCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final QueueCounts BUSY =
            new QueueCounts(3, 2, 1, 600, 90_000, 20, 11, 8, 4, 2, 0, new QueueCounts.Noisy(1, 2, 1, 95_000));

    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final ManagementPort port =
            new ManagementPort(new HttpServer(ManagementPort.OPTIONS, () -> call -> released.join()));

    @AfterEach
    void stop() {
        released.complete(null);
        port.close();
    }

    @Test
    void isLiveAndNotReadyWhileTheBrokerStarts() {
        assertThat(port.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(port.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(port.get("/health/ready").body())
                .startsWith("{\"status\":\"starting\",\"reasons\":[\"the broker is starting");
    }

    @Test
    void isReadyOnceTheBrokerSaysSo() {
        port.ready();

        assertThat(port.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(port.get("/health/ready").body()).isEqualTo("{\"status\":\"ready\",\"reasons\":[]}");
        assertThat(port.get("/health/live").body()).isEqualTo("{\"status\":\"live\"}");
    }

    @Test
    void isLiveAndNotReadyWhileTheBrokerDrains() {
        port.ready();
        port.server.drains();

        assertThat(port.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(port.get("/health/ready").body()).contains("\"draining\"");
        assertThat(port.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void isNotLiveWhileAnEventLoopOfTheDataPortStands() throws IOException {
        port.data.start();
        port.ready();
        var unanswered = port.client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.data.port()))
                        .build(),
                BodyHandlers.discarding());
        await().until(() -> port.data.metrics().requests() == 1); // and its endpoint holds the loop

        assertThat(port.get("/health/live").statusCode()).isEqualTo(503);
        assertThat(port.get("/health/live").body()).contains("event loop");

        released.complete(null);
        await().until(() -> port.get("/health/live").statusCode() == 200);
        unanswered.cancel(true);
    }

    @Test
    void theSummaryAnswers200WhateverItSays() {
        assertThat(port.get("/health").statusCode()).isEqualTo(200);
        assertThat(port.get("/health").body())
                .contains("\"status\":\"starting\"", "\"startedAt\":\"1970-01-01T00:01:40Z\"", "\"uptimeSeconds\":0");
    }

    @Test
    void listsQueuesWithAttributesAndCounts() {
        port.shards.queue("000000000000", "us-east-1", "jobs", BUSY);
        port.ready();

        var answer = port.get("/admin/v1/queues");

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
        port.shards.subscription(Protocol.HTTP, "http://example.com/", SubscriptionRecord.State.CONFIRMED);
        port.shards.subscription(Protocol.SMS, "+12345678", SubscriptionRecord.State.CONFIRMED);
        port.shards.subscription(Protocol.EMAIL, "bob@example.com", SubscriptionRecord.State.LEFT);
        port.ready();

        assertThat(port.get("/admin/v1/captures").body()).isEqualTo("""
                {"captures":[{"subscription":"arn:aws:sns:us-east-1:000000000000:orders:00000000-0000-0000-0000-000000000002",\
                "protocol":"sms","endpoint":"+12345678","state":"confirmed",\
                "messages":"/admin/v1/topics/000000000000/us-east-1/orders/00000000-0000-0000-0000-000000000002/messages"}],"more":false}""");
    }

    @Test
    void capturesForTelephonesAreThoseOfTheirApplications() {
        var application = new ApplicationId("000000000000", "us-east-1", "GCM", "shop");
        port.shards.captures.add(new Capture(
                application.captureQueue(), Protocol.APPLICATION, "000000000000", "us-east-1", application.arn()));
        port.ready();

        assertThat(port.get("/admin/v1/captures").body()).isEqualTo("""
                {"captures":[{"protocol":"application","account":"000000000000","region":"us-east-1",\
                "source":"arn:aws:sns:us-east-1:000000000000:app/GCM/shop",\
                "messages":"/admin/v1/captures/us-east-1/000000000000-GCM-shop-push/messages"}],"more":false}""");
    }

    @Test
    void whatIsCapturedForTelephonesIsShownWhereTheListingSays() {
        var sender = new SmsAccount("000000000000", "us-east-1");
        port.shards.captures.add(
                new Capture(sender.captureQueue(), Protocol.SMS, sender.account(), sender.region(), ""));
        port.shards.queue("sns", "us-east-1", sender.captureQueue().name(), EMPTY);
        port.ready();
        String path = "/admin/v1/captures/us-east-1/000000000000-sms/messages";

        assertThat(port.get("/admin/v1/captures").body()).contains("\"messages\":\"" + path + "\"");
        assertThat(port.get(path).body()).isEqualTo("{\"messages\":[]}");
        assertThat(port.get(path + "?limit=0").statusCode()).isEqualTo(400);
        assertThat(port.get("/admin/v1/captures/us-east-1/none/messages").statusCode())
                .isEqualTo(404);
        assertThat(port.get("/admin/v1/captures/us-east-1").statusCode()).isEqualTo(404);
    }

    @Test
    void aNumberOptsOutByAPut() {
        port.ready();
        String path = "/admin/v1/opted-out/000000000000/us-east-1/+491511234567";

        assertThat(port.put(path).body()).isEqualTo("{\"optedOut\":\"+491511234567\"}");
        assertThat(port.shards.commands)
                .containsExactly(new SmsCommand.OptOut(
                        new SmsAccount("000000000000", "us-east-1"), new PhoneNumber("+491511234567"), true));
        assertThat(port.get(path).statusCode()).isEqualTo(405);
        assertThat(port.put("/admin/v1/opted-out/000000000000/us-east-1/bob").statusCode())
                .isEqualTo(404);
    }

    @Test
    void listsOnlyNamesWithThePrefix() {
        port.shards.queue("000000000000", "us-east-1", "jobs-a", EMPTY);
        port.shards.queue("000000000000", "us-east-1", "jobs-b", EMPTY);
        port.shards.queue("000000000000", "us-east-1", "mail", EMPTY);
        port.ready();

        assertThat(port.get("/admin/v1/queues?limit=5&prefix=jobs%2D").body())
                .contains("\"jobs-a\"", "\"jobs-b\"")
                .doesNotContain("mail");
        assertThat(port.get("/admin/v1/queues?prefix=none").body()).isEqualTo("{\"queues\":[]}");
        assertThat(port.get("/admin/v1/queues").body()).contains("mail");
    }

    @Test
    void listsQueuesPageByPage() {
        port.shards.queue("000000000000", "eu-west-1", "jobs", EMPTY);
        port.shards.queue("000000000000", "us-east-1", "jobs", EMPTY);
        port.shards.queue("111111111111", "us-east-1", "mail", EMPTY);
        port.ready();

        String first = port.get("/admin/v1/queues?limit=2").body();
        String cursor = first.substring(first.lastIndexOf(':') + 2, first.length() - 2);
        String second = port.get("/admin/v1/queues?limit=2&cursor=" + cursor).body();

        assertThat(first).contains("eu-west-1", "us-east-1").doesNotContain("mail");
        assertThat(second).contains("mail").doesNotContain("jobs", "cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=1001", "limit=x", "cursor=!", "cursor=YQ", "prefics=a", "prefix=a&prefix=b"})
    void aListingThatCannotBeIsA400(String query) {
        port.ready();

        assertThat(port.get("/admin/v1/queues?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void showsOneQueueByItsIdentity() {
        port.shards.queue("000000000000", "us-east-1", "jobs", BUSY);
        port.shards.queue("000000000000", "eu-west-1", "jobs", EMPTY);
        port.ready();

        var answer = port.get("/admin/v1/queues/000000000000/eu-west-1/jobs");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"account\":\"000000000000\",\"region\":\"eu-west-1\",\"name\":\"jobs\"");
        assertThat(port.get("/admin/v1/queues/000000000000/us-east-2/jobs").statusCode())
                .isEqualTo(404);
        assertThat(port.get("/admin/v1/queues/jobs").statusCode()).isEqualTo(404);
        assertThat(port.get("/admin/v1/queues/a/b/c/d").statusCode()).isEqualTo(404);
    }

    @Test
    void anUnknownPathIsA404InJson() {
        var answer = port.get("/nothing?here");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"there is nothing at /nothing\"}");
    }

    @Test
    void onlyReadingIsAllowed() {
        for (String path : new String[] {"/health/live", "/metrics", "/admin/v1/queues", "/admin/v1/queues/a/b/c"}) {
            var answer = port.send(port.request(path).POST(BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).as(path).isEqualTo(405);
        }
        assertThat(port.send(port.request("/health/live").method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBadlyEncodedPrefixIsA400() throws IOException {
        port.ready();

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port.server.port())) {
            socket.getOutputStream()
                    .write("GET /admin/v1/queues?prefix=%zz HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void queuesCannotBeListedWhileTheBrokerStartsOrIsBusy() {
        assertThat(port.get("/admin/v1/queues").statusCode()).isEqualTo(503);
        port.ready();
        port.shards.submission = Submission.MAILBOX_FULL;

        assertThat(port.get("/admin/v1/queues").statusCode()).isEqualTo(503);
        assertThat(port.get("/admin/v1/queues").body()).contains("busy");
        assertThat(port.get("/admin/v1/queues/a/b/c").statusCode()).isEqualTo(503);
    }
}
