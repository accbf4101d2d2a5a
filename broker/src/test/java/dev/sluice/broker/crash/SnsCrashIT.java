package dev.sluice.broker.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.suite.BrokerProcess;
import dev.sluice.broker.suite.Json;
import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.SnsConnection;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Kills a broker while clients publish. What was acknowledged must reach each of five queues and two HTTP endpoints at least
 * once, and each FIFO queue exactly once and in order; what was for a mobile endpoint or a telephone, its capture. Rounds and seed as in {@link CrashIT}.
 */
@Execution(ExecutionMode.SAME_THREAD)
class SnsCrashIT {
    private static final int ROUNDS =
            Integer.getInteger("sluice.crash.rounds", Boolean.getBoolean("sluice.soak") ? 100 : 4);
    private static final long SEED = Long.getLong("sluice.crash.seed", 20_260_105L);
    private static final int CLIENTS = 4;
    private static final String ARN = "arn:aws:sns:us-east-1:000000000000:";
    private static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:000000000000:";
    private static final String NUMBER = "+491511234567";
    private static final List<String> QUEUES = List.of("q1", "q2", "q3", "q4", "q5");
    private static final List<String> FIFO_QUEUES = List.of("f1.fifo", "f2.fifo");
    /** Retries come soon, so that the test need not wait long for them. */
    private static final String IMPATIENT = """
            {"healthyRetryPolicy":{"minDelayTarget":1,"maxDelayTarget":1,"numRetries":100}}""";

    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> acknowledgedFifo = new ConcurrentLinkedQueue<>();
    private final Queue<String> acknowledgedPushes = new ConcurrentLinkedQueue<>();
    private final Random random = new Random(SEED);
    private String endpoint = "";

    @Test
    void acknowledgedPublishesReachEverySubscriber(@TempDir Path directory) throws IOException {
        Path data = directory.resolve("data");
        try (var steady = new SnsSubscriber(SEED, 0);
                var moody = new SnsSubscriber(SEED, 10)) {
            for (int round = 1; round <= ROUNDS; round++) killUnderLoad(data, List.of(steady, moody), round);
            DoomedBroker.verifyStoppedStore(data);
            try (BrokerProcess broker = start(data);
                    var connection = new WireConnection(broker.endpoint())) {
                for (String queue : QUEUES) {
                    assertThat(bodies(connection, queue)).as(queue).containsAll(Set.copyOf(acknowledged));
                }
                for (String queue : FIFO_QUEUES) checkOrder(queue, bodies(connection, queue));
                Set<String> captured = captured(new Management(broker.management()));
                assertThat(captured).as("captures").containsAll(acknowledged).containsAll(acknowledgedPushes);
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> steady.received().containsAll(acknowledged)
                                && moody.received().containsAll(acknowledged));
                assertThat(broker.stop()).as("exit status").isEqualTo(143);
            }
        }
        DoomedBroker.verifyStoppedStore(data);
        System.out.printf(
                "SNS crash test: %d publishes acknowledged, %d of them to the FIFO topic, %d to telephones%n",
                acknowledged.size() + acknowledgedFifo.size() + acknowledgedPushes.size(),
                acknowledgedFifo.size(),
                acknowledgedPushes.size());
        assertThat(violations).isEmpty();
        assertThat(acknowledged).isNotEmpty();
        assertThat(acknowledgedFifo).isNotEmpty();
        assertThat(acknowledgedPushes).isNotEmpty();
    }

    private static BrokerProcess start(Path data) {
        return BrokerProcess.start(data, "sns.http.timeout=2s");
    }

    private void killUnderLoad(Path data, List<SnsSubscriber> subscribers, int round) throws IOException {
        try (BrokerProcess broker = start(data)) {
            if (round == 1) subscribeAll(broker, subscribers);
            List<DoomedBroker.Client> clients = new ArrayList<>();
            for (int number = 0; number < CLIENTS; number++) clients.add(publisher("r%dc%d".formatted(round, number)));
            new DoomedBroker(broker, violations::add).killUnder(clients, random);
        }
    }

    private void subscribeAll(BrokerProcess broker, List<SnsSubscriber> subscribers) throws IOException {
        try (var connection = new WireConnection(broker.endpoint())) {
            SnsConnection.call(connection, "CreateTopic", "Name", "t");
            SnsConnection.call(
                    connection,
                    "CreateTopic",
                    "Name",
                    "t.fifo",
                    "Attributes.entry.1.key",
                    "FifoTopic",
                    "Attributes.entry.1.value",
                    "true");
            for (String queue : QUEUES) {
                connection.call("CreateQueue", Members.of("QueueName", queue));
                subscribe(connection, "t", "sqs", QUEUE_ARN + queue, "RawMessageDelivery", "false");
            }
            for (String queue : FIFO_QUEUES) {
                connection.call(
                        "CreateQueue", Members.of("QueueName", queue, "Attributes", Map.of("FifoQueue", "true")));
                subscribe(connection, "t.fifo", "sqs", QUEUE_ARN + queue, "RawMessageDelivery", "true");
            }
            endpoint = mobileEndpoint(connection);
            subscribe(connection, "t", "application", endpoint, "RawMessageDelivery", "true");
            for (SnsSubscriber each : subscribers) {
                subscribe(connection, "t", "http", each.url(), "DeliveryPolicy", IMPATIENT);
            }
        }
        for (SnsSubscriber each : subscribers) await().until(each::confirmed);
    }

    private static String mobileEndpoint(WireConnection connection) throws IOException {
        String application = SnsConnection.call(
                connection,
                "CreatePlatformApplication",
                "Name",
                "app",
                "Platform",
                "GCM",
                "Attributes.entry.1.key",
                "PlatformCredential",
                "Attributes.entry.1.value",
                "secret");
        String created = SnsConnection.call(
                connection,
                "CreatePlatformEndpoint",
                "PlatformApplicationArn",
                SnsConnection.text(application, "PlatformApplicationArn"),
                "Token",
                "token");
        return SnsConnection.text(created, "EndpointArn");
    }

    private static void subscribe(
            WireConnection connection, String topic, String protocol, String endpoint, String attribute, String value)
            throws IOException {
        SnsConnection.call(
                connection,
                "Subscribe",
                "TopicArn",
                ARN + topic,
                "Protocol",
                protocol,
                "Endpoint",
                endpoint,
                "Attributes.entry.1.key",
                attribute,
                "Attributes.entry.1.value",
                value);
    }

    /** Its messages in the FIFO topic are a group of their own: {@code name/0}, {@code name/1} and so on. */
    private DoomedBroker.Client publisher(String name) {
        var dice = new Random(SEED + name.hashCode());
        int[] sent = {0, 0, 0};
        return connection -> {
            int kind = dice.nextInt(4);
            if (kind == 0) {
                String text = name + "+" + sent[2]++;
                String target = dice.nextBoolean() ? "TargetArn" : "PhoneNumber";
                String receiver = target.equals("TargetArn") ? endpoint : NUMBER;
                SnsConnection.call(connection, "Publish", target, receiver, "Message", text);
                acknowledgedPushes.add(text);
            } else if (kind < 3) {
                String text = name + "-" + sent[0]++;
                SnsConnection.call(connection, "Publish", "TopicArn", ARN + "t", "Message", text);
                acknowledged.add(text);
            } else {
                String text = name + "/" + sent[1]++;
                SnsConnection.call(
                        connection,
                        "Publish",
                        "TopicArn",
                        ARN + "t.fifo",
                        "Message",
                        text,
                        "MessageGroupId",
                        name,
                        "MessageDeduplicationId",
                        text);
                acknowledgedFifo.add(text);
            }
        };
    }

    /** What the queue gives until it is empty: the text of each message, in order. */
    private static List<String> bodies(WireConnection connection, String queue) throws IOException {
        String url =
                connection.call("GetQueueUrl", Members.of("QueueName", queue)).text("QueueUrl");
        List<String> bodies = new ArrayList<>();
        while (true) {
            List<Members> messages = connection
                    .call("ReceiveMessage", Members.of("QueueUrl", url, "MaxNumberOfMessages", 10))
                    .list("Messages");
            if (messages.isEmpty()) return bodies;
            for (Members message : messages) {
                String body = message.text("Body");
                bodies.add(body.startsWith("{") ? Json.read(body).text("Message") : body);
                connection.call(
                        "DeleteMessage", Members.of("QueueUrl", url, "ReceiptHandle", message.text("ReceiptHandle")));
            }
        }
    }

    /** What waits in all captures. */
    private static Set<String> captured(Management management) throws IOException {
        Set<String> bodies = new HashSet<>();
        Members captures = Json.read(management.get("/admin/v1/captures").body());
        for (Members capture : captures.list("captures")) {
            String path = capture.text("messages") + "?limit=1000";
            String next = "";
            while (next != null) {
                Members page = Json.read(management.get(path + next).body());
                page.list("messages").forEach(message -> bodies.add(message.text("body")));
                next = page.has("cursor") ? "&cursor=" + page.text("cursor") : null;
            }
        }
        return bodies;
    }

    private void checkOrder(String queue, List<String> bodies) {
        assertThat(bodies).as(queue).doesNotHaveDuplicates();
        assertThat(new HashSet<>(bodies)).as(queue).containsAll(acknowledgedFifo);
        Map<String, Integer> latest = new TreeMap<>();
        for (String body : bodies) {
            int slash = body.indexOf('/');
            int number = Integer.parseInt(body.substring(slash + 1));
            Integer before = latest.put(body.substring(0, slash), number);
            if (number != (before == null ? 0 : before + 1)) {
                violations.add("%s: %s comes after %s".formatted(queue, body, before));
            }
        }
    }
}
