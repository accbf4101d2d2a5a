package dev.sluice.bench;

import dev.sluice.bench.load.Ledger;
import dev.sluice.bench.load.Pacer;
import dev.sluice.bench.load.Sender;
import dev.sluice.bench.measure.Meter;
import dev.sluice.bench.measure.Result;
import dev.sluice.bench.wire.Client;
import dev.sluice.bench.wire.ServerAddress;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends and receives nothing: SendMessage, or SendMessageBatch of ten. */
@Command(mixinStandardHelpOptions = true, description = "Sends messages to a new queue, which is deleted afterwards.")
class Send extends LoadCommand {
    private static final double LAST_ANSWERS_SECONDS = 10;

    int batch;

    @Option(
            names = "--rate",
            description = "messages a second, sent when due whatever the server does; default: when answered")
    double rate = 0;

    @Option(names = "--keep", description = "leave the queue and its messages")
    boolean keep;

    Send(int batch) {
        this.batch = batch;
    }

    @Override
    public Integer call() {
        try (var client = new Client()) {
            var queues = createQueues(client, 1);
            var result = load(client, mode(), server(), queues.get(0), true, pid);
            if (!keep) deleteQueues(client, queues);
            return print(result);
        }
    }

    String mode() {
        return batch == 1 ? "send" : "send-batch";
    }

    Result load(Client client, String name, ServerAddress server, String queueUrl, boolean checked, long serverPid) {
        var meter = new Meter();
        var pool = client.connect(server, connections);
        var sender = new Sender(
                client.loop(),
                pool,
                List.of(sendRequest(server, queueUrl, batch)),
                rate > 0 ? Pacer.perSecond(rate / batch) : Pacer.closedLoop(),
                limit(),
                checked,
                new Ledger(),
                meter);
        var usage = measure(client, sender, meter, warmup, seconds, serverPid);
        await(sender, LAST_ANSWERS_SECONDS);
        client.close(pool);
        var conditions = conditions();
        if (batch > 1) conditions.put("batch", batch);
        if (rate > 0) conditions.put("rate", rate);
        long sent = meter.tallies().get(0).messages();
        return new Result(name, conditions, sent, usage, meter.tallies(), Map.of(), meter.errorSamples());
    }
}
