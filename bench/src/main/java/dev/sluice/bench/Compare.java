package dev.sluice.bench;

import dev.sluice.bench.floor.FloorProcess;
import dev.sluice.bench.measure.Json;
import dev.sluice.bench.measure.Result;
import dev.sluice.bench.wire.Client;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Floor and server in turn, because machines are noisy: only what was measured in the same minute compares. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Sends to a bare Netty server and to the broker in turn; prints medians and their ratios.")
final class Compare extends Send {
    @Option(names = "--pairs", description = "how often each; default ${DEFAULT-VALUE}")
    int pairs = 5;

    Compare() {
        super(1);
    }

    @Option(names = "--batch", description = "messages in a request, 1 to 10; default 1")
    void batch(int count) {
        batch = count;
    }

    @Override
    public Integer call() {
        var floors = new ArrayList<Result>();
        var brokers = new ArrayList<Result>();
        try (var client = new Client()) {
            var queues = createQueues(client, 1);
            String queue = queues.get(0);
            int answerBytes = client.ask(
                            server(), sendRequest(server(), queue, batch).bytes(0, System.nanoTime()))
                    .length();
            try (var floor = FloorProcess.start(answerBytes, 1)) {
                for (int pair = 0; pair < pairs; pair++) {
                    floors.add(load(client, "floor", floor.address(), queue, false, floor.pid()));
                    brokers.add(load(client, mode(), server(), queue, true, pid));
                    if (!json) {
                        print(floors.get(pair));
                        print(brokers.get(pair));
                    }
                }
            }
            if (!keep) deleteQueues(client, queues);
        }
        printComparison(floors, brokers);
        return brokers.stream().allMatch(result -> result.errors() == 0) ? 0 : 1;
    }

    private void printComparison(List<Result> floors, List<Result> brokers) {
        double floorPerCpu = median(floors, Result::requestsPerCpuSecond);
        double brokerPerCpu = median(brokers, Result::requestsPerCpuSecond);
        double floorRate =
                median(floors, result -> result.requests() / result.usage().seconds());
        double brokerRate =
                median(brokers, result -> result.requests() / result.usage().seconds());
        var members = new LinkedHashMap<String, Object>();
        members.put("mode", "compare " + mode());
        members.putAll(brokers.get(0).conditions());
        members.put("pairs", pairs);
        members.put("floorRequestsPerSecond", floorRate);
        members.put("floorRequestsPerCpuSecond", floorPerCpu);
        members.put("floorClientMicrosPerRequest", median(floors, Result::clientMicrosPerRequest));
        members.put("requestsPerSecond", brokerRate);
        members.put("messagesPerSecond", median(brokers, Result::messagesPerSecond));
        members.put("requestsPerCpuSecond", brokerPerCpu);
        members.put("messagesPerCpuSecond", median(brokers, Result::messagesPerCpuSecond));
        members.put(
                "p50Millis", median(brokers, result -> result.tallies().get(0).percentileMillis(50)));
        members.put(
                "p99Millis", median(brokers, result -> result.tallies().get(0).percentileMillis(99)));
        members.put(
                "p999Millis", median(brokers, result -> result.tallies().get(0).percentileMillis(99.9)));
        members.put(
                "maxMillis", median(brokers, result -> result.tallies().get(0).maxMillis()));
        members.put("clientMicrosPerRequest", median(brokers, Result::clientMicrosPerRequest));
        members.put("perCpuSecondRatio", floorPerCpu == 0 ? 0.0 : brokerPerCpu / floorPerCpu);
        members.put("throughputRatio", floorRate == 0 ? 0.0 : brokerRate / floorRate);
        members.put("errors", brokers.stream().mapToLong(Result::errors).sum());
        if (json) {
            System.out.println(Json.write(members));
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "medians of %d: floor %,.0f requests/CPU-s, %s %,.0f requests/CPU-s and %,.0f messages/s%nof the floor: %.3f per CPU-second, %.3f in throughput%n",
                pairs,
                floorPerCpu,
                mode(),
                brokerPerCpu,
                median(brokers, Result::messagesPerSecond),
                brokerPerCpu / floorPerCpu,
                brokerRate / floorRate);
    }

    static double median(List<Result> results, ToDoubleFunction<Result> figure) {
        double[] sorted = results.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
