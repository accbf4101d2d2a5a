package dev.sluice.junit;

import dev.sluice.broker.Broker;
import dev.sluice.broker.config.Assignment;
import dev.sluice.broker.config.Configuration;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A whole broker inside a test, reached through a stretch of network that can be broken. Its data are in a temporary directory
 * that {@link #close} removes. {@link SluiceTest} makes one for each test; without JUnit's help:
 *
 * <pre>{@code
 * try (var broker = EmbeddedBroker.start(); var client = broker.client()) {
 *     client.createQueue("jobs", Map.of());
 * }
 * }</pre>
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final Path directory;
    private final ManualClock clock = new ManualClock();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final FaultyNetwork network;
    private Broker broker;

    private EmbeddedBroker(Path directory) throws IOException {
        this.directory = directory;
        this.broker = start(directory);
        this.network = FaultyNetwork.before(broker.port());
    }

    /**
     * An empty broker on a free port of the loopback interface.
     *
     * @throws UncheckedIOException when it cannot start
     */
    public static EmbeddedBroker start() {
        try {
            return new EmbeddedBroker(Files.createTempDirectory("sluice-test"));
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded broker does not start", e);
        }
    }

    /** Where any client of SQS finds it. Stays the same over a restart. */
    public URI endpoint() {
        return network.endpoint();
    }

    /** A new client for it, with default settings; the caller closes it. */
    public SluiceClient client() {
        return SluiceClient.builder().endpoints(endpoint()).build();
    }

    /**
     * Lets time pass for the broker: visibility timeouts, delays, retention and deduplication end as if it had really passed.
     * What is due has happened when the next request is answered. Clients' own clocks do not move.
     */
    public synchronized void advance(Duration time) {
        clock.advance(time);
        broker.timeMoved();
    }

    /** Stops the broker in an orderly way and starts it again on what it has stored. */
    public synchronized void restart() {
        broker.close();
        checkFailure();
        try {
            broker = start(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded broker does not start again", e);
        }
        network.target(broker.port());
    }

    /** From now on connections break, and new ones break at once, until {@link #mendNetwork}. */
    public void cutNetwork() {
        network.cut();
    }

    /**
     * From now on requests arrive and answers are lost, until {@link #mendNetwork}. The client repeats them as its retry policy
     * says; after the last attempt their outcome is unknown to it.
     */
    public void loseAnswers() {
        network.loseAnswers();
    }

    /** Each answer arrives so much later, until {@link #mendNetwork}. */
    public void delayAnswers(Duration time) {
        network.delayAnswers(time);
    }

    public void mendNetwork() {
        network.mend();
    }

    /**
     * Stops it and removes its data.
     *
     * @throws AssertionError when the broker failed during the test
     */
    @Override
    public synchronized void close() {
        network.close();
        broker.close();
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
        checkFailure();
    }

    private void checkFailure() {
        Throwable cause = failure.get();
        if (cause != null) throw new AssertionError("the broker failed during the test", cause);
    }

    /** Configured as any broker is, so that it has the defaults of all that is not said here. */
    private Broker start(Path data) throws IOException {
        var configuration = Configuration.load(
                List.of(),
                Map.of(),
                List.of(
                        set("server.data.port", "0"),
                        set("server.management.port", "0"),
                        set("storage.dir", data.resolve("data").toString()),
                        set("storage.sync", "never"),
                        set("storage.memtable", "8MiB"),
                        set("storage.block-cache", "8MiB"),
                        set("storage.minimum-free", "0")));
        return Broker.start(configuration.broker(), clock::millis, failure::set);
    }

    private static Assignment set(String key, String value) {
        return new Assignment(key, value, "the test");
    }

    void createQueue(SluiceClient client, String name) {
        client.createQueue(name, name.endsWith(".fifo") ? Map.of("FifoQueue", "true") : Map.of());
    }
}
