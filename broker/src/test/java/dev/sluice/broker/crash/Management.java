package dev.sluice.broker.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a broker's management port tells. */
final class Management {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;

    Management(URI base) {
        this.base = base;
    }

    HttpResponse<String> get(String path) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The sum of all samples of that name. */
    double metric(String name) throws IOException {
        return sum(name, metrics());
    }

    /** All metrics as they were at one moment. */
    String metrics() throws IOException {
        return get("/metrics").body();
    }

    /** The sum of all samples of that name among those of one moment. */
    static double sum(String name, String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(Double::sum)
                .orElseThrow(() -> new AssertionError("no metric " + name + " in\n" + metrics));
    }

    void awaitMetric(String name, double value) {
        await().until(() -> metric(name) == value);
    }

    /** -1 where there is no /proc. */
    long residentBytes(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.isReadable(status)) return -1;
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(-1);
    }
}
