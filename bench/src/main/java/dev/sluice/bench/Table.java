package dev.sluice.bench;

import dev.sluice.bench.measure.JsonLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The figures of a run as Markdown. */
@Command(mixinStandardHelpOptions = true, description = "Prints results that were kept with --json as Markdown tables.")
final class Table implements Callable<Integer> {
    @Parameters(description = "a file with one result a line")
    Path results = Path.of("results.jsonl");

    @Override
    public Integer call() throws IOException {
        var lines = new ArrayList<JsonLine>();
        for (String line : Files.readAllLines(results)) if (line.startsWith("{")) lines.add(JsonLine.parse(line));
        compared(lines);
        drained(lines);
        endToEnd(lines);
        backlog(lines);
        groups(lines);
        published(lines);
        matched(lines);
        startup(lines);
        disk(lines);
        return 0;
    }

    private static void compared(List<JsonLine> lines) {
        var rows = of(lines, "compare send", "compare send-batch");
        if (rows.isEmpty()) return;
        head(
                "Sending, beside the floor",
                "operation | connections | messages/s | p50 ms | p99 ms | p99.9 ms | messages/CPU-s | floor requests/CPU-s | requests per CPU-s / floor | client us/request",
                "--- | --: | --: | --: | --: | --: | --: | --: | --: | --:");
        for (var line : rows) {
            row(
                    line.text("mode").endsWith("batch") ? "SendMessageBatch of " + line.text("batch") : "SendMessage",
                    line.text("connections"),
                    whole(line, "messagesPerSecond"),
                    decimals(line, "p50Millis"),
                    decimals(line, "p99Millis"),
                    decimals(line, "p999Millis"),
                    whole(line, "messagesPerCpuSecond"),
                    whole(line, "floorRequestsPerCpuSecond"),
                    decimals(line, "perCpuSecondRatio"),
                    decimals(line, "clientMicrosPerRequest"));
        }
    }

    private static void drained(List<JsonLine> lines) {
        var rows = of(lines, "receive-delete");
        if (rows.isEmpty()) return;
        head(
                "Receiving ten and deleting them in a batch",
                "messages | connections | messages/s | receive p50 ms | p99 ms | delete p50 ms | p99 ms | messages/CPU-s | duplicates",
                "--: | --: | --: | --: | --: | --: | --: | --: | --:");
        for (var line : rows) {
            row(
                    whole(line, "filled"),
                    line.text("connections"),
                    whole(line, "messagesPerSecond"),
                    decimals(line, "latencyMillis.ReceiveMessage.p50"),
                    decimals(line, "latencyMillis.ReceiveMessage.p99"),
                    decimals(line, "latencyMillis.DeleteMessageBatch.p50"),
                    decimals(line, "latencyMillis.DeleteMessageBatch.p99"),
                    whole(line, "messagesPerCpuSecond"),
                    line.text("duplicates"));
        }
    }

    private static void endToEnd(List<JsonLine> lines) {
        var rows = of(lines, "roundtrip", "pollers");
        if (rows.isEmpty()) return;
        head(
                "From due time to a parked long poll",
                "load | rate | p50 ms | p99 ms | p99.9 ms | max ms | server cores | lost | duplicates | parked polls: cores, bytes each, threads before and after",
                "--- | --: | --: | --: | --: | --: | --: | --: | --: | ---");
        for (var line : rows) {
            String parked = line.has("polls")
                    ? "%s cores, %s, %s and %s"
                            .formatted(
                                    decimals(line, "idleCores"),
                                    whole(line, "rssBytesPerPoll"),
                                    line.text("threadsBefore"),
                                    line.text("threadsParked"))
                    : "";
            row(
                    line.has("polls")
                            ? line.text("polls") + " long polls"
                            : "roundtrip, " + line.text("connections") + " connections",
                    whole(line, "rate"),
                    decimals(line, "latencyMillis.end to end.p50"),
                    decimals(line, "latencyMillis.end to end.p99"),
                    decimals(line, "latencyMillis.end to end.p999"),
                    decimals(line, "latencyMillis.end to end.max"),
                    decimals(line, "serverCores"),
                    line.text("lost"),
                    line.text("duplicates"),
                    parked);
        }
    }

    private static void backlog(List<JsonLine> lines) {
        var rows = of(lines, "backlog");
        if (rows.isEmpty()) return;
        head(
                "Receiving and deleting with many waiting, against a shallow queue in turn",
                "depth | shallow queue | deep messages/s | shallow messages/s | deep / shallow | per CPU-second | duplicates",
                "--: | --: | --: | --: | --: | --: | --:");
        for (var line : rows) {
            row(
                    whole(line, "depth"),
                    whole(line, "slice"),
                    whole(line, "deepMessagesPerSecond"),
                    whole(line, "shallowMessagesPerSecond"),
                    decimals(line, "throughputRatio"),
                    decimals(line, "perCpuSecondRatio"),
                    line.text("duplicates"));
        }
    }

    private static void groups(List<JsonLine> lines) {
        var rows = of(lines, "groups");
        if (rows.isEmpty()) return;
        head(
                "FIFO queues: receiving and deleting by turns from a standard queue, a FIFO queue, and one with a locked group",
                "depth | groups | locked | standard messages/s | FIFO | locked | FIFO / standard | per CPU-second | locked / FIFO | per CPU-second",
                "--: | --: | --: | --: | --: | --: | --: | --: | --: | --:");
        for (var line : rows) {
            row(
                    whole(line, "depth"),
                    whole(line, "groups"),
                    whole(line, "locked"),
                    whole(line, "standardMessagesPerSecond"),
                    whole(line, "fifoMessagesPerSecond"),
                    whole(line, "lockedMessagesPerSecond"),
                    decimals(line, "fifoOfStandard"),
                    decimals(line, "fifoOfStandardPerCpuSecond"),
                    decimals(line, "lockedOfFifo"),
                    decimals(line, "lockedOfFifoPerCpuSecond"));
        }
    }

    private static void published(List<JsonLine> lines) {
        var rows = of(lines, "publish");
        if (rows.isEmpty()) return;
        head(
                "Publishing, in turn with SendMessage to the same queues",
                "queues | form | filter policies | publishes/s | publishes/CPU-s | sends/s | sends/CPU-s | costs sends, by CPU | by throughput",
                "--: | --- | --- | --: | --: | --: | --: | --: | --:");
        for (var line : rows) {
            row(
                    line.text("queues"),
                    line.text("form"),
                    line.text("filtered").equals("true") ? "yes" : "no",
                    whole(line, "publishesPerSecond"),
                    whole(line, "publishesPerCpuSecond"),
                    whole(line, "sendsPerSecond"),
                    whole(line, "sendsPerCpuSecond"),
                    decimals(line, "costsSendsOfCpu"),
                    decimals(line, "costsSendsOfThroughput"));
        }
    }

    private static void matched(List<JsonLine> lines) {
        var rows = of(lines, "matching");
        if (rows.isEmpty()) return;
        head(
                "Publishing to one subscription that matches among many with filter policies",
                "subscriptions | filter policies | publishes/s | alone | server CPU us/publish | alone | matching us",
                "--: | --- | --: | --: | --: | --: | --:");
        for (var line : rows) {
            row(
                    whole(line, "subscriptions"),
                    line.text("filters"),
                    whole(line, "publishesPerSecondOfMany"),
                    whole(line, "publishesPerSecondOfOne"),
                    decimals(line, "microsOfMany"),
                    decimals(line, "microsOfOne"),
                    decimals(line, "matchingMicros"));
        }
    }

    private static void startup(List<JsonLine> lines) {
        var rows = of(lines, "startup");
        if (rows.isEmpty()) return;
        head(
                "Start and idle",
                "data | first answer s | CPU-s by then | idle cores | idle RSS MiB | threads | stop s",
                "--- | --: | --: | --: | --: | --: | --:");
        for (var line : rows) {
            row(
                    line.text("label"),
                    decimals(line, "firstAnswerSeconds"),
                    decimals(line, "cpuSecondsByThen"),
                    decimals(line, "idleCores"),
                    line.text("idleRssMiB"),
                    line.text("idleThreads"),
                    decimals(line, "stopSeconds"));
        }
    }

    private static void disk(List<JsonLine> lines) {
        var rows = of(lines, "disk");
        if (rows.isEmpty()) return;
        head("The disk: 1 KiB appended and synced", "syncs/s | p50 ms | p99 ms | max ms", "--: | --: | --: | --:");
        for (var line : rows) {
            row(
                    whole(line, "syncsPerSecond"),
                    decimals(line, "p50Millis"),
                    decimals(line, "p99Millis"),
                    decimals(line, "maxMillis"));
        }
    }

    private static List<JsonLine> of(List<JsonLine> lines, String... modes) {
        return lines.stream()
                .filter(line -> List.of(modes).contains(line.text("mode")))
                .toList();
    }

    private static void head(String title, String columns, String alignment) {
        System.out.printf("%n### %s%n%n| %s |%n| %s |%n", title, columns, alignment);
    }

    private static void row(String... cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }

    private static String whole(JsonLine line, String name) {
        return String.format(Locale.ROOT, "%,.0f", line.number(name));
    }

    private static String decimals(JsonLine line, String name) {
        return String.format(Locale.ROOT, "%.3g", line.number(name));
    }
}
