package dev.sluice.broker.admin;

import dev.sluice.broker.api.Endpoint;
import dev.sluice.broker.hint.HintOptions;
import dev.sluice.broker.hint.Hints;
import dev.sluice.broker.http.HttpOptions;
import dev.sluice.broker.http.HttpServer;
import dev.sluice.broker.model.TopicId;
import dev.sluice.broker.shard.Shards;
import io.micrometer.core.instrument.Gauge;
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
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The management port: health, metrics, queues, and hints for autoscalers. Start it before the store is opened, so that somebody answers
 * while a broker recovers; tell it when the broker is {@link #ready} and when it {@link #drains}; stop it last.
 */
public final class AdminServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

    /** Queues that have metrics of their own; a monitoring system does not want a series for each of a million. */
    private static final int MOST_QUEUES_IN_METRICS = 1_000;

    private final PrometheusMeterRegistry registry;
    private final Health health = new Health();
    private final HttpServer server;
    /** Owns the hints. */
    private final ScheduledExecutorService loop;

    private final HintOptions hintOptions;
    private final Clock clock;
    private final int mostQueuesInMetrics;
    private final QueueCollector queueCollector;
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private volatile @Nullable Shards shards;
    private volatile @Nullable ScalingPages scaling;
    private volatile @Nullable TriggerSource triggers;
    private @Nullable Hints hints;
    private @Nullable Future<?> ticking;

    public AdminServer(HttpOptions options, HintOptions hints, PrometheusMeterRegistry registry, Clock clock) {
        this(options, hints, registry, clock, MOST_QUEUES_IN_METRICS);
    }

    AdminServer(
            HttpOptions options,
            HintOptions hintOptions,
            PrometheusMeterRegistry registry,
            Clock clock,
            int mostQueuesInMetrics) {
        this.registry = registry;
        this.hintOptions = hintOptions;
        this.clock = clock;
        this.mostQueuesInMetrics = mostQueuesInMetrics;
        this.queueCollector = new QueueCollector(mostQueuesInMetrics);
        registry.getPrometheusRegistry().register(queueCollector);
        var topics = new TopicCollector(mostQueuesInMetrics);
        registry.getPrometheusRegistry().register(topics);
        var deadLetters = new DeadLetterCollector(mostQueuesInMetrics);
        registry.getPrometheusRegistry().register(deadLetters);
        this.server = new HttpServer(
                options,
                () -> new AdminEndpoint(
                        health,
                        registry,
                        queueCollector,
                        topics,
                        deadLetters,
                        () -> shards,
                        () -> scaling,
                        () -> triggers,
                        clock));
        this.loop = server.loop();
        HttpMeters.bind(registry, server.metrics(), "management");
        Gauge.builder("sluice.ready", health, now -> now.obstacles().isEmpty() ? 1 : 0)
                .description("1 while clients are welcome, 0 while the broker starts or drains")
                .register(registry);
    }

    /** @throws IOException when the address cannot be bound */
    public void start() throws IOException {
        server.start();
    }

    /** Where nobody tells who receives, nothing is published, and there are no triggers. */
    void ready(Shards answering, HttpServer data) {
        Endpoint noApi = call -> {
            throw new IllegalStateException("there is no API to call");
        };
        ready(answering, data, Receiving.UNSEEN, noApi, then -> then.accept(List.of()));
    }

    /**
     * The data port takes requests, and the shards take questions.
     *
     * @param api what the data port speaks, for the broker's own calls
     * @param triggerSource how triggers fare
     */
    public void ready(
            Shards answering, HttpServer data, Receiving receiving, Endpoint api, TriggerSource triggerSource) {
        HttpMeters.bind(registry, data.metrics(), "data");
        bindRuntime();
        shards = answering;
        triggers = triggerSource;
        hint(answering, receiving, api, data::authority);
        health.ready(data::turned);
    }

    private void hint(Shards answering, Receiving receiving, Endpoint api, Supplier<String> authority) {
        var kept = new Hints(hintOptions, answering, receiving.consumers(), loop, clock);
        kept.restore();
        TopicId topic = hintOptions.topic();
        if (topic != null) {
            kept.afterEachRound(new HintTopic(topic, kept, answering, api, authority, loop, clock)::tell);
        }
        var pages = new ScalingPages(kept, answering, clock);
        hints = kept;
        queueCollector.ready(kept::suspectReceives, receiving.inVain());
        registry.getPrometheusRegistry().register(new HintCollector(kept));
        registry.getPrometheusRegistry().register(new ConsumerCollector(receiving.consumers(), mostQueuesInMetrics));
        ticking = loop.scheduleWithFixedDelay(() -> tick(kept, pages), 0, 1, TimeUnit.SECONDS);
        scaling = pages;
    }

    /** Whatever goes wrong, it goes on next time: until then hints become stale, and then there are none. */
    private static void tick(Hints hints, ScalingPages pages) {
        try {
            hints.tick();
            pages.tick();
        } catch (RuntimeException e) {
            LOG.error("the hints for autoscalers could not be brought up to date", e);
        }
    }

    /** Answers hints where the options want them, and leaves all other paths to another endpoint. For one event loop. */
    public Endpoint beside(Endpoint others) {
        return hintOptions.onDataPort() ? new ScalingOnDataPort(() -> scaling, loop, others) : others;
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
        ScalingPages pages = scaling;
        if (pages != null) loop.execute(pages::drain);
    }

    public int port() {
        return server.port();
    }

    /** Answers what is being asked, for at most that long, and nothing more. */
    public void stop(Duration deadline) throws InterruptedException {
        if (ticking != null) ticking.cancel(false);
        server.stop(deadline);
    }

    @Override
    public void close() {
        server.close();
        if (hints != null) hints.close();
        collections.close();
    }
}
