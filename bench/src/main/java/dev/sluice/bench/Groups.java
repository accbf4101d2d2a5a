package dev.sluice.bench;

import static dev.sluice.bench.Compare.median;

import dev.sluice.bench.load.Ledger;
import dev.sluice.bench.measure.Json;
import dev.sluice.bench.measure.Result;
import dev.sluice.bench.wire.Client;
import dev.sluice.bench.wire.SendRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the order of groups costs: a FIFO queue against a standard one, and against itself with a group that is stuck. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Fills queues to --depth, then receives --slice messages from each in turn: a standard queue, a"
                        + " FIFO queue, and a FIFO queue in which --locked messages of one locked group stand before the others.")
final class Groups extends ReceiveDelete {
    @Option(names = "--depth", description = "messages in each queue; default ${DEFAULT-VALUE}")
    long depth = 1_000_000;

    @Option(names = "--groups", description = "message groups they belong to by turns; default ${DEFAULT-VALUE}")
    int groups = 10_000;

    @Option(names = "--locked", description = "messages of the locked group; default ${DEFAULT-VALUE}")
    long locked = 200_000;

    @Option(names = "--slice", description = "messages to receive each time; default ${DEFAULT-VALUE}")
    long slice = 50_000;

    @Option(names = "--pairs", description = "how often each; default ${DEFAULT-VALUE}")
    int pairs = 5;

    /** A queue, what was sent to it, and how fast it was drained. */
    private static final class Side {
        final String name;
        final String url;
        final Ledger ledger = new Ledger();
        final List<Result> results = new ArrayList<>();

        Side(String name, String url) {
            this.name = name;
            this.url = url;
        }

        double messagesPerSecond() {
            return median(results, Result::messagesPerSecond);
        }

        double messagesPerCpuSecond() {
            return median(results, Result::messagesPerCpuSecond);
        }
    }

    @Override
    public Integer call() {
        try (var client = new Client()) {
            var standard = new Side("standard", createQueues(client, 1).get(0));
            var fifo = new Side("fifo", createFifoQueue(client, 1));
            var stuck = new Side("locked", createFifoQueue(client, 2));
            var sides = List.of(standard, fifo, stuck);

            lock(client, stuck.url);
            show(fill(client, standard.url, standard.ledger, depth));
            show(fill(client, grouped(fifo.url, 0, groups), fifo.ledger, depth));
            show(fill(client, grouped(stuck.url, 0, groups), stuck.ledger, depth));
            // The first of each warms both programs up and is not counted.
            for (int round = 0; round <= pairs; round++) {
                for (Side side : sides) {
                    var result = drain(client, side.name, side.url, side.ledger, slice, 0);
                    if (round == 0) continue;
                    show(result);
                    side.results.add(result);
                }
            }
            deleteQueues(client, sides.stream().map(side -> side.url).toList());
            print(standard, fifo, stuck);
            long duplicates =
                    sides.stream().mapToLong(side -> side.ledger.duplicates()).sum();
            return duplicates == 0 ? 0 : 1;
        }
    }

    /** One message in flight, and many of its group behind it. They are another run's, so that nobody counts them. */
    private void lock(Client client, String url) {
        var ledger = new Ledger();
        var request = grouped(url, groups, 1);
        client.ask(server(), request.bytes(1L << 31, 0));
        client.ask(server(), requests().receive(url, 0));
        fill(client, request, ledger, locked);
    }

    private SendRequest grouped(String url, int firstGroup, int count) {
        return SendRequest.grouped(requests(), url, body, size, BATCH, firstGroup, count);
    }

    private void show(Result result) {
        if (!json) print(result);
    }

    private void print(Side standard, Side fifo, Side stuck) {
        var members = new LinkedHashMap<String, Object>();
        members.put("mode", "groups");
        members.putAll(conditions());
        members.put("depth", depth);
        members.put("groups", groups);
        members.put("locked", locked);
        for (Side side : List.of(standard, fifo, stuck)) {
            members.put(side.name + "MessagesPerSecond", side.messagesPerSecond());
            members.put(side.name + "MessagesPerCpuSecond", side.messagesPerCpuSecond());
        }
        members.put("fifoOfStandard", fifo.messagesPerSecond() / standard.messagesPerSecond());
        members.put("fifoOfStandardPerCpuSecond", fifo.messagesPerCpuSecond() / standard.messagesPerCpuSecond());
        members.put("lockedOfFifo", stuck.messagesPerSecond() / fifo.messagesPerSecond());
        members.put("lockedOfFifoPerCpuSecond", stuck.messagesPerCpuSecond() / fifo.messagesPerCpuSecond());
        if (json) System.out.println(Json.write(members));
        else members.forEach((name, value) -> System.out.printf(Locale.ROOT, "%s: %s%n", name, value));
    }
}
