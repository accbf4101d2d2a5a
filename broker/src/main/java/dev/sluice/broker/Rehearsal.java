package dev.sluice.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.config.Configuration;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A start, a few requests and a stop, on free ports and an empty directory. bin/sluice has the virtual machine write down
 * meanwhile which classes that takes (class-data sharing), and later starts find them parsed, verified and linked.
 */
final class Rehearsal {
    private Rehearsal() {}

    static void run() throws IOException {
        var data = Files.createTempDirectory("sluice-rehearsal");
        try {
            rehearse(data);
        } finally {
            delete(data);
        }
    }

    private static void rehearse(Path data) throws IOException {
        // On its own, whatever the files and the environment say.
        var assignments = Flags.parse(
                        List.of("--data=" + data, "--port=0", "--management-port=0", "--set=storage.minimum-free=0"))
                .assignments();
        var configuration = Configuration.load(List.of(), Map.of(), assignments);
        LogSetup.level(configuration.logLevel());
        var broker = Broker.start(configuration.broker());
        try {
            var queue = "\"QueueUrl\":\"http://127.0.0.1:%d/000000000000/rehearsal\"".formatted(broker.port());
            ask(broker.port(), "CreateQueue", "{\"QueueName\":\"rehearsal\"}");
            ask(broker.port(), "SendMessage", "{%s,\"MessageBody\":\"hello\"}".formatted(queue));
            ask(broker.port(), "ReceiveMessage", "{%s}".formatted(queue));
            ask(broker.port(), "PurgeQueue", "{%s}".formatted(queue));
            get("http://127.0.0.1:%d/?Action=ListQueues".formatted(broker.port()));
            get("http://127.0.0.1:%d/health/ready".formatted(broker.managementPort()));
        } finally {
            broker.stop();
        }
    }

    private static void ask(int port, String action, String body) throws IOException {
        var connection = open("http://127.0.0.1:%d/".formatted(port));
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
        connection.setRequestProperty("X-Amz-Target", "AmazonSQS." + action);
        connection.getOutputStream().write(body.getBytes(UTF_8));
        check(connection, action);
    }

    private static void get(String url) throws IOException {
        check(open(url), url);
    }

    private static HttpURLConnection open(String url) throws IOException {
        return (HttpURLConnection) URI.create(url).toURL().openConnection();
    }

    private static void check(HttpURLConnection connection, String what) throws IOException {
        int status = connection.getResponseCode();
        connection.disconnect();
        if (status != HttpURLConnection.HTTP_OK) throw new IOException("%s was answered %d".formatted(what, status));
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
