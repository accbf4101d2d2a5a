package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hints for autoscalers, from messages sent to a broker to numbers read from its management port. */
class ScalingIT implements Scenarios {
    private static final String TRACE =
            "{\"t\":0,\"n\":10,\"service\":\"exp:20\"},{\"t\":600,\"n\":1000,\"service\":\"exp:20\"}";

    @TempDir
    Path directory;

    private LocalBroker broker;
    private JsonSqs json;
    private ScalingPort scaling;

    @BeforeEach
    void start() {
        broker = LocalBroker.start(directory);
        json = new JsonSqs(broker.endpoint());
        scaling = ScalingPort.of(broker);
        await().untilAsserted(
                        () -> assertThat(scaling.get("queues").statusCode()).isEqualTo(200));
    }

    @AfterEach
    void stop() {
        json.close();
        broker.close();
    }

    @Override
    public Sqs sqs(String accessKey, String region) {
        return json.open(accessKey, region);
    }

    private static String at(TestQueue queue, String below) {
        return "queues/" + queue.name() + below;
    }

    @Test
    void anEmptyQueueNeedsNobodyAndTheFirstMessageSomebody() {
        TestQueue queue = newQueue();
        assertThat(scaling.get(at(queue, "/desired")).body()).isEqualTo("0\n");

        queue.send("job");

        await().untilAsserted(() ->
                assertThat(scaling.get(at(queue, "/desired")).body()).isEqualTo("1\n"));
        JsonObject hint = scaling.document(at(queue, ""));
        assertThat(hint.whole("desiredReplicas")).isEqualTo(1);
        assertThat(hint.text("status")).isEqualTo("learning");
        assertThat(hint.text("reason")).isEqualTo("no-estimate");
        assertThat(hint.whole("backlog")).isEqualTo(1);
    }

    @Test
    void timeHeldIsMeasuredFromReceiveToDelete() {
        TestQueue queue = newQueue();
        for (int i = 0; i < 6; i++) {
            queue.send("job");
            queue.delete(queue.receiveOne());
        }

        await().untilAsserted(() -> {
            JsonObject hint = scaling.document(at(queue, ""));
            assertThat(hint.text("serviceSource")).isEqualTo("measured");
            assertThat(hint.whole("serviceSamples")).isEqualTo(6);
            assertThat(hint.number("serviceSeconds")).isBetween(0.0, 5.0);
            assertThat(hint.number("serviceP50Seconds")).isBetween(0.0, hint.number("serviceP95Seconds"));
            JsonObject consumers = hint.object("consumers");
            assertThat(consumers.text("source")).isEqualTo("polls");
            assertThat(consumers.whole("active") + consumers.whole("idle")).isEqualTo(1);
        });
        assertThat(scaling.metrics())
                .contains("sluice_queue_hold_seconds_count{account=\"" + ACCOUNT + "\",queue=\"" + queue.name() + "\"")
                .contains("sluice_queue_consumers{account=\"" + ACCOUNT + "\",queue=\"" + queue.name() + "\"");
    }

    @Test
    void whatDoesNotExistHasNoNumber() {
        HttpResponse<String> answer = scaling.get("queues/none/desired");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("there is no queue");
        assertThat(scaling.get("groups/none").statusCode()).isEqualTo(404);
        assertThat(scaling.get("queues/none/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void aPolicyComesFieldByFieldFromPutTagAndDefault() {
        TestQueue queue = newQueue();
        queue.call("TagQueue", "Tags", Map.of("scaling.max", "7", "scaling.min", "many", "team", "blue"));
        HttpResponse<String> put = scaling.send("PUT", at(queue, "/policy"), "{\"targetLatencySeconds\": 30}");
        assertThat(put.statusCode()).isEqualTo(200);

        JsonObject policy = scaling.document(at(queue, "/policy"));

        assertThat(policy.object("policy").whole("max")).isEqualTo(7);
        assertThat(policy.object("origins").text("max")).isEqualTo("tag");
        assertThat(policy.object("policy").whole("targetLatencySeconds")).isEqualTo(30);
        assertThat(policy.object("origins").text("targetLatencySeconds")).isEqualTo("policy");
        assertThat(policy.object("origins").text("min")).isEqualTo("default");
        assertThat(scaling.get(at(queue, "/policy")).body()).contains("tag scaling.min is a whole number");
    }

    @Test
    void aPolicyIsReplacedOnlyAsItWasSeen() {
        TestQueue queue = newQueue();
        String etag = RawHttp.header(scaling.get(at(queue, "/policy")), "ETag");
        assertThat(scaling.send("PUT", at(queue, "/policy"), "{\"max\":3}", "If-Match", etag)
                        .statusCode())
                .isEqualTo(200);

        assertThat(scaling.send("PUT", at(queue, "/policy"), "{\"max\":4}", "If-Match", etag)
                        .statusCode())
                .isEqualTo(412);
        assertThat(scaling.send("PUT", at(queue, "/policy"), "{\"most\":4}").statusCode())
                .isEqualTo(400);
        assertThat(scaling.send("PUT", at(queue, "/policy"), "{\"min\":9,\"max\":4}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(scaling.send("DELETE", at(queue, "/policy"), "").body()).contains("\"max\":1337");
    }

    @Test
    void aQueueWithoutAHintIsNotAnsweredWithNone() {
        TestQueue queue = newQueue();
        scaling.send("PUT", at(queue, "/policy"), "{\"enabled\":false}");

        HttpResponse<String> answer = scaling.get(at(queue, "/desired"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("enabled is false (policy)");
    }

    @Test
    void whatWasPutAndDecidedOutlivesARestart() {
        TestQueue queue = newQueue();
        queue.send("job");
        scaling.send("PUT", at(queue, "/policy"), "{\"min\":3}");
        scaling.send("PUT", at(queue, "/override"), "{\"desired\":5,\"until\":\"" + inAnHour() + "\"}");
        await().untilAsserted(() ->
                assertThat(scaling.get(at(queue, "/desired")).body()).isEqualTo("5\n"));
        long index = scaling.document(at(queue, "")).whole("index");

        stop();
        start();

        assertThat(scaling.document(at(queue, "")).whole("desiredReplicas")).isEqualTo(5);
        assertThat(scaling.document(at(queue, "")).whole("index")).isEqualTo(index);
        scaling.send("DELETE", at(queue, "/override"), "");
        await().untilAsserted(() ->
                assertThat(scaling.get(at(queue, "/desired")).body()).isEqualTo("3\n"));
        assertThat(scaling.document(at(queue, "/policy")).object("policy").whole("min"))
                .isEqualTo(3);
    }

    @Test
    void aCallThatWaitsIsAnsweredWhenTheDecisionChanges() {
        TestQueue queue = newQueue();
        long index = scaling.document(at(queue, "")).whole("index");
        var waits = CompletableFuture.supplyAsync(
                () -> scaling.get(at(queue, "/desired?wait=60s&index=" + index)).body());

        queue.send("job");

        await().untilAsserted(() -> assertThat(waits).isCompletedWithValue("1\n"));
        assertThat(scaling.get(at(queue, "/desired?wait=1s&index=9999")).body()).isEqualTo("1\n");
    }

    @Test
    void anEventTellsEachDecisionOnce() {
        TestQueue queue = newQueue();
        queue.send("job");
        await().untilAsserted(() ->
                assertThat(scaling.get(at(queue, "/desired")).body()).isEqualTo("1\n"));

        HttpResponse<String> event = scaling.get(at(queue, "/events"));

        String index = scaling.document(at(queue, "")).text("index");
        assertThat(RawHttp.header(event, "Content-Type")).isEqualTo("text/event-stream");
        assertThat(event.body()).contains("id: " + index + "\n", "event: decision\n", "\"desiredReplicas\":1");
        assertThat(scaling.send("GET", at(queue, "/events?wait=1s"), "", "Last-Event-ID", index)
                        .body())
                .doesNotContain("event: decision");
    }

    @Test
    void aCallerIsToldWhatToDoWithTheWorkersItHas() {
        TestQueue queue = newQueue();
        scaling.send("PUT", at(queue, "/policy"), "{\"max\":4}");

        await().untilAsserted(() ->
                assertThat(scaling.get(at(queue, "/desired?current=9")).body()).isEqualTo("0\n"));
        assertThat(scaling.get(at(queue, "/desired?current=some")).statusCode()).isEqualTo(400);
    }

    @Test
    void queuesOfAGroupAddUp() {
        TestQueue one = newQueue();
        TestQueue other = newQueue();
        String group = "g" + one.name().hashCode();
        for (TestQueue queue : List.of(one, other)) {
            var tags = Map.of(
                    "scaling.group", group, "scaling.workerThroughput", "0.01", "scaling.targetLatencySeconds", "2");
            queue.call("TagQueue", "Tags", tags);
            queue.send("job");
        }

        await().untilAsserted(() -> {
            JsonObject hint = scaling.document("groups/" + group);
            assertThat(hint.whole("desiredReplicas")).isEqualTo(2);
        });
        assertThat(scaling.get("queues?group=" + group).statusCode()).isEqualTo(200);
        assertThat(scaling.document("groups").objects("groups")).isNotEmpty();
        assertThat(scaling.document("groups/" + group + "/history").text("group"))
                .isEqualTo(group);
        JsonObject outcome =
                ScalingPort.tree(scaling.send("POST", "groups/" + group + "/simulate", "{\"trace\":[" + TRACE + "]}"));
        assertThat(outcome.object("simulated").whole("workersAtEnd")).isZero();
    }

    @Test
    void aFifoQueueGetsAWorkerForEachGroupAtMost() {
        var queue = TestQueue.create(
                sqs(),
                newName() + ".fifo",
                "Attributes",
                Members.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        scaling.send("PUT", at(queue, "/policy"), "{\"workerThroughput\":0.1,\"targetLatencySeconds\":10}");
        for (int i = 0; i < 30; i++) queue.send("job " + i, "MessageGroupId", "group-" + i % 3);

        await().untilAsserted(() -> {
            JsonObject hint = scaling.document(at(queue, ""));
            assertThat(hint.number("readyGroups")).isEqualTo(3);
            assertThat(hint.whole("desiredReplicas")).isEqualTo(3);
            assertThat(hint.text("reason")).isEqualTo("fifo-groups");
        });
    }

    @Test
    void aSimulationShowsWhatAPolicyWouldDo() {
        TestQueue queue = newQueue();
        String body = "{\"policy\":{\"targetLatencySeconds\":300},\"trace\":[" + TRACE + "]}";

        JsonObject outcome = ScalingPort.tree(scaling.send("POST", at(queue, "/simulate"), body));

        assertThat(outcome.object("simulated").number("waitP95Seconds")).isBetween(60.0, 330.0);
        assertThat(outcome.object("present").number("waitP95Seconds")).isBetween(1.0, 66.0);
        assertThat(outcome.object("simulated").number("workerHours"))
                .isLessThan(outcome.object("present").number("workerHours"));
        assertThat(scaling.send("POST", at(queue, "/simulate"), "{\"trace\":[{\"t\":0,\"n\":1,\"service\":\"long\"}]}")
                        .body())
                .contains("exp:20 or fixed:20");
    }

    @Test
    void metricsHaveASeriesForEachQueueWithItsNumber() {
        TestQueue queue = newQueue();
        queue.send("job");
        String series = "sluice_scaling_desired_replicas{account=\"" + ACCOUNT + "\",queue=\"" + queue.name()
                + "\",region=\"" + REGION + "\"} 1.0";

        await().untilAsserted(() -> assertThat(scaling.metrics()).contains(series));
    }

    @Test
    void theDataPortTellsHintsAndTakesNoOrders() {
        var data = new ScalingPort(new RawHttp(broker.endpoint(), HttpClient.newHttpClient()));
        TestQueue queue = newQueue();
        long index = data.document(at(queue, "")).whole("index");
        var waits = CompletableFuture.supplyAsync(
                () -> data.get(at(queue, "/desired?wait=60s&index=" + index)).body());

        queue.send("job");

        await().untilAsserted(() -> assertThat(waits).isCompletedWithValue("1\n"));
        assertThat(data.send("PUT", at(queue, "/policy"), "{\"max\":0}").statusCode())
                .isEqualTo(405);
        assertThat(data.send("POST", at(queue, "/simulate"), "{}").statusCode()).isEqualTo(405);
        assertThat(data.get(at(queue, "/policy")).body()).contains("\"max\":1337");
    }

    @Test
    void whatChangesIsPublishedToWhoeverSubscribes() {
        Sqs sns = new QuerySns(broker.endpoint()).open("test", REGION);
        var topic = new TestTopic(sns, "arn:aws:sns:" + REGION + ":" + ACCOUNT + ":sluice-scaling");
        assertThat(sns.call("ListTopics", Members.of()).asMap().toString()).doesNotContain("sluice-scaling");
        TestQueue queue = newQueue();
        TestQueue pager = newQueue();
        topic.subscribe(pager, "FilterPolicy", "{\"queue\":[\"" + queue.name() + "\"],\"entered\":[\"at-max\"]}");
        TestQueue log = newQueue();
        topic.subscribe(log, "RawMessageDelivery", "true", "FilterPolicy", "{\"desired\":[{\"numeric\":[\">\",0]}]}");
        queue.call("TagQueue", "Tags", Map.of("scaling.max", "2"));

        for (int i = 0; i < 30; i++) queue.send("job");

        String page = pager.receiveOne().text("Body");
        assertThat(page).contains("\"Type\" : \"Notification\"", "at-max");
        JsonObject hint = JsonObject.parse(log.receiveOne().text("Body"));
        assertThat(hint.text("queue")).isEqualTo(queue.name());
        assertThat(hint.whole("desiredReplicas")).isPositive();
    }

    private static Instant inAnHour() {
        return Instant.now().plus(Duration.ofHours(1));
    }
}
