package dev.sluice.broker;

import dev.sluice.broker.admin.AdminServer;
import dev.sluice.broker.admin.Receiving;
import dev.sluice.broker.api.ApiMetrics;
import dev.sluice.broker.api.ApiOptions;
import dev.sluice.broker.api.AwsApi;
import dev.sluice.broker.api.Endpoint;
import dev.sluice.broker.api.FileEndpoint;
import dev.sluice.broker.api.Ids;
import dev.sluice.broker.api.Polls;
import dev.sluice.broker.api.QueueDeclarer;
import dev.sluice.broker.api.ReceivedInFull;
import dev.sluice.broker.api.SqsApi;
import dev.sluice.broker.api.sns.SmsSandboxSwitch;
import dev.sluice.broker.api.sns.SnsApi;
import dev.sluice.broker.api.sns.TopicDeclarer;
import dev.sluice.broker.config.BrokerOptions;
import dev.sluice.broker.courier.Courier;
import dev.sluice.broker.courier.Poster;
import dev.sluice.broker.courier.Signer;
import dev.sluice.broker.engine.ShardMachine;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.http.HttpServer;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.shard.ShardThread;
import dev.sluice.broker.store.RocksStore;
import dev.sluice.broker.trigger.Triggers;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running broker. Its start is the architecture on a page: a store, the machine restored from it, the thread that owns
 * both, the API that talks to that thread, and the servers in front.
 */
public final class Broker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
    private static final int TOKEN_KEY_BYTES = 16;
    private static final Duration MANAGEMENT_DEADLINE = Duration.ofSeconds(1);

    private final BrokerOptions options;
    private final AdminServer admin;
    private final Polls polls = new Polls(InstantSource.system());
    private final RocksStore store;
    private final ShardThread shards;
    private final Poster poster;
    private final Courier courier;
    private final Triggers triggers;
    private final HttpServer data;
    /** For the broker's own calls, on the event loop of the management port. */
    private final Endpoint ownApi;

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Starts a broker, which accepts requests when this returns. A failure later on ends the process at once, answering
     * nothing more: what is on disk is then the truth, and the next start recovers it.
     *
     * @throws IOException when a port cannot be bound
     * @throws dev.sluice.broker.api.DeclarationFailed when a declared queue cannot be had as it is declared
     * @throws dev.sluice.broker.store.StoreException when the data directory is in use, unknown or damaged
     */
    public static Broker start(BrokerOptions options) throws IOException {
        return start(options, failure -> Runtime.getRuntime().halt(1));
    }

    /**
     * Starts a broker inside a larger program.
     *
     * @param onFailure called when the broker can not go on; its state must then be thrown away
     */
    public static Broker start(BrokerOptions options, Consumer<Throwable> onFailure) throws IOException {
        return start(options, System::currentTimeMillis, onFailure);
    }

    /**
     * Starts a broker that lives by another clock, in tests of what takes long. Whoever moves that clock says so by {@link
     * #timeMoved}.
     *
     * @param clock epoch milliseconds; asked by one thread
     * @param onFailure called when the broker can not go on; its state must then be thrown away
     */
    public static Broker start(BrokerOptions options, LongSupplier clock, Consumer<Throwable> onFailure)
            throws IOException {
        long start = System.nanoTime();
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var admin = new AdminServer(options.management(), options.hints(), registry, Clock.systemUTC());
        try {
            admin.start(); // first, so that somebody says "starting" while a store recovers
            var store = RocksStore.open(options.store());
            try {
                var limits = QueueLimits.withInFlight(options.shard().inFlightLimit());
                var machine = new ShardMachine(
                        store.messages(), limits, options.shard().topics());
                var recovery = new Recovery(machine);
                store.restore(recovery);
                machine.restored();
                var signer = Signer.open(
                        options.courier(),
                        options.store().directory(),
                        options.api().defaultRegion());
                var broker = new Broker(options, admin, store, machine, clock, signer, registry, onFailure);
                broker.open();
                broker.announce(recovery, System.nanoTime() - start);
                return broker;
            } catch (IOException | RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    private Broker(
            BrokerOptions options,
            AdminServer admin,
            RocksStore store,
            ShardMachine machine,
            LongSupplier clock,
            Signer signer,
            PrometheusMeterRegistry registry,
            Consumer<Throwable> onFailure)
            throws IOException {
        this.options = options;
        this.admin = admin;
        this.store = store;
        this.shards = new ShardThread(options.shard(), machine, store, clock, registry, this::ring, onFailure);
        byte[] tokenKey = store.secret("tokens", TOKEN_KEY_BYTES);
        this.poster = new Poster(options.courier());
        this.courier = Courier.inWorld(options.courier(), poster, shards, signer, registry);
        this.triggers = Triggers.inWorld(options.triggers(), poster, new ReceivedInFull(tokenKey), shards, registry);
        var apiMetrics = new ApiMetrics(registry);
        this.ownApi = api(options.api(), tokenKey, apiMetrics);
        this.data = new HttpServer(
                options.data(), () -> admin.beside(withCertificate(signer, api(options.api(), tokenKey, apiMetrics))));
        StoreMeters.bind(registry, store, options.store().sync());
    }

    private void ring(QueueId queue) {
        courier.ring(queue);
        triggers.ring(queue);
    }

    /** Who verifies messages fetches the certificate from the port that they came to be published by. */
    private static Endpoint withCertificate(Signer signer, Endpoint api) {
        return new FileEndpoint(Signer.CERTIFICATE_PREFIX, "application/x-pem-file", signer::certificateAt, api);
    }

    /** For one event loop. */
    private AwsApi api(ApiOptions apiOptions, byte[] tokenKey, ApiMetrics metrics) {
        var sqs = new SqsApi(apiOptions, shards, tokenKey, Ids.random(), polls, metrics);
        return new AwsApi(
                sqs, new SnsApi(apiOptions, shards, tokenKey, Ids.random(), InstantSource.system(), metrics), metrics);
    }

    private void open() throws IOException {
        shards.start();
        try {
            SmsSandboxSwitch.set(shards, options.declare().smsSandbox());
            QueueDeclarer.declare(shards, options.declare());
            TopicDeclarer.declare(shards, options.declare());
            data.start();
            courier.start();
            triggers.start();
            admin.ready(
                    shards, data, new Receiving(polls::consumers, shards::emptyReceives), ownApi, triggers::statuses);
        } catch (IOException | RuntimeException e) {
            closeOutgoing();
            data.close();
            shards.close();
            throw e;
        }
    }

    private void announce(Recovery recovery, long nanos) {
        LOG.info(
                "sluice {} answers at http://{}:{}, management at http://{}:{}; data {}, sync {}, auth {}; recovered {}; {} ms",
                Version.current(),
                options.data().host(),
                port(),
                options.management().host(),
                managementPort(),
                options.store().directory().toAbsolutePath().normalize(),
                options.store().sync().name().toLowerCase(Locale.ROOT),
                options.auth().name().toLowerCase(Locale.ROOT),
                recovery,
                TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    /** The clock has been moved: whatever is due by it now happens without waiting for a request. */
    public void timeMoved() {
        shards.timeMoved();
    }

    /** The port that speaks SQS. */
    public int port() {
        return data.port();
    }

    /** The port of health, metrics and administration. */
    public int managementPort() {
        return admin.port();
    }

    /** Drains and stops, once; later calls wait until that is done. */
    public void stop() {
        if (!stopping.compareAndSet(false, true)) {
            awaitStop();
            return;
        }
        LOG.info("stopping: draining for up to {} s", options.drainTimeout().toSeconds());
        admin.drains();
        try {
            TimeUnit.MILLISECONDS.sleep(options.drainDelay().toMillis());
            shards.drain();
            var delivered = CompletableFuture.allOf(courier.drain(), triggers.drain());
            if (!data.stop(options.drainTimeout()))
                LOG.warn("some requests did not finish in time; they get no answer");
            awaitDeliveries(delivered);
            admin.stop(MANAGEMENT_DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shards.close();
        closeOutgoing();
        data.close();
        admin.close();
        store.close();
        LOG.info("stopped");
        stopped.countDown();
    }

    private void closeOutgoing() {
        courier.close();
        triggers.close();
        poster.close();
    }

    /** What has no outcome by then is delivered again after the next start, or when its visibility timeout ends. */
    private void awaitDeliveries(CompletableFuture<Void> delivered) throws InterruptedException {
        try {
            delivered.get(options.drainTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "some deliveries to endpoints or invocations of functions had no outcome in time; they are repeated");
        } catch (ExecutionException e) {
            throw new IllegalStateException("draining only ever ends well", e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Returns when the broker has stopped, or when the thread is interrupted. */
    public void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
