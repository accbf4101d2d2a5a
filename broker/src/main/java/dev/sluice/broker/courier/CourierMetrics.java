package dev.sluice.broker.courier;

import dev.sluice.broker.model.Protocol;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Attempts by protocol and outcome, how long they took, and messages given up. Owned by the courier's thread, but for the
 * gauge.
 */
final class CourierMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(15)
    };

    private final MeterRegistry registry;
    private final Map<String, Counter> attempts = new HashMap<>();
    private final Map<Protocol, Counter> givenUp = new HashMap<>();
    private final Map<Protocol, Timer> times = new HashMap<>();
    private final AtomicInteger inProgress = new AtomicInteger();

    CourierMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("sluice.deliveries.in.progress", inProgress, AtomicInteger::get)
                .description("Attempts to deliver to endpoints that have no outcome yet")
                .register(registry);
    }

    void started() {
        inProgress.incrementAndGet();
    }

    void ended(Protocol protocol, Outcome outcome, long millis) {
        inProgress.decrementAndGet();
        String word = outcome.name().toLowerCase(Locale.ROOT);
        attempts.computeIfAbsent(
                        protocol.wireName() + " " + word,
                        unknown -> Counter.builder("sluice.deliveries")
                                .description("Attempts to deliver to endpoints; refused ones are not repeated")
                                .tag("protocol", protocol.wireName())
                                .tag("outcome", word)
                                .register(registry))
                .increment();
        times.computeIfAbsent(
                        protocol,
                        unknown -> Timer.builder("sluice.delivery")
                                .description("Time of an attempt, from its start to its outcome")
                                .tag("protocol", protocol.wireName())
                                .serviceLevelObjectives(BUCKETS)
                                .register(registry))
                .record(millis, TimeUnit.MILLISECONDS);
    }

    void gaveUp(Protocol protocol) {
        givenUp.computeIfAbsent(
                        protocol,
                        unknown -> Counter.builder("sluice.deliveries.given.up")
                                .description(
                                        "Messages that left for a dead-letter queue, or were dropped for want of one")
                                .tag("protocol", protocol.wireName())
                                .register(registry))
                .increment();
    }
}
