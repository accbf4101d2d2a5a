package dev.sluice.bench;

import dev.sluice.bench.load.Ledger;
import dev.sluice.bench.measure.Meter;
import dev.sluice.bench.measure.ProcessSample;
import dev.sluice.bench.measure.Usage;
import dev.sluice.bench.measure.Window;
import dev.sluice.bench.wire.Client;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Thousands of parked long polls: what one costs, and how soon a message reaches one of them. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Parks --polls receives of 20 s, lets them wait, then sends at --rate to the queues they wait on.")
final class Pollers extends RoundTrip {
    /** The first polls are parked while the last connect; a little longer and all are. */
    private static final double SETTLE_SECONDS = 2;

    private static final int SENDERS = 8;

    @Option(names = "--polls", description = "long polls, each on a connection of its own; default ${DEFAULT-VALUE}")
    int polls = 10_000;

    @Option(names = "--idle", description = "seconds to watch them wait; default ${DEFAULT-VALUE}")
    double idleSeconds = 10;

    Pollers() {
        queueCount = 100;
    }

    @Override
    public Integer call() {
        if (pid == 0) throw new IllegalArgumentException("pollers needs --pid: memory and threads are its point");
        try (var client = new Client()) {
            var queues = createQueues(client, queueCount);
            var meter = new Meter();
            var ledger = new Ledger();
            var before = ProcessSample.of(pid);
            var waiting = consumer(client, queues, polls, ledger, meter);
            client.run(waiting::start);
            pause(SETTLE_SECONDS);

            var window = Window.open(pid);
            pause(idleSeconds);
            var idle = window.close();
            var parked = ProcessSample.of(pid);
            var extras = new LinkedHashMap<String, Object>();
            extras.put("polls", polls);
            extras.put("idleCores", idleCores(idle));
            extras.put("rssBytesPerPoll", (parked.rssBytes() - before.rssBytes()) / polls);
            extras.put("threadsBefore", before.threads());
            extras.put("threadsParked", parked.threads());
            int code = send(client, queues, SENDERS, ledger, meter, "pollers", extras);
            client.run(waiting::stop);
            deleteQueues(client, queues);
            return code;
        }
    }

    private static double idleCores(Usage idle) {
        var server = idle.server();
        return server == null ? 0 : server.cpuSeconds() / idle.seconds();
    }

    private static void pause(double seconds) {
        long until = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
