package dev.sluice.broker.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Plain HTTP with the headers by which the broker tells account and region. */
public record RawHttp(URI endpoint, HttpClient client) {

    /** @param pathAndQuery encoded as it shall travel */
    HttpRequest.Builder request(String pathAndQuery, String accessKey, String region) {
        return request(pathAndQuery, accessKey, region, "sqs");
    }

    /** @param service that the request is signed for */
    HttpRequest.Builder request(String pathAndQuery, String accessKey, String region, String service) {
        return HttpRequest.newBuilder(endpoint.resolve(pathAndQuery))
                .timeout(Duration.ofSeconds(60))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=%s/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=%s"
                                .formatted(accessKey, region, service, "0".repeat(64)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers()
                .firstValue(name)
                .orElseThrow(() -> new AssertionError("no header " + name + " in " + response.headers()));
    }
}
