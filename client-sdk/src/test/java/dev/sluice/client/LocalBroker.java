package dev.sluice.client;

import dev.sluice.broker.Broker;
import dev.sluice.broker.api.ApiOptions;
import dev.sluice.broker.api.DeclareOptions;
import dev.sluice.broker.config.AuthMode;
import dev.sluice.broker.config.BrokerOptions;
import dev.sluice.broker.courier.CourierOptions;
import dev.sluice.broker.hint.HintOptions;
import dev.sluice.broker.http.HttpOptions;
import dev.sluice.broker.shard.ShardOptions;
import dev.sluice.broker.store.StoreOptions;
import dev.sluice.broker.store.SyncMode;
import dev.sluice.broker.trigger.TriggersOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A real broker in this JVM that can be stopped and started again on the same data and the same port. */
final class LocalBroker implements AutoCloseable {
    private final Path directory;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private int port;
    private @Nullable Broker broker;

    private LocalBroker(Path directory) {
        this.directory = directory;
    }

    /** Whatever is awaited of it may take a minute, since the machine may have much else to do. */
    static LocalBroker start(Path directory) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
        var local = new LocalBroker(directory);
        local.start();
        return local;
    }

    /** After {@link #stop}, on the port it had. */
    void start() {
        try {
            Broker started = Broker.start(options(), failure::set);
            port = started.port();
            broker = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In an orderly way: nothing is answered after this. */
    void stop() {
        Broker running = broker;
        broker = null;
        if (running != null) running.close();
        Throwable cause = failure.get();
        if (cause != null) throw new AssertionError("the broker failed during the test", cause);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Its management port; another one after each start. */
    URI management() {
        return URI.create("http://127.0.0.1:" + Objects.requireNonNull(broker).managementPort());
    }

    SluiceClient.Builder client() {
        return SluiceClient.builder().endpoints(endpoint());
    }

    @Override
    public void close() {
        stop();
    }

    private BrokerOptions options() {
        return new BrokerOptions(
                onPort(port),
                onPort(0),
                new StoreOptions(directory.resolve("data"), SyncMode.NEVER, 8 << 20, 8 << 20, 0),
                ShardOptions.DEFAULTS,
                ApiOptions.DEFAULTS,
                CourierOptions.DEFAULTS,
                TriggersOptions.NONE,
                DeclareOptions.NOTHING,
                HintOptions.NOTHING,
                AuthMode.LOOPBACK,
                Duration.ZERO,
                Duration.ofSeconds(5));
    }

    private static HttpOptions onPort(int port) {
        HttpOptions http = HttpOptions.DEFAULTS;
        return new HttpOptions(
                http.host(),
                port,
                http.eventLoops(),
                http.maxConnections(),
                http.maxRequestBytes(),
                http.maxBufferedBytes(),
                http.idleTimeout(),
                http.requestTimeout());
    }
}
