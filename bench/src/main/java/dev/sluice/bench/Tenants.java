package dev.sluice.bench;

import dev.sluice.bench.load.Ledger;
import dev.sluice.bench.measure.Json;
import dev.sluice.bench.wire.Client;
import dev.sluice.bench.wire.MessageBody;
import dev.sluice.bench.wire.SendRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long quiet tenants wait behind a noisy one's backlog in a fair queue. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Fills a queue with --depth messages of one message group, sends one message each of --quiet other"
                        + " groups, and counts the receives until all of those have come.")
final class Tenants extends ReceiveDelete {
    private static final Pattern BODY = Pattern.compile("\"Body\"\\s*:\\s*\"([0-9a-f]{8})");

    @Option(names = "--depth", description = "messages of the noisy group; default ${DEFAULT-VALUE}")
    long depth = 1_000_000;

    @Option(names = "--quiet", description = "other groups, one message each; default ${DEFAULT-VALUE}")
    int quiet = 100;

    @Override
    public Integer call() {
        try (var client = new Client()) {
            String url = createQueues(client, 1).get(0);
            var noisy = SendRequest.ofTenant(requests(), url, body, size, BATCH, "noisy");
            var filled = fill(client, noisy, new Ledger(), depth);
            if (!json) print(filled);

            var quietBody = new MessageBody(~run);
            for (int i = 0; i < quiet; i++) {
                var send = SendRequest.ofTenant(requests(), url, quietBody, size, 1, "quiet-" + i);
                client.ask(server(), send.bytes(i, 0));
            }
            report(client, url);
            deleteQueues(client, List.of(url));
            return 0;
        }
    }

    private void report(Client client, String url) {
        String quietRun = String.format(Locale.ROOT, "%08x", ~run);
        int received = 0;
        int noisyBefore = 0;
        int receives = 0;
        long began = System.nanoTime();
        byte[] receive = requests().receive(url, 0);
        while (received < quiet && receives < depth) {
            receives++;
            var bodies = BODY.matcher(client.ask(server(), receive));
            while (bodies.find()) {
                if (bodies.group(1).equals(quietRun)) received++;
                else noisyBefore++;
            }
        }
        double millis = (System.nanoTime() - began) / 1e6;
        var members = new LinkedHashMap<String, Object>();
        members.put("mode", "tenants");
        members.put("depth", depth);
        members.put("quiet", quiet);
        members.put("receives", receives);
        members.put("noisyReceivedBefore", noisyBefore);
        members.put("millis", millis);
        if (json) System.out.println(Json.write(members));
        else members.forEach((name, value) -> System.out.printf(Locale.ROOT, "%s: %s%n", name, value));
    }
}
