package dev.sluice.bench;

import dev.sluice.bench.load.Consumer;
import dev.sluice.bench.load.Ledger;
import dev.sluice.bench.load.Pacer;
import dev.sluice.bench.load.Sender;
import dev.sluice.bench.measure.Meter;
import dev.sluice.bench.measure.Result;
import dev.sluice.bench.wire.Client;
import dev.sluice.bench.wire.SendRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Messages at a rate, from when each was due to be sent to when a long poll has brought it back. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Sends at --rate, receives by long polls, deletes; half of the connections send, half receive.")
class RoundTrip extends LoadCommand {
    private static final int WAIT_SECONDS = 20;
    private static final int LAST_MESSAGES_SECONDS = 30;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @Option(names = "--rate", description = "messages a second; default ${DEFAULT-VALUE}")
    double rate = 1000;

    @Option(names = "--queues", description = "queues to go round; default ${DEFAULT-VALUE}")
    int queueCount = 1;

    @Override
    public Integer call() {
        try (var client = new Client()) {
            var queues = createQueues(client, queueCount);
            int consumers = Math.max(1, connections / 2);
            var meter = new Meter();
            var ledger = new Ledger();
            var polls = consumer(client, queues, consumers, ledger, meter);
            client.run(polls::start);
            int code = send(client, queues, Math.max(1, connections - consumers), ledger, meter, "roundtrip", Map.of());
            client.run(polls::stop);
            deleteQueues(client, queues);
            return code;
        }
    }

    Consumer consumer(Client client, List<String> queues, int count, Ledger ledger, Meter meter) {
        return new Consumer(
                requests(),
                queues,
                client.connect(server(), count),
                WAIT_SECONDS,
                Long.MAX_VALUE,
                true,
                body,
                ledger,
                meter);
    }

    /** Sends and measures; then waits for what is still on its way and prints the result. */
    int send(
            Client client,
            List<String> queues,
            int senders,
            Ledger ledger,
            Meter meter,
            String name,
            Map<String, Object> extras) {
        var pool = client.connect(server(), senders);
        List<SendRequest> sends =
                queues.stream().map(url -> sendRequest(server(), url, 1)).toList();
        var sender = new Sender(client.loop(), pool, sends, Pacer.perSecond(rate), limit(), true, ledger, meter);
        var usage = measure(client, sender, meter, warmup, seconds, pid);
        long lost = missingAtLast(client, sender, ledger);
        client.close(pool);

        var conditions = conditions();
        conditions.put("rate", rate);
        conditions.put("queues", queues.size());
        var all = new LinkedHashMap<>(extras);
        all.put("lost", lost);
        all.put("duplicates", ledger.duplicates());
        long arrived = meter.events("end to end").messages();
        int code = print(new Result(name, conditions, arrived, usage, meter.tallies(), all, meter.errorSamples()));
        return lost == 0 && ledger.duplicates() == 0 ? code : 1;
    }

    private static long missingAtLast(Client client, Sender sender, Ledger ledger) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_MESSAGES_SECONDS);
        await(sender, LAST_MESSAGES_SECONDS);
        long missing = client.call(ledger::missing);
        while (missing > 0 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            missing = client.call(ledger::missing);
        }
        return missing;
    }
}
