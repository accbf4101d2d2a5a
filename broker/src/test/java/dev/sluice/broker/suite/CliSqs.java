package dev.sluice.broker.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The AWS CLI, one process a call, so about a second each. */
final class CliSqs implements Sqs.Kind {
    private static final Pattern ERROR =
            Pattern.compile("An error occurred \\(([^)]+)\\) when calling the \\w+ operation: (.*)", Pattern.DOTALL);

    private final URI endpoint;
    private final String service;

    CliSqs(URI endpoint) {
        this(endpoint, "sqs");
    }

    /** @param service as the CLI calls it */
    CliSqs(URI endpoint, String service) {
        this.endpoint = endpoint;
        this.service = service;
    }

    static boolean isInstalled() {
        return Tools.exitCode("aws", "--version") == 0;
    }

    @Override
    public Sqs open(String accessKey, String region) {
        return (action, request) -> {
            var builder = new ProcessBuilder(
                    "aws",
                    service,
                    action.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT),
                    "--cli-input-json",
                    Json.write(request),
                    "--endpoint-url",
                    endpoint.toString(),
                    "--output",
                    "json");
            builder.environment()
                    .putAll(Map.of(
                            "AWS_ACCESS_KEY_ID", accessKey,
                            "AWS_SECRET_ACCESS_KEY", "secret",
                            "AWS_DEFAULT_REGION", region,
                            "AWS_MAX_ATTEMPTS", "1",
                            "AWS_PAGER", ""));
            return run(builder);
        };
    }

    private static Members run(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            var complaint = CompletableFuture.supplyAsync(() -> text(process.errorReader(StandardCharsets.UTF_8)));
            String answer = text(process.inputReader(StandardCharsets.UTF_8));
            if (process.waitFor() != 0) throw fault(complaint.join());
            return answer.isBlank() ? Members.of() : Json.read(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the AWS CLI ran", e);
        }
    }

    private static String text(BufferedReader reader) {
        return String.join("\n", reader.lines().toList());
    }

    private static SqsFault fault(String complaint) {
        Matcher error = ERROR.matcher(complaint);
        if (!error.find()) throw new AssertionError(complaint);
        return new SqsFault(error.group(1), null, null, null, error.group(2), null);
    }

    @Override
    public void close() {}
}
