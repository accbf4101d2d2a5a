package dev.sluice.samples.video;

import dev.sluice.client.QueueClient;
import dev.sluice.client.SluiceClient;
import dev.sluice.samples.SampleProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The sample as {@code samples/video/run.sh} runs it, each part a process: the broker, upload, store, and two workers. */
final class VideoSite implements AutoCloseable {
    private static final String SAMPLE = "dev.sluice.samples.Main";

    private final Path folder;
    private final URI broker = onFreePort();
    private final URI uploads = onFreePort();
    private final URI films = onFreePort();
    private final Map<String, SampleProcess> processes = new LinkedHashMap<>();

    VideoSite(Path folder) {
        this.folder = folder;
        URI management = onFreePort();
        start(
                "broker",
                "dev.sluice.broker.Main",
                "server",
                "--config",
                "video/sluice.conf",
                "--data",
                path("broker"),
                "--port",
                port(broker),
                "--management-port",
                port(management),
                "--set",
                "storage.minimum-free=0");
        start("upload", SAMPLE, "video", "upload", "--bucket", path("bucket"), "--port", port(uploads));
        start(
                "store",
                SAMPLE,
                "video",
                "store",
                "--bucket",
                path("bucket"),
                "--index",
                path("films.jsonl"),
                "--port",
                port(films));
        for (String worker : List.of("worker-1", "worker-2")) {
            start(worker, SAMPLE, "video", "worker", "--bucket", path("bucket"));
        }
    }

    URI uploads() {
        return uploads;
    }

    URI films() {
        return films;
    }

    SluiceClient client() {
        return SluiceClient.builder().endpoints(broker).build();
    }

    void kill(String... names) {
        for (String name : names)
            Objects.requireNonNull(processes.get(name), name).killAndRestart();
    }

    /** The lines of the store's index that say that a film was published. */
    List<String> publications() throws IOException {
        Path index = folder.resolve("films.jsonl");
        if (!Files.exists(index)) return List.of();
        return Files.readAllLines(index).stream()
                .filter(line -> line.contains("\"published\":\""))
                .toList();
    }

    List<Upload> withoutThumbnails(List<Upload> uploaded) throws IOException {
        Bucket bucket = Bucket.at(folder.resolve("bucket"));
        List<Upload> missing = new ArrayList<>();
        for (Upload upload : uploaded) {
            for (Thumbnail size : Thumbnail.values()) {
                if (!bucket.has(size.key(upload.id())) || Picture.pixels(bucket.get(size.key(upload.id()))) == 0) {
                    missing.add(upload);
                }
            }
        }
        return missing;
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

    private String path(String name) {
        return folder.resolve(name).toString();
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
