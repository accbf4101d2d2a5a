package dev.sluice.bench;

import dev.sluice.bench.load.Ledger;
import dev.sluice.bench.measure.Json;
import dev.sluice.bench.measure.ProcessSample;
import dev.sluice.bench.wire.Client;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast a move task empties a dead-letter queue, and what it writes. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Fills a dead-letter queue with --messages (default 1,000,000) and moves them to its source by a"
                + " message move task without a rate of its own.")
final class Redrive extends ReceiveDelete {
    private static final Pattern STATUS = Pattern.compile("\"Status\"\\s*:\\s*\"([A-Z]+)\"");
    private static final Pattern MOVED = Pattern.compile("\"ApproximateNumberOfMessagesMoved\"\\s*:\\s*([0-9]+)");
    private static final long DEFAULT_MESSAGES = 1_000_000;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    @Option(names = "--patience", description = "give up after so many seconds; default ${DEFAULT-VALUE}")
    double patience = 1200;

    @Override
    public Integer call() {
        if (messages == 0) messages = DEFAULT_MESSAGES;
        try (var client = new Client()) {
            var urls = createQueues(client, 2);
            String source = urls.get(0);
            String dead = urls.get(1);
            String deadArn = queueArn(client, dead);
            String policy = "{\\\"deadLetterTargetArn\\\":\\\"" + deadArn + "\\\",\\\"maxReceiveCount\\\":1}";
            ask(client, "SetQueueAttributes", source, ",\"Attributes\":{\"RedrivePolicy\":\"" + policy + "\"}");
            fill(client, dead, new Ledger(), messages);

            var before = pid == 0 ? null : ProcessSample.of(pid);
            long began = System.nanoTime();
            String destination = ",\"DestinationArn\":\"" + queueArn(client, source) + "\"";
            call(client, "StartMessageMoveTask", "{\"SourceArn\":\"" + deadArn + "\"" + destination + "}");
            String listed = untilDone(client, deadArn, began);
            double seconds = (System.nanoTime() - began) / 1e9;
            var after = pid == 0 ? null : ProcessSample.of(pid);

            long moved = Long.parseLong(first(MOVED, listed));
            var members = new LinkedHashMap<String, Object>();
            members.put("mode", "redrive");
            members.putAll(conditions());
            members.put("messages", messages);
            members.put("status", first(STATUS, listed));
            members.put("moved", moved);
            members.put("seconds", seconds);
            members.put("messagesPerSecond", moved / seconds);
            if (before != null && after != null) {
                members.put("serverCpuSeconds", after.cpuSeconds() - before.cpuSeconds());
                members.put("writtenBytes", after.writtenBytes() - before.writtenBytes());
            }
            deleteQueues(client, List.of(source, dead));
            if (json) System.out.println(Json.write(members));
            else members.forEach((name, value) -> System.out.printf(Locale.ROOT, "%s: %s%n", name, value));
            return moved == messages ? 0 : 1;
        }
    }

    private String untilDone(Client client, String deadArn, long began) {
        while (true) {
            String listed = call(client, "ListMessageMoveTasks", "{\"SourceArn\":\"" + deadArn + "\"}");
            boolean late = System.nanoTime() - began > patience * 1e9;
            if (late || !first(STATUS, listed).equals("RUNNING")) return listed;
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private String ask(Client client, String action, String url, String members) {
        return call(client, action, "{\"QueueUrl\":\"" + url + "\"" + members + "}");
    }

    private String call(Client client, String action, String body) {
        return client.ask(server(), requests().call(action, body));
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) throw new IllegalStateException("no " + pattern + " in " + text);
        return found.group(1);
    }
}
