package dev.sluice.bench;

import dev.sluice.bench.load.Load;
import dev.sluice.bench.measure.Meter;
import dev.sluice.bench.measure.Result;
import dev.sluice.bench.measure.Usage;
import dev.sluice.bench.measure.Window;
import dev.sluice.bench.wire.Client;
import dev.sluice.bench.wire.MessageBody;
import dev.sluice.bench.wire.Requests;
import dev.sluice.bench.wire.SendRequest;
import dev.sluice.bench.wire.ServerAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options and the course that all modes share. A mode's exit code is 0 when every request was answered well. */
abstract class LoadCommand implements Callable<Integer> {
    private static final Pattern QUEUE_URL = Pattern.compile("\"QueueUrl\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\"Attributes\"\\s*:\\s*\\{\\s*\"\\w+\"\\s*:\\s*\"([^\"]+)\"");

    @Option(names = "--endpoint", description = "where the server listens; default ${DEFAULT-VALUE}")
    String endpoint = "http://127.0.0.1:9324";

    @Option(
            names = "--connections",
            description = "connections, one request on each at a time; default ${DEFAULT-VALUE}")
    int connections = 16;

    @Option(names = "--seconds", description = "measure for so long at most; default ${DEFAULT-VALUE}")
    double seconds = 5;

    @Option(names = "--warmup", description = "seconds of the same load before that; default ${DEFAULT-VALUE}")
    double warmup = 2;

    @Option(names = "--messages", description = "stop after so many; default: no limit, or what the mode says")
    long messages = 0;

    @Option(names = "--size", description = "bytes of a message body, at least 64; default ${DEFAULT-VALUE}")
    int size = 1024;

    @Option(names = "--pid", description = "the server's process, to say what it used; Linux only")
    long pid = 0;

    @Option(names = "--json", description = "print one line of JSON a result")
    boolean json;

    final int run = ThreadLocalRandom.current().nextInt();
    final MessageBody body = new MessageBody(run);

    ServerAddress server() {
        return ServerAddress.of(endpoint);
    }

    Requests requests() {
        return new Requests(server());
    }

    long limit() {
        return messages > 0 ? messages : Long.MAX_VALUE;
    }

    /** Makes queues that no other run uses; their URLs. */
    List<String> createQueues(Client client, int count) {
        var urls = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            String name = "bench-" + Integer.toHexString(run) + "-" + i;
            var url = QUEUE_URL.matcher(client.ask(server(), requests().createQueue(name)));
            if (!url.find()) throw new IllegalStateException("CreateQueue answered no QueueUrl");
            urls.add(url.group(1));
        }
        return urls;
    }

    /** Makes a FIFO queue that no other run uses; its URL. */
    String createFifoQueue(Client client, int number) {
        String name = "bench-" + Integer.toHexString(run) + "-" + number + ".fifo";
        var url = QUEUE_URL.matcher(client.ask(server(), requests().createFifoQueue(name)));
        if (!url.find()) throw new IllegalStateException("CreateQueue answered no QueueUrl");
        return url.group(1);
    }

    String queueArn(Client client, String url) {
        return queueAttribute(client, url, "QueueArn");
    }

    String queueAttribute(Client client, String url, String name) {
        String body = "{\"QueueUrl\":\"" + url + "\",\"AttributeNames\":[\"" + name + "\"]}";
        String answer = client.ask(server(), requests().call("GetQueueAttributes", body));
        var value = ATTRIBUTE.matcher(answer);
        if (!value.find()) throw new IllegalStateException("no " + name + " in " + answer);
        return value.group(1);
    }

    void deleteQueues(Client client, List<String> urls) {
        for (var url : urls) client.ask(server(), requests().deleteQueue(url));
    }

    SendRequest sendRequest(ServerAddress server, String queueUrl, int batch) {
        var requests = new Requests(server);
        return batch == 1
                ? SendRequest.single(requests, queueUrl, body, size)
                : SendRequest.batch(requests, queueUrl, body, size, batch);
    }

    /** Starts the load, lets it warm up, measures until it has finished or the time is over, and stops it. */
    Usage measure(Client client, Load load, Meter meter, double warmupSeconds, double measuredSeconds, long serverPid) {
        if (warmupSeconds > 0) {
            client.run(load::start);
            await(load, warmupSeconds);
        }
        var window = client.call(() -> {
            meter.open();
            var opened = Window.open(serverPid);
            if (warmupSeconds == 0) load.start();
            return opened;
        });
        await(load, measuredSeconds);
        var usage = client.call(() -> {
            meter.close();
            return window.close();
        });
        client.run(load::stop);
        return usage;
    }

    /** Waits until the load has finished, but no longer than that. True when it has. */
    static boolean await(Load load, double seconds) {
        try {
            load.finished().get((long) (seconds * 1000), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the load was interrupted", e);
        }
    }

    Map<String, Object> conditions() {
        var conditions = new LinkedHashMap<String, Object>();
        conditions.put("connections", connections);
        conditions.put("bodyBytes", size);
        return conditions;
    }

    int print(Result result) {
        System.out.println(json ? result.json() : result.text());
        return result.errors() == 0 ? 0 : 1;
    }
}
