package dev.sluice.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.cli.ExitCodes;
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
record ManagementClient(URI base) {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int ANSWER_MILLIS = 60_000;

    /** An answer that says no, or none at all. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        /** The command's exit code. */
        final int exitCode;

        Refused(int exitCode, String message) {
            super(message);
            this.exitCode = exitCode;
        }
    }

    /** @throws Refused with the exit code that says why */
    String get(String path) throws IOException {
        return send("GET", path, null);
    }

    /** @throws Refused likewise */
    String send(String method, String path, @Nullable String body) throws IOException {
        var url = base.resolve(path);
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        connection.setRequestMethod(method);
        try {
            if (body != null) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body.getBytes(UTF_8));
            }
            int status = connection.getResponseCode();
            var stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
            String answer = stream == null ? "" : new String(stream.readAllBytes(), UTF_8);
            if (status < 400) return answer;
            throw new Refused(exitCode(status), reason(answer, status));
        } catch (Refused no) {
            throw no;
        } catch (IOException e) {
            throw new Refused(ExitCodes.UNAVAILABLE, "no answer from %s: %s".formatted(base, e.getMessage()));
        } finally {
            connection.disconnect();
        }
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
            return JsonObject.parse(answer.getBytes(UTF_8)).text("error");
        } catch (IllegalArgumentException noneOfOurs) {
            return "HTTP " + status + " " + answer.strip();
        }
    }
}
