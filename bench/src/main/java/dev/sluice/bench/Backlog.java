package dev.sluice.bench;

import static dev.sluice.bench.Compare.median;

import dev.sluice.bench.load.Ledger;
import dev.sluice.bench.measure.Json;
import dev.sluice.bench.measure.Result;
import dev.sluice.bench.wire.Client;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether receiving slows down when millions wait: a deep queue and a shallow one in turn, in the same minutes. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Fills a queue to --depth, then receives --slice messages from it and from a shallow queue in turn.")
final class Backlog extends ReceiveDelete {
    @Option(names = "--depth", description = "messages in the deep queue; default ${DEFAULT-VALUE}")
    long depth = 1_000_000;

    @Option(
            names = "--slice",
            description = "messages to receive each time, all that the shallow queue holds; default ${DEFAULT-VALUE}")
    long slice = 50_000;

    @Option(names = "--keep", description = "leave the queues and what is left in them")
    boolean keep;

    @Option(names = "--pairs", description = "how often each; default ${DEFAULT-VALUE}")
    int pairs = 5;

    @Override
    public Integer call() {
        var deeps = new ArrayList<Result>();
        var shallows = new ArrayList<Result>();
        try (var client = new Client()) {
            var queues = createQueues(client, 2);
            var deepLedger = new Ledger();
            var shallowLedger = new Ledger();
            show(fill(client, queues.get(0), deepLedger, depth));
            // The pair before the first warms both programs up and is not counted.
            for (int pair = 0; pair <= pairs; pair++) {
                fill(client, queues.get(1), shallowLedger, (pair + 1) * slice);
                var shallow = drain(client, "shallow", queues.get(1), shallowLedger, slice, 0);
                var deep = drain(client, "deep", queues.get(0), deepLedger, slice, 0);
                if (pair == 0) continue;
                show(shallow);
                show(deep);
                shallows.add(shallow);
                deeps.add(deep);
            }
            if (!keep) deleteQueues(client, queues);
            long duplicates = deepLedger.duplicates() + shallowLedger.duplicates();
            printComparison(deeps, shallows, duplicates);
            return duplicates == 0 && deeps.stream().allMatch(result -> result.errors() == 0) ? 0 : 1;
        }
    }

    private void show(Result result) {
        if (!json) print(result);
    }

    private void printComparison(List<Result> deeps, List<Result> shallows, long duplicates) {
        double deep = median(deeps, Result::messagesPerSecond);
        double shallow = median(shallows, Result::messagesPerSecond);
        double deepPerCpu = median(deeps, Result::messagesPerCpuSecond);
        double shallowPerCpu = median(shallows, Result::messagesPerCpuSecond);
        if (json) {
            var members = new LinkedHashMap<String, Object>();
            members.put("mode", "backlog");
            members.putAll(conditions());
            members.put("depth", depth);
            members.put("slice", slice);
            members.put("pairs", pairs);
            members.put("deepMessagesPerSecond", deep);
            members.put("shallowMessagesPerSecond", shallow);
            members.put("deepMessagesPerCpuSecond", deepPerCpu);
            members.put("shallowMessagesPerCpuSecond", shallowPerCpu);
            members.put("throughputRatio", deep / shallow);
            members.put("perCpuSecondRatio", shallowPerCpu == 0 ? 0.0 : deepPerCpu / shallowPerCpu);
            members.put("duplicates", duplicates);
            System.out.println(Json.write(members));
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "medians of %d: deep %,.0f messages/s, shallow %,.0f messages/s; deep is %.3f of shallow, %.3f per CPU-second; %d duplicates%n",
                pairs,
                deep,
                shallow,
                deep / shallow,
                deepPerCpu / shallowPerCpu,
                duplicates);
    }
}
