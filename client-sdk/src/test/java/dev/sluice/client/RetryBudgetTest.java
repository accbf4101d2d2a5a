package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client does when its retries are used up, with servers that are busy or well. How they are counted is in RetryTokensTest. */
class RetryBudgetTest {
    private final List<String> notRepeated = new CopyOnWriteArrayList<>();
    private final List<Server> servers = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.http.stop(0));
    }

    @Test
    void requestIsNoLongerRepeatedWhenTheBudgetIsSpent() throws IOException {
        Server busy = server(503);
        try (var client = client(3, busy)) {
            assertThatThrownBy(() -> client.createQueue("a", Map.of()))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("4 times, no oftener for want of retry budget")
                    .hasMessageContaining("HTTP503");
            assertThatThrownBy(() -> client.createQueue("a", Map.of()))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("once, no oftener for want of retry budget");
        }

        assertThat(busy.requests).hasValue(5);
        assertThat(notRepeated).containsExactly("CreateQueue", "CreateQueue");
    }

    @Test
    void lastAttemptThatIsAllowedAnywayIsNoMatterOfTheBudget() throws IOException {
        try (var client = client(7, server(503))) {
            assertThatThrownBy(() -> client.createQueue("a", Map.of())).hasMessageContaining("8 times; the last time");
        }

        assertThat(notRepeated).isEmpty();
    }

    @Test
    void queuesAndTopicsHaveOneBudgetTogether() throws IOException {
        Server busy = server(503);
        try (var client = client(2, busy)) {
            assertThatThrownBy(() -> client.createQueue("a", Map.of())).hasMessageContaining("3 times");
            assertThatThrownBy(() -> client.createTopic("a", Map.of())).hasMessageContaining("once");
        }

        assertThat(notRepeated).containsExactly("CreateQueue", "CreateTopic");
    }

    @Test
    void otherServerIsAskedWithoutAnyBudget() throws IOException {
        Server busy = server(503);
        Server well = server(200);
        try (var client = client(0, busy, well)) {
            for (int i = 0; i < 5; i++)
                assertThat(client.createQueue("a", Map.of())).isEqualTo("http://here/a");
        }

        assertThat(busy.requests).hasValue(1);
        assertThat(notRepeated).isEmpty();
    }

    @Test
    void eachServerIsAskedOnceWithoutAnyBudgetWhenAllAreBusy() throws IOException {
        Server first = server(503);
        Server second = server(503);
        Server third = server(503);
        try (var client = client(0, first, second, third)) {
            assertThatThrownBy(() -> client.createQueue("a", Map.of())).hasMessageContaining("3 times, no oftener");
        }

        assertThat(Stream.of(first, second, third).map(server -> server.requests.get()))
                .containsExactly(1, 1, 1);
    }

    private SluiceClient client(int retries, Server... endpoints) {
        return SluiceClient.builder()
                .endpoints(Stream.of(endpoints)
                        .map(each ->
                                "http://127.0.0.1:" + each.http.getAddress().getPort())
                        .toArray(String[]::new))
                .region("us-east-1")
                .credentials(new Credentials("key", "secret", null))
                .retry(RetryPolicy.DEFAULT
                        .withDelays(Duration.ZERO, Duration.ZERO)
                        .withBudget(new RetryBudget(0, 0, retries)))
                .metrics(new ClientMetrics() {
                    @Override
                    public void notRepeated(String operation) {
                        notRepeated.add(operation);
                    }
                })
                .build();
    }

    private Server server(int status) throws IOException {
        var server = new Server(status);
        servers.add(server);
        return server;
    }

    /** Answers every request alike, and counts them. */
    private static final class Server {
        final AtomicInteger requests = new AtomicInteger();
        final HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Server(int status) throws IOException {
            byte[] body = "{\"QueueUrl\":\"http://here/a\"}".getBytes(StandardCharsets.UTF_8);
            http.createContext("/", exchange -> {
                requests.incrementAndGet();
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            http.start();
        }
    }
}
