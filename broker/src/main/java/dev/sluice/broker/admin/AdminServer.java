package dev.sluice.broker.admin;

import dev.sluice.broker.http.HttpOptions;
import dev.sluice.broker.http.HttpServer;
import dev.sluice.broker.shard.Shards;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The management port: health, metrics and queues, read only. Start it before the store is opened, so that somebody answers
 * while a broker recovers; tell it when the broker is {@link #ready} and when it {@link #drains}; stop it last.
 */
public final class AdminServer implements AutoCloseable {

    /** Queues that have metrics of their own; a monitoring system does not want a series for each of a million. */
    private static final int MOST_QUEUES_IN_METRICS = 1_000;

    private final PrometheusMeterRegistry registry;
    private final Health health = new Health();
    private final HttpServer server;
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private volatile @Nullable Shards shards;

    public AdminServer(HttpOptions options, PrometheusMeterRegistry registry, Clock clock) {
        this(options, registry, clock, MOST_QUEUES_IN_METRICS);
    }

    AdminServer(HttpOptions options, PrometheusMeterRegistry registry, Clock clock, int mostQueuesInMetrics) {
        this.registry = registry;
        var collector = new QueueCollector(mostQueuesInMetrics);
        registry.getPrometheusRegistry().register(collector);
        this.server =
                new HttpServer(options, () -> new AdminEndpoint(health, registry, collector, () -> shards, clock));
        HttpMeters.bind(registry, server.metrics(), "management");
    }

    /** @throws IOException when the address cannot be bound */
    public void start() throws IOException {
        server.start();
    }

    /** The data port takes requests, and the shards take questions. */
    public void ready(Shards answering, HttpServer data) {
        HttpMeters.bind(registry, data.metrics(), "data");
        bindRuntime();
        shards = answering;
        health.ready(data::turned);
    }

    private void bindRuntime() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** From now on readiness is refused, so that nobody sends new clients here. */
    public void drains() {
        health.draining();
    }

    public int port() {
        return server.port();
    }

    /** Answers what is being asked, for at most that long, and nothing more. */
    public void stop(Duration deadline) throws InterruptedException {
        server.stop(deadline);
    }

    @Override
    public void close() {
        server.close();
        collections.close();
    }
}
