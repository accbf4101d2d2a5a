package dev.sluice.samples.shop;

import dev.sluice.client.QueueClient;
import dev.sluice.client.SluiceClient;
import dev.sluice.samples.SampleProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The sample as {@code samples/shop/run.sh} runs it, each part a process: the broker, buying, billing, two shipping workers. */
final class ShopSite implements AutoCloseable {
    private static final String SAMPLE = "dev.sluice.samples.Main";

    private final Path folder;
    private final URI broker = onFreePort();
    private final URI management = onFreePort();
    private final URI orders = onFreePort();
    private final Map<String, SampleProcess> processes = new LinkedHashMap<>();

    ShopSite(Path folder) {
        this.folder = folder;
        start(
                "broker",
                "dev.sluice.broker.Main",
                "server",
                "--config",
                "shop/sluice.conf",
                "--data",
                folder.resolve("broker").toString(),
                "--port",
                port(broker),
                "--management-port",
                port(management),
                "--set",
                "storage.minimum-free=0");
        start("buying", SAMPLE, "shop", "buying", "--port", port(orders));
        start("billing", SAMPLE, "shop", "billing", "--ledgers", ledgers().toString());
        for (String worker : List.of("shipping-1", "shipping-2")) {
            start(worker, SAMPLE, "shop", "shipping", "--ledgers", ledgers().toString(), "--carrier-millis", "30");
        }
    }

    URI orders() {
        return orders;
    }

    Path ledgers() {
        return folder.resolve("ledgers");
    }

    SluiceClient client() {
        return SluiceClient.builder().endpoints(broker).build();
    }

    void kill(String... names) {
        for (String name : names)
            Objects.requireNonNull(processes.get(name), name).killAndRestart();
    }

    static long messages(QueueClient<?> queue) {
        Map<String, String> counts = queue.attributes();
        return Long.parseLong(counts.getOrDefault("ApproximateNumberOfMessages", "0"))
                + Long.parseLong(counts.getOrDefault("ApproximateNumberOfMessagesNotVisible", "0"));
    }

    /** What all of them printed. */
    String output() {
        var all = new StringBuilder();
        processes.forEach(
                (name, process) -> all.append("--- ").append(name).append('\n').append(process.output()));
        return all.toString();
    }

    @Override
    public void close() {
        processes.values().forEach(SampleProcess::close);
    }

    private void start(String name, String mainClass, String... arguments) {
        var environment = Map.of("SLUICE_ENDPOINT", broker.toString());
        processes.put(name, SampleProcess.start(folder.resolve(name + ".log"), environment, mainClass, arguments));
    }

    private static String port(URI address) {
        return Integer.toString(address.getPort());
    }

    /** Free now, and the same after a restart. */
    private static URI onFreePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
