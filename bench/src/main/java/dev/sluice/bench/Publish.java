package dev.sluice.bench;

import dev.sluice.bench.load.Ledger;
import dev.sluice.bench.load.Pacer;
import dev.sluice.bench.load.Sender;
import dev.sluice.bench.measure.Json;
import dev.sluice.bench.measure.Meter;
import dev.sluice.bench.measure.ProcessSample;
import dev.sluice.bench.wire.Client;
import dev.sluice.bench.wire.SendRequest;
import dev.sluice.bench.wire.TopicRequests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a publish costs, counted in sends to the same queues, and what it costs to find one subscription among many. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Publishes to topics with --queues subscribed queues, raw and enveloped, with and without filter policies,"
                        + " in turn with SendMessage to the same queues; then to a topic with --subscriptions distinct filter"
                        + " policies of which one matches, in turn with a topic that has only that one; for that, start the"
                        + " broker with limits.filter-policies-per-topic at least as high. Queues are purged between two"
                        + " slices, so the disk holds one slice at most.")
final class Publish extends LoadCommand {
    private static final Pattern TOPIC_ARN = Pattern.compile("<TopicArn>([^<]+)</TopicArn>");
    private static final Map<String, String> ATTRIBUTES = Map.of("tenant", "t0-x");
    private static final double LAST_ANSWERS_SECONDS = 10;

    /** What a purge and a slice leave to do in the background is not the next slice's: it begins when the server is quiet. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final double QUIET_CPU_SECONDS = 0.02;
    private static final int LOOKS = 50;

    @Option(names = "--queues", split = ",", description = "queues subscribed to the topic; default ${DEFAULT-VALUE}")
    List<Integer> queueCounts = List.of(1, 5, 50);

    @Option(names = "--pairs", description = "slices of each kind; default ${DEFAULT-VALUE}")
    int pairs = 5;

    @Option(
            names = "--subscriptions",
            description = "subscriptions to search for one that matches; 0: leave that out; default ${DEFAULT-VALUE}")
    int subscriptions = 1_000;

    /** What is to be deleted when a case is over, however it ends. */
    private final List<String> queues = new ArrayList<>();

    private final List<String> topics = new ArrayList<>();
    private int topicNumber;

    Publish() {
        connections = 64;
        seconds = 3;
        warmup = 0.5;
    }

    /** What one kind of request did in all its slices. */
    private static final class Side {
        final String name;
        final List<SendRequest> requests;
        long answered;
        long errors;
        double seconds;
        double cpuSeconds;

        Side(String name, List<SendRequest> requests) {
            this.name = name;
            this.requests = requests;
        }

        double perSecond() {
            return answered / seconds;
        }

        double perCpuSecond() {
            return cpuSeconds == 0 ? 0 : answered / cpuSeconds;
        }

        /** Of the server's processor time. */
        double micros() {
            return cpuSeconds * 1e6 / answered;
        }
    }

    @Override
    public Integer call() {
        long errors = 0;
        try (var client = new Client()) {
            for (int count : queueCounts) {
                for (boolean raw : new boolean[] {true, false}) {
                    for (boolean filtered : new boolean[] {false, true}) {
                        errors += cleaned(client, () -> fanOut(client, count, raw, filtered));
                    }
                }
            }
            if (subscriptions > 0) {
                errors += cleaned(client, () -> match(client, "values"));
                errors += cleaned(client, () -> match(client, "prefixes"));
            }
        }
        return errors == 0 ? 0 : 1;
    }

    private long cleaned(Client client, LongSupplier measurement) {
        try {
            return measurement.getAsLong();
        } finally {
            for (String topic : topics) client.ask(server(), new TopicRequests(server()).deleteTopic(topic));
            deleteQueues(client, queues);
            topics.clear();
            queues.clear();
        }
    }

    /** A publish to so many queues against a send to each of them in turn. */
    private long fanOut(Client client, int count, boolean raw, boolean filtered) {
        var attributes = filtered ? ATTRIBUTES : Map.<String, String>of();
        queues.addAll(createQueues(client, count));
        String topic = createTopic(client);
        for (String queue : queues) subscribe(client, topic, queue, raw, filtered ? filter("values", 0) : "");
        var publish = new Side("publish", List.of(publish(topic, attributes)));
        var send = new Side(
                "send",
                queues.stream()
                        .map(queue -> SendRequest.single(requests(), queue, attributes, body, size))
                        .toList());
        String last = queues.get(count - 1);
        for (int pair = 0; pair < pairs; pair++) {
            slice(client, send, queues, last);
            slice(client, publish, queues, last);
        }

        var members = new LinkedHashMap<String, Object>();
        members.put("mode", "publish");
        members.putAll(conditions());
        members.put("queues", count);
        members.put("form", raw ? "raw" : "envelope");
        members.put("filtered", filtered);
        members.put("slices", pairs);
        members.put("publishesPerSecond", publish.perSecond());
        members.put("publishesPerCpuSecond", publish.perCpuSecond());
        members.put("sendsPerSecond", send.perSecond());
        members.put("sendsPerCpuSecond", send.perCpuSecond());
        members.put("costsSendsOfCpu", pid == 0 ? 0.0 : publish.micros() / send.micros());
        members.put("costsSendsOfThroughput", send.perSecond() / publish.perSecond());
        members.put("errors", publish.errors + send.errors);
        print(
                members,
                "a publish to %d (%s%s) costs %.2f sends by CPU, %.2f by throughput: %,.0f publishes/s, %,.0f sends/s; %.1f us, %.1f us; %d errors",
                count,
                raw ? "raw" : "envelope",
                filtered ? ", filtered" : "",
                members.get("costsSendsOfCpu"),
                members.get("costsSendsOfThroughput"),
                publish.perSecond(),
                send.perSecond(),
                publish.micros(),
                send.micros(),
                publish.errors + send.errors);
        return publish.errors + send.errors;
    }

    /** A publish that matches one subscription of many, against one to a topic that has no other. */
    private long match(Client client, String kind) {
        queues.addAll(createQueues(client, subscriptions));
        String few = createTopic(client);
        String many = createTopic(client);
        subscribe(client, few, queues.get(0), true, filter(kind, 0));
        for (int i = 0; i < subscriptions; i++) subscribe(client, many, queues.get(i), true, filter(kind, i));
        var one = new Side("publish", List.of(publish(few, ATTRIBUTES)));
        var all = new Side("publish", List.of(publish(many, ATTRIBUTES)));
        var matching = queues.subList(0, 1);
        for (int pair = 0; pair < pairs; pair++) {
            slice(client, one, matching, queues.get(0));
            slice(client, all, matching, queues.get(0));
        }

        var members = new LinkedHashMap<String, Object>();
        members.put("mode", "matching");
        members.putAll(conditions());
        members.put("subscriptions", subscriptions);
        members.put("filters", kind);
        members.put("slices", pairs);
        members.put("publishesPerSecondOfOne", one.perSecond());
        members.put("publishesPerSecondOfMany", all.perSecond());
        members.put("microsOfOne", one.micros());
        members.put("microsOfMany", all.micros());
        members.put("matchingMicros", all.micros() - one.micros());
        members.put("errors", one.errors + all.errors);
        print(
                members,
                "finding one of %,d filters (%s) costs %.1f us of CPU a publish: %.1f us, alone %.1f us; %,.0f publishes/s, alone %,.0f; %d errors",
                subscriptions,
                kind,
                all.micros() - one.micros(),
                all.micros(),
                one.micros(),
                all.perSecond(),
                one.perSecond(),
                one.errors + all.errors);
        return one.errors + all.errors;
    }

    /**
     * Loads the server for a while, counts what came of it, and empties the queues again.
     *
     * @param last the queue that has what was sent to it counted: every message of a publish, its share of the sends
     */
    private void slice(Client client, Side side, List<String> targets, String last) {
        untilQuiet();
        var meter = new Meter();
        var pool = client.connect(server(), connections);
        var ledger = new Ledger();
        var sender = new Sender(client.loop(), pool, side.requests, Pacer.closedLoop(), limit(), true, ledger, meter);
        var usage = measure(client, sender, meter, warmup, seconds, pid);
        if (!await(sender, LAST_ANSWERS_SECONDS)) throw new IllegalStateException("answers are missing");
        client.close(pool);

        var tally = meter.tallies().get(0);
        var server = usage.server();
        side.answered += tally.count();
        side.errors += tally.errors();
        side.seconds += usage.seconds();
        side.cpuSeconds += server == null ? 0 : server.cpuSeconds();
        long arrived = Long.parseLong(queueAttribute(client, last, "ApproximateNumberOfMessages"));
        long expected = ledger.sent() / side.requests.size();
        if (arrived != expected || !meter.errorSamples().isEmpty()) {
            throw new IllegalStateException("of %,d messages %,d arrived by %s: %s"
                    .formatted(expected, arrived, side.name, meter.errorSamples()));
        }
        for (String queue : targets)
            client.ask(server(), requests().call("PurgeQueue", "{\"QueueUrl\":\"" + queue + "\"}"));
    }

    /** Waits until the server does next to nothing, but not for ever. */
    private void untilQuiet() {
        if (pid == 0) return;
        for (int look = 0; look < LOOKS; look++) {
            double before = ProcessSample.of(pid).cpuSeconds();
            long until = System.nanoTime() + LOOK_NANOS;
            while (System.nanoTime() < until) LockSupport.parkNanos(until - System.nanoTime());
            if (ProcessSample.of(pid).cpuSeconds() - before <= QUIET_CPU_SECONDS) return;
        }
    }

    private SendRequest publish(String topic, Map<String, String> attributes) {
        return SendRequest.publish(new TopicRequests(server()), topic, attributes, body, size);
    }

    /** Number 0 matches {@link #ATTRIBUTES}, no other does. */
    private static String filter(String kind, int number) {
        return kind.equals("values")
                ? "{\"tenant\":[\"t" + number + "-x\"]}"
                : "{\"tenant\":[{\"prefix\":\"t" + number + "-\"}]}";
    }

    private String createTopic(Client client) {
        String name = "bench-" + Integer.toHexString(run) + "-" + topicNumber++;
        var arn = TOPIC_ARN.matcher(client.ask(server(), new TopicRequests(server()).createTopic(name)));
        if (!arn.find()) throw new IllegalStateException("CreateTopic answered no TopicArn");
        topics.add(arn.group(1));
        return arn.group(1);
    }

    private void subscribe(Client client, String topic, String queue, boolean raw, String filter) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("RawMessageDelivery", Boolean.toString(raw));
        if (!filter.isEmpty()) attributes.put("FilterPolicy", filter);
        String arn = queueArn(client, queue);
        client.ask(server(), new TopicRequests(server()).subscribeQueue(topic, arn, attributes));
    }

    private void print(Map<String, Object> members, String format, Object... values) {
        if (json) System.out.println(Json.write(members));
        else System.out.println(String.format(Locale.ROOT, format, values));
    }
}
