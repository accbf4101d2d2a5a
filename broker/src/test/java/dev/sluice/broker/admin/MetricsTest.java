package dev.sluice.broker.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.engine.effect.Durations;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueTimes;
import dev.sluice.broker.engine.effect.QueueWork.ByReceives;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.shard.Shards.Submission;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the management port tells who scrapes it. */
class MetricsTest {
    private static final QueueCounts EMPTY = new QueueCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final QueueCounts BUSY =
            new QueueCounts(3, 2, 1, 600, 90_000, 20, 11, 8, 4, 2, 0, new QueueCounts.Noisy(1, 2, 1, 95_000));

    private final ManagementPort port = new ManagementPort();

    @AfterEach
    void stop() {
        port.close();
    }

    @Test
    void metricsTellQueuesByStateAgeAndTotals() {
        port.shards.queue("000000000000", "us-east-1", "jobs", BUSY);
        port.shards.touched = receives(1, 3, 4);
        port.shards.inFlight = receives(1, 4);
        port.shards.deadLettered = 1;
        var jobs = new QueueId("000000000000", "us-east-1", "jobs");
        port.server.ready(
                port.shards,
                port.data,
                new Receiving(Map::of, () -> Map.of(jobs, 7L)),
                call -> {},
                then -> then.accept(List.of()));

        var answer = port.get("/metrics");

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
        port.shards.times = new QueueTimes(new Durations(counts, 100_000_040), Durations.NONE, Durations.NONE);
        port.shards.queue("000000000000", "us-east-1", "jobs", BUSY);
        port.ready();

        String labels = "account=\"000000000000\",queue=\"jobs\",region=\"us-east-1\"";
        assertThat(port.get("/metrics").body())
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
        port.shards.queue("000000000000", "us-east-1", "a", EMPTY);
        port.shards.queue("000000000000", "us-east-1", "b", EMPTY);
        port.shards.queue("000000000000", "us-east-1", "c", BUSY);
        port.shards.queue("000000000000", "us-east-1", "d", BUSY);
        port.ready();

        String other = "account=\"\",queue=\"other\",region=\"\"";
        assertThat(port.get("/metrics").body())
                .contains("queue=\"a\"", "queue=\"b\"")
                .doesNotContain("queue=\"c\"", "queue=\"d\"")
                .contains(
                        "sluice_queue_messages{" + other + ",state=\"visible\"} 6.0",
                        "sluice_queue_oldest_age_seconds{" + other + "} 10.0",
                        "sluice_queue_sent_total{" + other + "} 40.0");
    }

    @Test
    void aQueueThatIsGoneLeavesTheMetrics() {
        port.ready();
        assertThat(port.get("/metrics").body()).doesNotContain("sluice_queue_");

        port.shards.queue("000000000000", "us-east-1", "a", EMPTY);
        assertThat(port.get("/metrics").body()).contains("sluice_queue_messages");

        port.shards.submission = Submission.STOPPING;
        assertThat(port.get("/metrics").body()).doesNotContain("sluice_queue_").contains("sluice_http_requests_total");
    }

    @Test
    void metricsTellBothPortsTheRuntimeAndWhatOthersRegistered() {
        port.registry.counter("sluice.something").increment();
        port.ready();

        assertThat(port.get("/metrics").body())
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
        var answer = port.send(
                port.request("/metrics").header("Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1"));

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(answer.body()).endsWith("# EOF\n");
    }

    @Test
    void whoAsksAtOnceSharesASurvey() {
        port.shards.queue("000000000000", "us-east-1", "jobs", BUSY);
        port.ready();
        port.shards.holdsBack = true;
        var scrape = port.client.sendAsync(port.request("/metrics").build(), BodyHandlers.ofString());
        await().until(() -> port.shards.heldBack.size() == 1);
        var other = port.client.sendAsync(port.request("/metrics").build(), BodyHandlers.ofString());
        await().until(() -> port.registry
                        .get("sluice.http.requests")
                        .tag("port", "management")
                        .functionCounter()
                        .count()
                == 2);

        port.shards.heldBack.forEach(Runnable::run);

        assertThat(scrape.join().body()).contains("queue=\"jobs\"");
        assertThat(other.join().body()).contains("queue=\"jobs\"");
        assertThat(port.shards.surveys).hasValue(1);
    }
}
