package dev.sluice.broker.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.SubscriptionCounts;
import dev.sluice.broker.engine.effect.TopicCounts;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.hint.HintOptions;
import dev.sluice.broker.http.HttpOptions;
import dev.sluice.broker.http.HttpServer;
import dev.sluice.broker.model.Protocol;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics on the management port: as pages, as metrics, and filter policies to try. */
class TopicsTest {
    private static final HttpOptions OPTIONS =
            new HttpOptions("127.0.0.1", 0, 1, 50, 1 << 20, 4 << 20, Duration.ofSeconds(60), Duration.ofSeconds(60));
    private static final String ACCOUNT = "000000000000";
    private static final UUID ID = new UUID(1, 2);
    private static final UUID OF_HTTP = new UUID(1, 3);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AnsweringShards shards = new AnsweringShards();
    private final HttpServer data = new HttpServer(OPTIONS, () -> call -> {});
    private final AdminServer admin = new AdminServer(
            OPTIONS, HintOptions.NOTHING, registry, Clock.fixed(Instant.ofEpochMilli(100_000), ZoneOffset.UTC), 2);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        TopicRecord news = shards.topic(ACCOUNT, "us-east-1", "news", new TopicCounts(1, 2, 3, 40, 0));
        TopicRecord orders = shards.topic(ACCOUNT, "us-east-1", "orders", new TopicCounts(0, 0, 0, 0, 5_000));
        shards.topic(ACCOUNT, "us-east-1", "other", new TopicCounts(0, 0, 0, 0, 0));
        shards.subscription(news, ID, "arn:aws:sqs:us-east-1:000000000000:q", new SubscriptionCounts(5, 6, 7, 8));
        shards.subscription(
                orders,
                OF_HTTP,
                Protocol.HTTP,
                "http://example.com/",
                new SubscriptionCounts(3, 0, 0, 0),
                new QueueCounts(2, 1, 0, 600, 90_000, 3, 1, 0, 0, 0, 0));
        admin.start();
        admin.ready(shards, data);
    }

    @AfterEach
    void stop() {
        admin.close();
        data.close();
    }

    @Test
    void aTopicShowsItsSubscriptionsAndWhatBecameOfItsMessages() {
        assertThat(get("/admin/v1/topics/" + ACCOUNT + "/us-east-1/news").body())
                .isEqualTo(("{'account':'000000000000','region':'us-east-1','name':'news',"
                                + "'arn':'arn:aws:sns:us-east-1:000000000000:news','createdAt':'1970-01-01T00:00:01Z',"
                                + "'attributes':{'DisplayName':'News'},'tags':{'team':'blue'},'published':40,"
                                + "'subscriptionCounts':{'confirmed':1,'pending':2,'deleted':3},'subscriptions':["
                                + "{'arn':'arn:aws:sns:us-east-1:000000000000:news:" + ID + "','protocol':'sqs',"
                                + "'endpoint':'arn:aws:sqs:us-east-1:000000000000:q','owner':'000000000000',"
                                + "'confirmed':true,'createdAt':'1970-01-01T00:00:02Z',"
                                + "'attributes':{'RawMessageDelivery':'true'},'delivered':5,'filteredOut':6,"
                                + "'deadLettered':7,'lost':8}]}")
                        .replace('\'', '"'));
    }

    @Test
    void aSubscriptionShowsWhatWaitsForItsEndpoint() {
        String path = "/admin/v1/topics/" + ACCOUNT + "/us-east-1/orders";
        String messages = path + "/" + OF_HTTP + "/messages";

        assertThat(get(path).body())
                .endsWith("\"lost\":0,\"waiting\":3,\"oldestAgeSeconds\":10.0,\"messages\":\"" + messages + "\"}]}");
        assertThat(get(messages).body()).isEqualTo("{\"messages\":[]}");
        assertThat(get(messages + "?limit=0").statusCode()).isEqualTo(400);
        assertThat(get(messages.replace("orders", "news")).statusCode()).isEqualTo(404);
        assertThat(get(path + "/" + ID + "/messages").statusCode()).isEqualTo(404);
        assertThat(get(path + "/x/messages").statusCode()).isEqualTo(400);
    }

    @Test
    void theQueueBehindASubscriptionIsNoQueueForAnybodyElse() {
        String queue = "sns/us-east-1/" + OF_HTTP;

        assertThat(get("/admin/v1/queues/" + queue).statusCode()).isEqualTo(404);
        assertThat(get("/admin/v1/queues/" + queue + "/messages").statusCode()).isEqualTo(404);
        assertThat(get("/scaling/v1/queues/" + OF_HTTP + "?account=sns").statusCode())
                .isIn(404, 503); // 503 before the first look
    }

    @Test
    void topicsAreListedPageByPage() {
        String first = get("/admin/v1/topics?limit=1&prefix=o").body();
        assertThat(first).contains("\"name\":\"orders\"", "\"archivedSince\":\"1970-01-01T00:00:05Z\"");
        String cursor = first.replaceAll(".*\"cursor\":\"([^\"]*)\".*", "$1");

        String second =
                get("/admin/v1/topics?limit=1&prefix=o&cursor=" + cursor).body();
        assertThat(second).contains("\"name\":\"other\"").doesNotContain("cursor", "orders");
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/v1/topics/000000000000/us-east-1/none, 404",
        "/admin/v1/topics/news, 404",
        "/admin/v1/topics?cursor=x, 400",
        "/admin/v1/topics?limit=0, 400",
        "/admin/v1/filter-test, 405"
    })
    void whatCannotBeAnsweredIsSaid(String path, int status) {
        assertThat(get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void topicsAndSubscriptionsHaveMetricsUpToAMost() {
        assertThat(get("/metrics").body())
                .contains(
                        "sluice_topic_published_total{account=\"000000000000\",region=\"us-east-1\",topic=\"news\"} 40.0")
                .contains("sluice_topic_subscriptions{account=\"000000000000\",region=\"us-east-1\",state=\"pending\","
                        + "topic=\"news\"} 2.0")
                .contains("sluice_subscription_lost_total{")
                .contains("subscription=\"" + ID + "\"")
                .containsPattern(
                        "sluice_subscription_waiting_messages\\{[^}]*subscription=\"" + OF_HTTP + "\"[^}]*} 3.0")
                .containsPattern("sluice_subscription_oldest_age_seconds\\{[^}]*\"" + OF_HTTP + "\"[^}]*} 10.0")
                .doesNotContainPattern("sluice_subscription_waiting_messages\\{[^}]*" + ID)
                .doesNotContain("topic=\"other\"");
    }

    // Filters

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'policy':{'kind':['a']},'attributes':{'kind':{'Type':'String','Value':'a'}}} | {'matches':true}",
                "{'policy':'{}','scope':'MessageBody','message':'x'} | {'error':",
                "{'policy':{'kind':['a']},'attributes':{'kind':{'Type':'String','Value':'b'}}} | {'matches':false,'reason':'not every key is satisfied','missed':[{'key':'kind','present':true}]}",
                "{'policy':{'a':{'b':[{'numeric':['>',1]}]}},'scope':'MessageBody','message':{'a':{'b':2}}} | {'matches':true}",
                "{'policy':{'a':{'b':[1]}},'scope':'MessageBody','message':'plain'} | {'matches':false,'reason':'the body is not a JSON object'}",
                "{'policy':{'a':'b'},'attributes':{}} | {'error':'FilterPolicy: ",
                "{'scope':'Body','policy':{}} | {'error':'scope is MessageAttributes",
                "{'attributes':{}} | {'error':'policy is missing'}",
                "{'policy':{'a':['b']},'attributes':{'a':'b'}} | {'error':'attributes are as in a notification",
                "[] | {'error':'the body is a JSON object'}"
            })
    void aPolicyIsTriedOnAMessage(String asked, String answered) {
        String body = post("/admin/v1/filter-test", asked.replace('\'', '"')).body();

        assertThat(body).startsWith(answered.replace('\'', '"'));
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + admin.port() + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }
}
