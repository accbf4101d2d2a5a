package dev.sluice.bench.sdk;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.client.SluiceClient;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Our client and AWS's in turn against the same broker, each sending and then consuming the same messages. Prints medians of
 * messages a second and of client CPU for each message. The first rounds warm up and do not count: until the compiler has done its
 * work, half of the CPU is the compiler's.
 *
 * <pre>
 * bench/sdk.sh [ROUNDS [MESSAGES]]
 * </pre>
 */
public final class CompareClients {
    private static final int BODY_CHARACTERS = 1024;
    private static final int WINDOW = 1_000;
    private static final int WARM_UP_ROUNDS = 3;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** @param cpuMicros of this process, for each message */
    private record Measured(double messagesPerSecond, double cpuMicros) {}

    private interface Work {
        void run() throws Exception;
    }

    private final URI endpoint;
    private final int rounds;
    private final int messages;

    private CompareClients(URI endpoint, int rounds, int messages) {
        this.endpoint = endpoint;
        this.rounds = rounds;
        this.messages = messages;
    }

    /** Arguments: endpoint, rounds, messages in each. */
    public static void main(String[] arguments) throws Exception {
        new CompareClients(URI.create(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))
                .run();
    }

    private void run() throws Exception {
        String queueUrl;
        try (var client = SluiceClient.builder().endpoints(endpoint).build()) {
            queueUrl = client.createQueue("compare-clients-" + System.nanoTime(), Map.of());
        }
        System.out.printf(
                Locale.ROOT,
                "%d rounds of %,d messages of %d characters, %d unanswered at most; Java %s%n",
                rounds,
                messages,
                BODY_CHARACTERS,
                WINDOW,
                Runtime.version());
        List<Contender.Factory> contenders = List.of(SluiceContender::new, AwsContender::new);
        List<List<Measured>> sends = List.of(new ArrayList<>(), new ArrayList<>());
        List<List<Measured>> consumes = List.of(new ArrayList<>(), new ArrayList<>());
        for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                try (Contender contender = contenders.get(i).connect(endpoint)) {
                    Measured sent =
                            measure(() -> contender.send(queueUrl, "x".repeat(BODY_CHARACTERS), messages, WINDOW));
                    Measured consumed = measure(() -> contender.consume(queueUrl, messages));
                    System.out.printf(
                            Locale.ROOT,
                            "%s %-10s send %,8.0f/s %6.1f us CPU   consume %,8.0f/s %6.1f us CPU%n",
                            round <= 0 ? "warm-up" : "round " + round,
                            contender.name(),
                            sent.messagesPerSecond,
                            sent.cpuMicros,
                            consumed.messagesPerSecond,
                            consumed.cpuMicros);
                    if (round <= 0) continue;
                    sends.get(i).add(sent);
                    consumes.get(i).add(consumed);
                }
            }
        }
        summary("send", sends);
        summary("consume", consumes);
    }

    private Measured measure(Work work) throws Exception {
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        double cpuMicros = (PROCESS.getProcessCpuTime() - cpu) / 1_000.0;
        return new Measured(messages / seconds, cpuMicros / messages);
    }

    private static void summary(String work, List<List<Measured>> measured) {
        double rate = median(measured.get(0), Measured::messagesPerSecond);
        double awsRate = median(measured.get(1), Measured::messagesPerSecond);
        double cpu = median(measured.get(0), Measured::cpuMicros);
        double awsCpu = median(measured.get(1), Measured::cpuMicros);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %.2f | %.1f | %.1f | %.2f |%n",
                work,
                rate,
                awsRate,
                rate / awsRate,
                cpu,
                awsCpu,
                awsCpu / cpu);
    }

    private static double median(List<Measured> measured, ToDoubleFunction<Measured> figure) {
        double[] sorted = measured.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
