package dev.sluice.broker.suite;

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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A broker in this JVM, on free ports, with default options but for its small caches and hints on both ports. */
final class LocalBroker implements AutoCloseable {
    private final Broker broker;
    private final AtomicReference<@Nullable Throwable> failure;

    private LocalBroker(Broker broker, AtomicReference<@Nullable Throwable> failure) {
        this.broker = broker;
        this.failure = failure;
    }

    static LocalBroker start(Path directory) {
        return start(directory, ShardOptions.DEFAULTS.inFlightLimit());
    }

    /** @param inFlightLimit messages one queue may have in flight */
    static LocalBroker start(Path directory, int inFlightLimit) {
        var failure = new AtomicReference<@Nullable Throwable>();
        try {
            return new LocalBroker(Broker.start(options(directory, inFlightLimit), failure::set), failure);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BrokerOptions options(Path directory, int inFlightLimit) {
        ShardOptions shard = ShardOptions.DEFAULTS;
        return new BrokerOptions(
                anyPort(),
                anyPort(),
                new StoreOptions(directory.resolve("data"), SyncMode.ALWAYS, 8 << 20, 8 << 20, 0),
                new ShardOptions(
                        shard.mailboxCapacity(),
                        shard.turnCommands(),
                        shard.turnBytes(),
                        shard.parkedPolls(),
                        inFlightLimit),
                ApiOptions.DEFAULTS,
                CourierOptions.DEFAULTS,
                TriggersOptions.NONE,
                DeclareOptions.NOTHING,
                hints(directory),
                AuthMode.LOOPBACK,
                Duration.ZERO,
                Duration.ofSeconds(5));
    }

    private static HintOptions hints(Path directory) {
        HintOptions none = HintOptions.NOTHING;
        Path file = directory.resolve("data").resolve("scaling.json");
        return new HintOptions(none.account(), none.region(), file, none.defaults(), none.rules(), none.topic(), true);
    }

    private static HttpOptions anyPort() {
        HttpOptions http = HttpOptions.DEFAULTS;
        return new HttpOptions(
                http.host(),
                0,
                http.eventLoops(),
                http.maxConnections(),
                http.maxRequestBytes(),
                http.maxBufferedBytes(),
                http.idleTimeout(),
                http.requestTimeout());
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + broker.port());
    }

    URI management() {
        return URI.create("http://127.0.0.1:" + broker.managementPort());
    }

    /** Stops it, in an orderly way. */
    @Override
    public void close() {
        broker.close();
        Throwable cause = failure.get();
        if (cause != null) throw new AssertionError("the broker failed during the test", cause);
    }
}
