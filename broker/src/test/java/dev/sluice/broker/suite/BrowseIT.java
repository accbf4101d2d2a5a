package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A queue's messages as the management port shows them, while clients use the queue. */
@TestInstance(Lifecycle.PER_CLASS)
class BrowseIT implements Scenarios {
    private LocalBroker broker;
    private JsonSqs json;
    private RawHttp management;

    @BeforeAll
    void start(@TempDir Path directory) {
        broker = LocalBroker.start(directory);
        json = new JsonSqs(broker.endpoint());
        management = new RawHttp(broker.management(), HttpClient.newHttpClient());
    }

    @AfterAll
    void stop() {
        json.close();
        broker.close();
    }

    @Override
    public Sqs sqs(String accessKey, String region) {
        return json.open(accessKey, region);
    }

    private Members look(TestQueue queue, String query) {
        HttpResponse<String> answer = get("/" + ACCOUNT + "/" + REGION + "/" + queue.name() + "/messages?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body());
    }

    private HttpResponse<String> get(String belowQueues) {
        URI uri = broker.management().resolve("/admin/v1/queues" + belowQueues);
        return management.send(HttpRequest.newBuilder(uri));
    }

    private List<String> bodies(TestQueue queue, String query) {
        return bodies(look(queue, query));
    }

    private static List<String> bodies(Members page) {
        return page.list("messages").stream()
                .map(message -> message.text("body"))
                .toList();
    }

    private static String cursor(Members page) {
        return page.has("cursor") ? page.text("cursor") : "";
    }

    @Test
    void messagesAreShownByState() {
        TestQueue queue = newQueue();
        queue.send("held");
        queue.send("waiting");
        queue.send("later", "DelaySeconds", 900);
        queue.receiveOne("VisibilityTimeout", 600);

        assertThat(bodies(queue, "")).containsExactly("held", "waiting", "later");
        assertThat(bodies(queue, "state=in_flight")).containsExactly("held");
        assertThat(bodies(queue, "state=available")).containsExactly("waiting");
        assertThat(bodies(queue, "state=delayed")).containsExactly("later");
        assertThat(bodies(queue, "state=in_flight,delayed")).containsExactly("held", "later");
        queue.assertCounts(1, 1, 1);
    }

    @Test
    void aMessageThatWasShownIsReceivedAsIfItHadNotBeen() {
        TestQueue queue = newQueue("VisibilityTimeout", "0");
        queue.send("a");
        look(queue, "");
        Members first = queue.receiveOne("AttributeNames", List.of("All"));
        look(queue, "");
        Members second = queue.receiveOne("AttributeNames", List.of("All"));

        assertThat(first.texts("Attributes")).containsEntry("ApproximateReceiveCount", "1");
        assertThat(second.texts("Attributes")).containsEntry("ApproximateReceiveCount", "2");
        assertThat(look(queue, "").list("messages").get(0).text("receiveCount")).isEqualTo("2");
    }

    @Test
    void aDeepQueueIsSeenWholePageByPage() {
        TestQueue queue = newQueue();
        List<String> sent = new ArrayList<>();
        for (int batch = 0; batch < 250; batch++) {
            Members[] entries = new Members[10];
            for (int i = 0; i < 10; i++) {
                sent.add("message " + batch + " " + i);
                entries[i] = TestQueue.entry("e" + i, sent.get(sent.size() - 1));
            }
            queue.sendBatch(entries);
        }
        queue.receive("MaxNumberOfMessages", 10, "VisibilityTimeout", 600);

        List<String> seen = new ArrayList<>();
        Members page = look(queue, "limit=1000");
        seen.addAll(bodies(page));
        for (int pages = 1; !cursor(page).isEmpty(); pages++) {
            assertThat(pages).isLessThan(4);
            queue.receive("MaxNumberOfMessages", 10, "VisibilityTimeout", 600);
            page = look(queue, "limit=1000&cursor=" + cursor(page));
            seen.addAll(bodies(page));
        }

        assertThat(seen).isEqualTo(sent);
    }

    @Test
    void messagesAreSearchedByIdAttributeGroupAndBody() {
        TestQueue queue = newQueue();
        Members red = Members.of("color", Members.of("DataType", "String", "StringValue", "rosé & red"));
        String id = queue.send("one hay stack", "MessageAttributes", red).text("MessageId");
        queue.send("two needles", "MessageGroupId", "tenant&7");
        queue.send("three");

        assertThat(bodies(queue, "id=" + id)).containsExactly("one hay stack");
        assertThat(bodies(queue, "attribute=color")).containsExactly("one hay stack");
        assertThat(bodies(queue, "value=" + encoded("rosé & red"))).containsExactly("one hay stack");
        assertThat(bodies(queue, "group=" + encoded("tenant&7"))).containsExactly("two needles");
        assertThat(bodies(queue, "body=need")).containsExactly("two needles");
        assertThat(bodies(queue, "body=need&state=in_flight")).isEmpty();
    }

    @Test
    void messagesOfAFifoQueueAreShownInTheirOrder() {
        TestQueue queue = TestQueue.create(
                sqs(),
                newName() + ".fifo",
                "Attributes",
                Members.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        for (String body : List.of("a1", "a2", "b1")) queue.send(body, "MessageGroupId", body.substring(0, 1));
        Members held = queue.receiveOne("AttributeNames", List.of("SequenceNumber"));

        assertThat(bodies(queue, "state=in_flight")).containsExactly("a1");
        assertThat(bodies(queue, "state=available")).containsExactly("a2", "b1");
        assertThat(bodies(queue, "group=a")).containsExactly("a1", "a2");
        assertThat(look(queue, "").list("messages").get(0).text("sequenceNumber"))
                .isEqualTo(held.texts("Attributes").get("SequenceNumber"));
    }

    @Test
    void queuesAreListedPageByPage() {
        String prefix = "paged-" + newName() + "-";
        for (int i = 0; i < 5; i++) TestQueue.create(sqs(), prefix + i);

        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            String page = get("?limit=2&prefix=" + prefix + "&cursor=" + cursor).body();
            names.addAll(all("\"name\":\"" + prefix + "(\\d+)\"", page));
            cursor = String.join("", all("\"cursor\":\"([^\"]+)\"", page));
        } while (!cursor.isEmpty());

        assertThat(names).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void messagesOfAQueueThatIsGoneAreNotFound() {
        TestQueue queue = newQueue();
        queue.delete();

        assertThat(get("/" + ACCOUNT + "/" + REGION + "/" + queue.name() + "/messages")
                        .statusCode())
                .isEqualTo(404);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
