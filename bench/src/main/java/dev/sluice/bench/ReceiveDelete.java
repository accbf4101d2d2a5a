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
import picocli.CommandLine.Command;

/** Drains a queue that it has filled: receive ten, delete the ten in a batch. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Fills a queue with --messages (default 200,000), then receives and deletes them all.")
class ReceiveDelete extends LoadCommand {
    static final int BATCH = 10;
    private static final long DEFAULT_MESSAGES = 200_000;

    /** Filling may take longer than what is measured. */
    static final double FILL_SECONDS = 3600;

    /** A poll left waiting at the end of a drain would take the first messages of the next one with it. */
    private static final int WAIT_SECONDS = 0;

    ReceiveDelete() {
        seconds = 120;
    }

    @Override
    public Integer call() {
        if (messages == 0) messages = DEFAULT_MESSAGES;
        try (var client = new Client()) {
            var queues = createQueues(client, 1);
            var ledger = new Ledger();
            fill(client, queues.get(0), ledger, messages);
            var result = drain(client, "receive-delete", queues.get(0), ledger, messages, warmup);
            deleteQueues(client, queues);
            var extras = new LinkedHashMap<String, Object>();
            extras.put("filled", messages);
            extras.put("duplicates", ledger.duplicates());
            extras.put("left", ledger.missing());
            int code = print(result.with(extras));
            return ledger.missing() == 0 && ledger.duplicates() == 0 ? code : 1;
        }
    }

    /** Puts messages in, in batches of ten, until the ledger has numbered {@code upTo} in all. */
    Result fill(Client client, String queueUrl, Ledger ledger, long upTo) {
        return fill(client, sendRequest(server(), queueUrl, BATCH), ledger, upTo);
    }

    Result fill(Client client, SendRequest request, Ledger ledger, long upTo) {
        var meter = new Meter();
        var pool = client.connect(server(), connections);
        var sender = new Sender(client.loop(), pool, List.of(request), Pacer.closedLoop(), upTo, true, ledger, meter);
        var usage = measure(client, sender, meter, 0, FILL_SECONDS, pid);
        client.close(pool);
        long sent = meter.tallies().get(0).messages();
        var result = new Result("fill", conditions(), sent, usage, meter.tallies(), Map.of(), meter.errorSamples());
        if (result.errors() > 0) throw new IllegalStateException("filling the queue failed: " + meter.errorSamples());
        return result;
    }

    /** Receives and deletes that many, or fewer when the time is over. */
    Result drain(Client client, String name, String queueUrl, Ledger ledger, long count, double warmupSeconds) {
        var meter = new Meter();
        var pool = client.connect(server(), connections);
        var consumer =
                new Consumer(requests(), List.of(queueUrl), pool, WAIT_SECONDS, count, false, body, ledger, meter);
        var usage = measure(client, consumer, meter, warmupSeconds, seconds, pid);
        client.close(pool);
        long deleted = meter.requests("DeleteMessageBatch").messages();
        return new Result(name, conditions(), deleted, usage, meter.tallies(), Map.of(), meter.errorSamples());
    }
}
