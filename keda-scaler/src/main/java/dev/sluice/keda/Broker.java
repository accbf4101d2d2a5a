package dev.sluice.keda;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks brokers for hints, over their management ports. Callable from any thread, and blocks none. */
final class Broker {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** The answer as it comes; to cancel it is to hang up. */
    CompletableFuture<HttpResponse<String>> ask(Target target) {
        return ask(target.hint(), ANSWER);
    }

    /** The same, once there is another decision than this, or after so many seconds. */
    CompletableFuture<HttpResponse<String>> askAfter(Target target, long index, int seconds) {
        return ask(target.after(index, seconds), ANSWER.plusSeconds(seconds));
    }

    private CompletableFuture<HttpResponse<String>> ask(URI uri, Duration timeout) {
        return http.sendAsync(HttpRequest.newBuilder(uri).timeout(timeout).build(), BodyHandlers.ofString());
    }

    /**
     * What was answered: a hint, or what gRPC calls its absence. Never a number for want of one, since KEDA would stop workers.
     *
     * @throws StatusRuntimeException NOT_FOUND when there is no such queue or group, or it has no hint; INVALID_ARGUMENT when the
     *     broker says that no queue can have such a name; else UNAVAILABLE
     */
    static Hint hint(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw switch (answer.statusCode()) {
                case 400 -> status(Status.INVALID_ARGUMENT, answer);
                case 404 -> status(Status.NOT_FOUND, answer);
                default -> status(Status.UNAVAILABLE, answer);
            };
        }
        try {
            return Hint.parse(answer.body());
        } catch (IOException e) {
            throw Status.UNAVAILABLE
                    .withDescription(answer.uri() + ": " + e.getMessage())
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    private static StatusRuntimeException status(Status status, HttpResponse<String> answer) {
        return status.withDescription(answer.uri() + " answered " + answer.statusCode() + " " + answer.body())
                .asRuntimeException();
    }

    /** What kept {@link #ask} or {@link #hint} from ending well, in the words of gRPC. */
    static Status status(Target target, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof StatusRuntimeException known) return known.getStatus();
        if (cause instanceof IOException) {
            return Status.UNAVAILABLE
                    .withDescription(target.hint() + ": " + cause)
                    .withCause(cause);
        }
        return Status.INTERNAL.withDescription(cause.toString()).withCause(cause);
    }
}
