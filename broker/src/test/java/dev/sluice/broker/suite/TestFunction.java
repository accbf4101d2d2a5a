package dev.sluice.broker.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A function of a trigger, on an HTTP server of its own, that can go and come back. */
final class TestFunction implements AutoCloseable {
    private final List<Members> records = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private volatile Function<Members, String> answer = event -> "";
    private final int port;
    private ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    TestFunction() throws IOException {
        server = listening(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listening(int onPort) throws IOException {
        var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 100);
        made.createContext("/", this::handle);
        made.setExecutor(threads);
        made.start();
        return made;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Members event = Json.read(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            synchronized (records) {
                records.addAll(event.list("Records"));
            }
            String text = answer.apply(event);
            synchronized (records) {
                if (!text.contains("errorType")) done.addAll(bodies(event.list("Records")));
            }
            byte[] bytes = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** @param other what an event is answered with, with 200 */
    void answer(Function<Members, String> other) {
        answer = other;
    }

    /** Listens again where it did. */
    void open() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = listening(port);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Of all events, as they came. */
    List<Members> records() {
        synchronized (records) {
            return List.copyOf(records);
        }
    }

    List<String> bodies() {
        return bodies(records());
    }

    /** Of those it did not fail as a whole. */
    List<String> doneBodies() {
        synchronized (records) {
            return List.copyOf(done);
        }
    }

    private static List<String> bodies(List<Members> records) {
        return records.stream().map(record -> record.text("body")).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
