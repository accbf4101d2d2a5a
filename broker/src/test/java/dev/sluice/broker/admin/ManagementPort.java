package dev.sluice.broker.admin;

import dev.sluice.broker.hint.HintOptions;
import dev.sluice.broker.http.HttpOptions;
import dev.sluice.broker.http.HttpServer;
import dev.sluice.broker.suite.RawHttp;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A management port at a hundred seconds after the epoch, in front of shards that answer what a test tells them to. It tells two
 * queues apart in its metrics.
 */
final class ManagementPort implements AutoCloseable {
    static final HttpOptions OPTIONS =
            new HttpOptions("127.0.0.1", 0, 1, 50, 1 << 20, 4 << 20, Duration.ofSeconds(60), Duration.ofSeconds(60));

    final AnsweringShards shards = new AnsweringShards();
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final HttpClient client = HttpClient.newHttpClient();
    final AdminServer server = new AdminServer(
            OPTIONS, HintOptions.NOTHING, registry, Clock.fixed(Instant.ofEpochMilli(100_000), ZoneOffset.UTC), 2);
    final HttpServer data;

    ManagementPort() {
        this(new HttpServer(OPTIONS, () -> call -> {}));
    }

    /** @param data the port of which it tells whether it lives, not started */
    ManagementPort(HttpServer data) {
        this.data = data;
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker is ready. */
    void ready() {
        server.ready(shards, data);
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> put(String path) {
        return send(request(path).PUT(BodyPublishers.noBody()));
    }

    HttpResponse<String> post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(uri() + path)).timeout(Duration.ofMinutes(1));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return new RawHttp(uri(), client).send(request);
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() {
        server.close();
        data.close();
    }
}
