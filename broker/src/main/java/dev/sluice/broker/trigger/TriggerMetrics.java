package dev.sluice.broker.trigger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a trigger counts. Owned by the triggers' thread, but for the gauge. */
final class TriggerMetrics {
    enum Outcome {
        DONE,
        PARTIAL,
        FAILED,
        OVERLOADED
    }

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(120),
        Duration.ofSeconds(900)
    };

    private final Map<Outcome, Counter> invocations = new EnumMap<>(Outcome.class);
    private final Timer time;
    private final AtomicInteger inUse = new AtomicInteger();
    private long messages;
    private long deleted;

    TriggerMetrics(MeterRegistry registry, String trigger) {
        for (Outcome each : Outcome.values()) {
            invocations.put(
                    each,
                    Counter.builder("sluice.trigger.invocations")
                            .description("Invocations of functions by triggers")
                            .tag("trigger", trigger)
                            .tag("outcome", each.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        time = Timer.builder("sluice.trigger")
                .description("Time of an invocation, from its start to its answer")
                .tag("trigger", trigger)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        Gauge.builder("sluice.trigger.concurrency", inUse, AtomicInteger::get)
                .description("Invocations that run or are being gathered")
                .tag("trigger", trigger)
                .register(registry);
    }

    void uses(int invocationsAtOnce) {
        inUse.set(invocationsAtOnce);
    }

    void started(int itsMessages) {
        messages += itsMessages;
    }

    void ended(Outcome outcome, int itsDeleted, long millis) {
        counter(outcome).increment();
        deleted += itsDeleted;
        time.record(millis, TimeUnit.MILLISECONDS);
    }

    TriggerStatus.Counts counts() {
        return new TriggerStatus.Counts(
                count(Outcome.DONE),
                count(Outcome.PARTIAL),
                count(Outcome.FAILED),
                count(Outcome.OVERLOADED),
                messages,
                deleted);
    }

    private long count(Outcome outcome) {
        return (long) counter(outcome).count();
    }

    private Counter counter(Outcome outcome) {
        Counter counter = invocations.get(outcome);
        if (counter == null) throw new IllegalStateException("every outcome has a counter");
        return counter;
    }
}
