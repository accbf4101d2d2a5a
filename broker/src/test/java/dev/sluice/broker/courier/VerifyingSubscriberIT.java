package dev.sluice.broker.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.broker.suite.BrokerProcess;
import dev.sluice.broker.suite.SnsConnection;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.messagemanager.sns.model.SnsMessage;
import software.amazon.awssdk.messagemanager.sns.model.SnsNotification;
import software.amazon.awssdk.messagemanager.sns.model.SnsSubscriptionConfirmation;
import software.amazon.awssdk.messagemanager.sns.model.SnsUnsubscribeConfirmation;

/** A subscriber that believes nothing AWS's own verifier does not accept. It confirms, counts, leaves, and comes back. */
class VerifyingSubscriberIT {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:orders";
    private static final int MESSAGES = 30;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> texts = ConcurrentHashMap.newKeySet();
    private final Queue<SnsNotification> notifications = new ConcurrentLinkedQueue<>();
    private final Queue<SnsUnsubscribeConfirmation> farewells = new ConcurrentLinkedQueue<>();
    private volatile boolean confirmed;

    @Test
    void confirmsVerifiesAndCounts(@TempDir Path directory) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        try (BrokerProcess broker = BrokerProcess.start(
                        directory.resolve("data"), "sns.signing.certificate-url=https://sns.{region}.amazonaws.com");
                var verifier = new AwsVerifier(
                        "us-east-1", path -> get(broker.endpoint().resolve(path)));
                var connection = new WireConnection(broker.endpoint())) {
            server.createContext("/", exchange -> receive(exchange, verifier));
            server.start();
            SnsConnection.call(connection, "CreateTopic", "Name", "orders");
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/orders";
            SnsConnection.call(connection, "Subscribe", "TopicArn", TOPIC, "Protocol", "http", "Endpoint", url);
            await().until(() -> confirmed || !failures.isEmpty());

            publish(connection, "1");
            SnsConnection.call(
                    connection,
                    "SetTopicAttributes",
                    "TopicArn",
                    TOPIC,
                    "AttributeName",
                    "SignatureVersion",
                    "AttributeValue",
                    "2");
            publish(connection, "2");
            await().until(() -> texts.size() == 2 * MESSAGES || !failures.isEmpty());
            assertThat(failures).isEmpty();
            assertThat(texts).containsAll(expected("1")).containsAll(expected("2"));

            get(URI.create(notifications.element().unsubscribeUrl().toString()));
            await().until(() -> !farewells.isEmpty() || !failures.isEmpty());
            assertThat(failures).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    private static void publish(WireConnection connection, String version) throws IOException {
        for (String text : expected(version)) {
            SnsConnection.call(
                    connection, "Publish", "TopicArn", TOPIC, "Message", text, "Subject", "é of version " + version);
        }
    }

    private static List<String> expected(String version) {
        return IntStream.range(0, MESSAGES)
                .mapToObj(number -> "\"v%s\" ünd\n😀 %d".formatted(version, number))
                .toList();
    }

    private void receive(HttpExchange exchange, AwsVerifier verifier) throws IOException {
        try (exchange) {
            SnsMessage message = verifier.verify(exchange.getRequestBody().readAllBytes());
            if (message instanceof SnsSubscriptionConfirmation confirmation) {
                get(URI.create(confirmation.subscribeUrl().toString()));
                confirmed = true;
            } else if (message instanceof SnsUnsubscribeConfirmation farewell) {
                farewells.add(farewell);
            } else {
                notifications.add((SnsNotification) message);
                texts.add(message.message());
            }
            exchange.sendResponseHeaders(200, -1);
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
            exchange.sendResponseHeaders(500, -1);
        }
    }

    private byte[] get(URI url) {
        try {
            HttpResponse<byte[]> answer =
                    client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) throw new AssertionError(url + " is answered with " + answer.statusCode());
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
