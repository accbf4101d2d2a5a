package dev.sluice.broker;

import dev.sluice.broker.cli.ExitCodes;
import dev.sluice.broker.cli.ManagementClient;
import dev.sluice.broker.cli.RemoteFault;
import dev.sluice.broker.cli.Table;
import dev.sluice.broker.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code sluice scaling}: what a running broker says of how many workers its queues need, and what to do about it. */
final class ScalingCommand {
    static final String HELP = """
            Usage: sluice scaling show [QUEUE]              the hints of all queues, or of one
                   sluice scaling watch QUEUE               a line for each change
                   sluice scaling exec QUEUE -- COMMAND     runs COMMAND, {desired} replaced by the number, for each change
                   sluice scaling simulate QUEUE            what a policy would do, beside what the present one does

              --queue QUEUE           the same as QUEUE by itself
              --group GROUP           of queues, in place of one
              --url URL               the broker's management port, such as http://127.0.0.1:9325
              -o FORM                 of show and simulate: table, json; of show also name
              --min N, --max N        of exec: the number is never less, never more
              --once                  of exec and watch: end after the first
              --dry-run               of exec: say what changes, and run nothing
              --trace FILE            of simulate: a JSON object on each line, {"t":60,"n":10,"service":"exp:20"}; else the
                                      last day
              --policy FIELD=VALUE    of simulate; may be repeated

            Without --url the configuration says where the management port is: --config, --management-port, --set.
            Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 conflict, 5 unavailable. More in docs/scaling.md.
            """;

    private static final String OUTCOME = "%-24s %12s %12s%n";

    private final PrintStream out;
    private final PrintStream err;

    ScalingCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(List<String> words) throws IOException {
        var asked = ScalingWords.parse(words);
        try {
            var client = new ManagementClient(base(asked));
            return switch (asked.verb()) {
                case "show" -> show(client, asked);
                case "watch" -> new ScalingExec(client, asked, out, err).watch();
                case "exec" -> new ScalingExec(client, asked, out, err).exec();
                case "simulate" -> simulate(client, asked);
                default -> throw new WrongUsage("scaling needs show, watch, exec or simulate");
            };
        } catch (RemoteFault no) {
            err.println("sluice: " + no.getMessage());
            return no.exitCode();
        }
    }

    private static URI base(ScalingWords asked) throws IOException {
        String url = asked.url();
        if (url != null) {
            if (!url.matches("https?://[^/?#\\s]+/?")) throw new WrongUsage("--url is http://HOST:PORT");
            return URI.create(url);
        }
        var management = Flags.parse(asked.others()).load().broker().management();
        // A wildcard address is where one listens, not where one connects to.
        var bound = InetAddress.getByName(management.host());
        var host = (bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound).getHostAddress();
        return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, management.port()));
    }

    // ---- show

    private int show(ManagementClient client, ScalingWords asked) {
        String path = asked.path();
        String answer = client.get("/scaling/v1/" + (path == null ? "queues" : path));
        if (asked.shape().equals("json")) {
            out.println(answer);
            return ExitCodes.DONE;
        }
        JsonObject tree = JsonObject.parse(answer);
        List<JsonObject> rows = path == null ? tree.objects("queues") : List.of(tree);
        if (asked.shape().equals("name")) {
            rows.forEach(row -> out.println(name(row)));
            return ExitCodes.DONE;
        }
        var table = new Table("NAME", "WORKERS", "REASON", "WAITING", "IN FLIGHT", "PER S", "SECONDS");
        rows.forEach(row -> table.row(cells(row)));
        table.print(out);
        return ExitCodes.DONE;
    }

    static String name(JsonObject hint) {
        return hint.text(hint.has("queue") ? "queue" : "group");
    }

    /** By itself, where nobody knows how wide the others will be. */
    static String row(JsonObject hint) {
        return String.format(Locale.ROOT, "%-32s %8s  %-14s %9s %9s %9s %10s%n", cells(hint));
    }

    private static Object[] cells(JsonObject hint) {
        return new Object[] {
            name(hint),
            hint.text("desiredReplicas"),
            hint.text("reason"),
            text(hint, "backlog"),
            text(hint, "inFlight"),
            text(hint, "arrivalRate"),
            text(hint, "serviceSeconds")
        };
    }

    /** A dash where nobody knows, or where a group has no such number. */
    private static String text(JsonObject hint, String name) {
        return hint.has(name) && !hint.text(name).equals("null") ? hint.text(name) : "-";
    }

    // ---- simulate

    private int simulate(ManagementClient client, ScalingWords asked) throws IOException {
        String answer = client.send("POST", "/scaling/v1/" + asked.requirePath() + "/simulate", body(asked));
        if (asked.shape().equals("json")) {
            out.println(answer);
            return ExitCodes.DONE;
        }
        JsonObject tree = JsonObject.parse(answer);
        out.printf(OUTCOME, "", "SIMULATED", "PRESENT");
        for (String name : List.of(
                "workerHours",
                "waitP50Seconds",
                "waitP95Seconds",
                "waitP99Seconds",
                "shareOverTarget",
                "directionChanges",
                "peakWorkers",
                "workersAtEnd")) {
            out.printf(
                    OUTCOME,
                    name,
                    tree.object("simulated").text(name),
                    tree.object("present").text(name));
        }
        return ExitCodes.DONE;
    }

    /** The trace has a JSON object on each line; without one the broker takes what it remembers of the last day. */
    private static String body(ScalingWords asked) throws IOException {
        var body = new StringWriter();
        body.write("{\"policy\":{");
        String comma = "";
        for (String setting : asked.settings()) {
            int equals = setting.indexOf('=');
            if (equals < 1) throw new WrongUsage("--policy needs FIELD=VALUE, not " + setting);
            body.write(comma + quoted(setting.substring(0, equals)) + ":" + quoted(setting.substring(equals + 1)));
            comma = ",";
        }
        body.write("}");
        String trace = asked.trace();
        if (trace != null) {
            List<String> lines = Files.readAllLines(Path.of(trace)).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            body.write(",\"trace\":[" + String.join(",", lines) + "]");
        }
        body.write("}");
        return body.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
