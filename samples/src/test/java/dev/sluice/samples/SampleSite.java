package dev.sluice.samples;

import dev.sluice.client.QueueClient;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A broker and the parts of a sample, each a process that can be killed. */
public abstract class SampleSite implements AutoCloseable {
    private static final String SAMPLE = "dev.sluice.samples.Main";

    private final Path folder;
    private final URI broker = onFreePort();
    private final URI management = onFreePort();
    private final Map<String, SampleProcess> processes = new LinkedHashMap<>();

    /** Starts the broker. */
    protected SampleSite(Path folder, String configuration) {
        this.folder = folder;
        start(
                "broker",
                "dev.sluice.broker.Main",
                "server",
                "--config",
                configuration,
                "--data",
                path("broker"),
                "--port",
                port(broker),
                "--management-port",
                port(management),
                "--set",
                "storage.minimum-free=0");
    }

    /** Starts a part; the arguments are those of {@code bin/sample}. */
    protected final void startSample(String name, String... arguments) {
        start(name, SAMPLE, arguments);
    }

    protected final String path(String name) {
        return folder.resolve(name).toString();
    }

    public final SluiceClient client() {
        return SluiceClient.builder().endpoints(broker).build();
    }

    public final void kill(String... names) {
        for (String name : names)
            Objects.requireNonNull(processes.get(name), name).killAndRestart();
    }

    public static long messages(QueueClient<?> queue) {
        Map<String, String> counts = queue.attributes();
        return Long.parseLong(counts.getOrDefault("ApproximateNumberOfMessages", "0"))
                + Long.parseLong(counts.getOrDefault("ApproximateNumberOfMessagesNotVisible", "0"));
    }

    /** What all of them printed. */
    public final String output() {
        var all = new StringBuilder();
        processes.forEach(
                (name, process) -> all.append("--- ").append(name).append('\n').append(process.output()));
        return all.toString();
    }

    @Override
    public final void close() {
        processes.values().forEach(SampleProcess::close);
    }

    private void start(String name, String mainClass, String... arguments) {
        var environment = Map.of("SLUICE_ENDPOINT", broker.toString());
        processes.put(name, SampleProcess.start(folder.resolve(name + ".log"), environment, mainClass, arguments));
    }

    protected static String port(URI address) {
        return Integer.toString(address.getPort());
    }

    /** Free now, and the same after a restart. */
    protected static URI onFreePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
