package dev.sluice.broker.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.PeekedMessage;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.broker.shard.Shards.Submission;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of a queue on the management port: how they are asked for and how they read. */
final class MessagesTest {
    private static final QueueCounts EMPTY = new QueueCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final String PATH = "/admin/v1/queues/000000000000/us-east-1/jobs/messages";

    private final ManagementPort port = new ManagementPort();

    @BeforeEach
    void start() {
        port.shards.queue("000000000000", "us-east-1", "jobs", EMPTY);
        port.ready();
    }

    @AfterEach
    void stop() {
        port.close();
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
        port.shards.messages.add(
                new PeekedMessage(MessageState.IN_FLIGHT, 90_000, new Delivery(handle, 1_000, 60_000, 3, message)));

        var answer = port.get(PATH);

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

        assertThat(port.get(PATH).body())
                .contains("\"state\":\"available\"", "\"receiveCount\":0", "\"attributes\":{}")
                .doesNotContain("receivableAt", "firstReceivedAt", "groupId", "deduplicationId", "traceHeader");
    }

    @Test
    void aPageIsPutTogetherFromSeveralQuestionsAndGoesOnAtItsCursor() {
        add(12);

        String first = port.get(PATH + "?limit=7").body();
        String second = port.get(PATH + "?limit=7&cursor=" + cursor(first)).body();

        assertThat(count(first)).isEqualTo(7);
        assertThat(count(second)).isEqualTo(5);
        assertThat(second).doesNotContain("cursor");
        assertThat(port.shards.peeks).extracting(Peek::max).containsExactly(7, 5, 3, 1, 7, 5, 3);
    }

    @Test
    void aPageHasAHundredMessagesUnlessAnotherLimitIsAskedFor() {
        port.shards.peekStep = 1_000;
        add(101);

        assertThat(count(port.get(PATH).body())).isEqualTo(100);
        assertThat(count(port.get(PATH + "?limit=101").body())).isEqualTo(101);
    }

    @Test
    void aPageEndsOnceItsBodiesWeighFourMebibytes() {
        for (int i = 0; i < 12; i++) add("x".repeat(1 << 20));

        assertThat(count(port.get(PATH).body())).isEqualTo(4);
    }

    @Test
    void aPageThatFindsNothingEndsAndSaysWhereToGoOn() {
        port.shards.peekStep = 0;
        add(1);

        String body = port.get(PATH + "?body=nowhere").body();

        assertThat(count(body)).isZero();
        assertThat(body).contains("cursor");
        assertThat(port.shards.peeks).hasSize(64);
    }

    @Test
    void whatIsLookedForReachesTheShard() {
        port.get(PATH + "?state=available,delayed&state=available&id=00000000-0000-0001-0000-000000000002&group=g%201"
                + "&attribute=color&value=red&body=needle");

        Peek asked = port.shards.peeks.get(0);
        assertThat(asked.states()).containsExactlyInAnyOrder(MessageState.AVAILABLE, MessageState.DELAYED);
        assertThat(asked.filter().id()).isEqualTo(new MessageId(1, 2));
        assertThat(asked.filter().groupId()).isEqualTo("g 1");
        assertThat(asked.filter().attributeName()).isEqualTo("color");
        assertThat(asked.filter().attributeValue()).isEqualTo("red");
        assertThat(asked.filter().body()).isNotNull();
    }

    @Test
    void everyStateIsShownUnlessSomeAreNamed() {
        port.get(PATH + "?state=&id=");

        assertThat(port.shards.peeks.get(0).states()).hasSize(3);
        assertThat(port.shards.peeks.get(0).filter().id()).isNull();
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
        var answer = port.get(PATH + "?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":");
        assertThat(port.shards.peeks).isEmpty();
    }

    @Test
    void messagesOfAQueueThatDoesNotExistAreA404() {
        assertThat(port.get(PATH.replace("jobs", "mail")).statusCode()).isEqualTo(404);
        assertThat(port.get(PATH + "/more").statusCode()).isEqualTo(404);
    }

    @Test
    void messagesCannotBeSeenWhileTheBrokerIsBusy() {
        port.shards.submission = Submission.MAILBOX_FULL;

        assertThat(port.get(PATH).statusCode()).isEqualTo(503);
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) add("message " + i);
    }

    private void add(String body) {
        var message = new Message(
                new MessageId(0, 1), body.getBytes(UTF_8), new byte[16], List.of(), null, null, null, "AIDAEXAMPLE");
        var handle = new ReceiptHandle(7, Position.available(1), 0);
        port.shards.messages.add(
                new PeekedMessage(MessageState.AVAILABLE, 0, new Delivery(handle, 1_000, 0, 0, message)));
    }

    private static int count(String body) {
        return body.split("\"bodyMd5\"", -1).length - 1;
    }

    private static String cursor(String body) {
        return body.substring(body.lastIndexOf(':') + 2, body.length() - 2);
    }
}
