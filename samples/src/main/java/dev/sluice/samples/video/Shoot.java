package dev.sluice.samples.video;

import dev.sluice.samples.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Uploads pictures as a careful client does: again, until the site has said that it has them. */
final class Shoot {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI site;

    Shoot(URI site) {
        this.site = site;
    }

    /**
     * Returns when the picture is accepted.
     *
     * @throws IOException when the site refuses it
     */
    Upload upload(String name, byte[] picture) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(site.resolve("/uploads/" + name))
                .timeout(Duration.ofSeconds(20))
                .PUT(BodyPublishers.ofByteArray(picture))
                .build();
        while (true) {
            HttpResponse<byte[]> answer = answer(request);
            if (answer != null && answer.statusCode() == 202) return Json.MAPPER.readValue(answer.body(), Upload.class);
            if (answer != null && answer.statusCode() < 500) throw new IOException(name + " refused: " + answer);
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }

    /** Null when there was none, which says nothing of what became of the request. */
    private @Nullable HttpResponse<byte[]> answer(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return null;
        }
    }
}
