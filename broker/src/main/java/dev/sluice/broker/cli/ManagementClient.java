package dev.sluice.broker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Asks the management port of a broker.
 *
 * @param base such as {@code http://127.0.0.1:9325}
 */
public record ManagementClient(URI base) {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int ANSWER_MILLIS = 60_000;

    /** @throws RemoteFault when it is refused, or nobody answers */
    public String get(String path) {
        return send("GET", path, null);
    }

    /** @throws RemoteFault likewise */
    public String send(String method, String path, @Nullable String body) {
        try {
            var connection = (HttpURLConnection) base.resolve(path).toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            connection.setRequestMethod(method);
            try {
                return answer(connection, body);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw RemoteFault.unreachable("no answer from %s: %s".formatted(base.getAuthority(), e.getMessage()));
        }
    }

    private static String answer(HttpURLConnection connection, @Nullable String body) throws IOException {
        if (body != null) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(UTF_8));
        }
        int status = connection.getResponseCode();
        var stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        String answer = stream == null ? "" : new String(stream.readAllBytes(), UTF_8);
        if (status < 400) return answer;
        throw new RemoteFault(exitCode(status), reason(answer, status));
    }

    private static int exitCode(int status) {
        return switch (status) {
            case HttpURLConnection.HTTP_BAD_REQUEST -> ExitCodes.WRONG_USAGE;
            case HttpURLConnection.HTTP_NOT_FOUND -> ExitCodes.NOT_FOUND;
            case HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_PRECON_FAILED -> ExitCodes.CONFLICT;
            case HttpURLConnection.HTTP_UNAVAILABLE -> ExitCodes.UNAVAILABLE;
            default -> ExitCodes.FAILED;
        };
    }

    private static String reason(String answer, int status) {
        try {
            return JsonObject.parse(answer).text("error");
        } catch (IllegalArgumentException noneOfOurs) {
            return "HTTP " + status + " " + answer.strip();
        }
    }
}
