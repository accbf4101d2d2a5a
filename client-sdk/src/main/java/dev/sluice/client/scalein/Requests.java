package dev.sluice.client.scalein;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Requests that succeed or throw. */
final class Requests {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final HttpClient http;

    Requests(HttpClient.Builder http) {
        this.http = http.connectTimeout(TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    static HttpRequest.Builder to(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    }

    /** The answer's text. */
    String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest made = request.build();
        HttpResponse<String> answer = http.send(made, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 == 2) return answer.body();
        throw new IOException(
                made.method() + " " + made.uri() + " was answered " + answer.statusCode() + ": " + answer.body());
    }
}
