package dev.sluice.broker.admin;

import dev.sluice.broker.http.HttpMetrics;
import dev.sluice.broker.http.Refusal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Publishes what an HTTP server counts anyway, under the name of its port. */
final class HttpMeters {

    private final MeterRegistry registry;
    private final HttpMetrics metrics;
    private final String port;

    private HttpMeters(MeterRegistry registry, HttpMetrics metrics, String port) {
        this.registry = registry;
        this.metrics = metrics;
        this.port = port;
    }

    /** @param port {@code data} or {@code management} */
    static void bind(MeterRegistry registry, HttpMetrics metrics, String port) {
        var meters = new HttpMeters(registry, metrics, port);
        meters.gauge("sluice.http.connections", "Connections open", HttpMetrics::openConnections);
        meters.gauge("sluice.http.buffered.bytes", "Request bodies held now", HttpMetrics::bufferedBytes);
        meters.counter("sluice.http.connections.accepted", "Connections", HttpMetrics::acceptedConnections);
        meters.counter(
                "sluice.http.connections.refused",
                "Connections closed on arrival because too many were open",
                HttpMetrics::refusedConnections);
        meters.counter("sluice.http.requests", "Whole requests", HttpMetrics::requests);
        meters.counter("sluice.http.in.bytes", "Bytes read", HttpMetrics::bytesIn);
        meters.counter("sluice.http.out.bytes", "Bytes of answers", HttpMetrics::bytesOut);
        meters.counter("sluice.http.undelivered", "Answers whose client was gone", HttpMetrics::undelivered);
        for (Refusal why : Refusal.values()) meters.refusals(why);
    }

    private void gauge(String name, String description, ToDoubleFunction<HttpMetrics> value) {
        Gauge.builder(name, metrics, value)
                .description(description)
                .tag("port", port)
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<HttpMetrics> value) {
        FunctionCounter.builder(name, metrics, value)
                .description(description)
                .tag("port", port)
                .register(registry);
    }

    private void refusals(Refusal why) {
        FunctionCounter.builder("sluice.http.refusals", metrics, counted -> counted.refusals(why))
                .description("Requests that never reached the API")
                .tag("port", port)
                .tag("reason", why.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
