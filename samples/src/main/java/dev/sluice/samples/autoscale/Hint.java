package dev.sluice.samples.autoscale;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker how many workers a queue needs. */
public final class Hint {
    private static final Logger LOG = LoggerFactory.getLogger(Hint.class);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final HttpRequest request;
    private String lastProblem = "";

    public Hint(URI management, String queue) {
        URI desired = management.resolve("/scaling/v1/queues/" + queue + "/desired");
        request = HttpRequest.newBuilder(desired).timeout(Duration.ofSeconds(5)).build();
    }

    /** Empty when the broker cannot be asked or does not know, which is no reason to stop a worker. */
    public OptionalInt desired() throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) return unknown("status " + answer.statusCode());
            lastProblem = "";
            return OptionalInt.of(Integer.parseInt(answer.body().strip()));
        } catch (IOException e) {
            return unknown(e.toString());
        } catch (NumberFormatException e) {
            return unknown("not a number: " + e.getMessage());
        }
    }

    /** Says so once, not each second. */
    private OptionalInt unknown(String problem) {
        if (!problem.equals(lastProblem)) LOG.warn("no hint from {}: {}", request.uri(), problem);
        lastProblem = problem;
        return OptionalInt.empty();
    }
}
