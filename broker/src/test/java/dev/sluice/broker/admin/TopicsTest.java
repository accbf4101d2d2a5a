package dev.sluice.broker.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.SubscriptionCounts;
import dev.sluice.broker.engine.effect.TopicCounts;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.model.Protocol;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics on the management port: as pages, as metrics, and filter policies to try. */
class TopicsTest {
    private static final String ACCOUNT = "000000000000";
    private static final UUID ID = new UUID(1, 2);
    private static final UUID OF_HTTP = new UUID(1, 3);

    private final ManagementPort port = new ManagementPort();

    @BeforeEach
    void start() {
        TopicRecord news = port.shards.topic(ACCOUNT, "us-east-1", "news", new TopicCounts(1, 2, 3, 40, 0));
        TopicRecord orders = port.shards.topic(ACCOUNT, "us-east-1", "orders", new TopicCounts(0, 0, 0, 0, 5_000));
        port.shards.topic(ACCOUNT, "us-east-1", "other", new TopicCounts(0, 0, 0, 0, 0));
        port.shards.subscription(news, ID, "arn:aws:sqs:us-east-1:000000000000:q", new SubscriptionCounts(5, 6, 7, 8));
        port.shards.subscription(
                orders,
                OF_HTTP,
                Protocol.HTTP,
                "http://example.com/",
                new SubscriptionCounts(3, 0, 0, 0),
                new QueueCounts(2, 1, 0, 600, 90_000, 3, 1, 0, 0, 0, 0));
        port.ready();
    }

    @AfterEach
    void stop() {
        port.close();
    }

    @Test
    void aTopicShowsItsSubscriptionsAndWhatBecameOfItsMessages() {
        assertThat(port.get("/admin/v1/topics/" + ACCOUNT + "/us-east-1/news").body())
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

        assertThat(port.get(path).body())
                .endsWith("\"lost\":0,\"waiting\":3,\"oldestAgeSeconds\":10.0,\"messages\":\"" + messages + "\"}]}");
        assertThat(port.get(messages).body()).isEqualTo("{\"messages\":[]}");
        assertThat(port.get(messages + "?limit=0").statusCode()).isEqualTo(400);
        assertThat(port.get(messages.replace("orders", "news")).statusCode()).isEqualTo(404);
        assertThat(port.get(path + "/" + ID + "/messages").statusCode()).isEqualTo(404);
        assertThat(port.get(path + "/x/messages").statusCode()).isEqualTo(400);
    }

    @Test
    void theQueueBehindASubscriptionIsNoQueueForAnybodyElse() {
        String queue = "sns/us-east-1/" + OF_HTTP;

        assertThat(port.get("/admin/v1/queues/" + queue).statusCode()).isEqualTo(404);
        assertThat(port.get("/admin/v1/queues/" + queue + "/messages").statusCode())
                .isEqualTo(404);
        assertThat(port.get("/scaling/v1/queues/" + OF_HTTP + "?account=sns").statusCode())
                .isIn(404, 503); // 503 before the first look
    }

    @Test
    void topicsAreListedPageByPage() {
        String first = port.get("/admin/v1/topics?limit=1&prefix=o").body();
        assertThat(first).contains("\"name\":\"orders\"", "\"archivedSince\":\"1970-01-01T00:00:05Z\"");
        String cursor = first.replaceAll(".*\"cursor\":\"([^\"]*)\".*", "$1");

        String second =
                port.get("/admin/v1/topics?limit=1&prefix=o&cursor=" + cursor).body();
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
        assertThat(port.get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void topicsAndSubscriptionsHaveMetricsUpToAMost() {
        assertThat(port.get("/metrics").body())
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
        String body =
                port.post("/admin/v1/filter-test", asked.replace('\'', '"')).body();

        assertThat(body).startsWith(answered.replace('\'', '"'));
    }
}
