package dev.sluice.broker.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.broker.suite.Json;
import dev.sluice.broker.suite.Members;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP endpoint that confirms its subscription, and sometimes has enough. */
final class SnsSubscriber implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final Random random;
    private final int failuresPercent;
    private final HttpServer server;
    private volatile boolean confirmed;

    SnsSubscriber(long seed, int failuresPercent) throws IOException {
        this.random = new Random(seed);
        this.failuresPercent = failuresPercent;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    boolean confirmed() {
        return confirmed;
    }

    /** The texts it has taken. */
    Set<String> received() {
        return received;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String type = exchange.getRequestHeaders().getFirst("x-amz-sns-message-type");
            Members message = Json.read(body);
            int status = 200;
            if (type.equals("SubscriptionConfirmation")) confirm(message.text("SubscribeURL"));
            else if (random.nextInt(100) < failuresPercent) status = 503;
            else received.add(message.text("Message"));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void confirm(String url) throws IOException {
        try {
            var answer = client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
            if (answer.statusCode() == 200) confirmed = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
