package dev.sluice.broker.shard;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the loop counts of itself. Recorded by the owner, read by anybody. */
final class ShardMetrics {
    private final DistributionSummary batchCommands;
    private final Timer write;
    private final Counter turns;
    private final Counter sweeps;
    private volatile int parkedPolls;

    ShardMetrics(MeterRegistry registry, Mailbox mailbox) {
        batchCommands = DistributionSummary.builder("sluice.shard.batch.commands")
                .description("Commands made durable by one write")
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 4096)
                .register(registry);
        write = Timer.builder("sluice.store.write")
                .description("One batch written and synced")
                .serviceLevelObjectives(
                        Duration.ofNanos(100_000),
                        Duration.ofNanos(250_000),
                        Duration.ofNanos(500_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1))
                .register(registry);
        turns = Counter.builder("sluice.shard.turns")
                .description("Passes of the loop")
                .register(registry);
        sweeps = Counter.builder("sluice.store.sweeps")
                .description("Times dead rows were given to range deletes")
                .register(registry);
        registry.gauge("sluice.shard.parked.polls", this, metrics -> metrics.parkedPolls);
        registry.gauge("sluice.shard.mailbox", mailbox, Mailbox::size);
    }

    void wrote(int commands, long nanos) {
        batchCommands.record(commands);
        write.record(Duration.ofNanos(nanos));
    }

    void turned(int parked) {
        turns.increment();
        parkedPolls = parked;
    }

    void swept() {
        sweeps.increment();
    }
}
