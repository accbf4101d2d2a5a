package dev.sluice.broker.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** boto3, in one Python process that makes the calls for us. */
final class BotoSqs implements Sqs.Kind {
    private final Path script;
    private final Process process;
    private final Writer requests;
    private final Map<Long, CompletableFuture<Members>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    BotoSqs(URI endpoint) {
        this(endpoint, "sqs");
    }

    /** @param service as boto3 calls it */
    BotoSqs(URI endpoint, String service) {
        try (InputStream source = BotoSqs.class.getResourceAsStream("/suite/boto_bridge.py")) {
            if (source == null) throw new AssertionError("boto_bridge.py is not on the class path");
            script = Files.createTempFile("boto_bridge", ".py");
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
            process = new ProcessBuilder("python3", script.toString(), endpoint.toString(), service)
                    .redirectError(Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        requests = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readAnswers, "boto3-answers");
        reader.setDaemon(true);
        reader.start();
    }

    static boolean isInstalled() {
        return Tools.exitCode("python3", "-c", "import boto3") == 0;
    }

    @Override
    public Sqs open(String accessKey, String region) {
        return (action, request) -> {
            long id = lastId.incrementAndGet();
            Members asked =
                    Members.of("id", id, "key", accessKey, "region", region, "action", action, "request", request);
            var answer = new CompletableFuture<Members>();
            waiting.put(id, answer);
            write(Json.write(asked));
            return read(answer.join());
        };
    }

    private synchronized void write(String line) {
        try {
            requests.write(line + "\n");
            requests.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the boto3 process is gone", e);
        }
    }

    private static Members read(Members answer) {
        if (answer.has("broken")) throw new AssertionError(answer.text("broken"));
        if (answer.has("answer")) return answer.members("answer");
        Members fault = answer.members("fault");
        throw new SqsFault(
                fault.text("code"),
                fault.text("shape"),
                Integer.valueOf(fault.text("status")),
                fault.text("type"),
                fault.text("message"),
                null);
    }

    private void readAnswers() {
        try (var answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                Members answer = Json.read(line);
                var asker = waiting.remove(Long.valueOf(answer.text("id")));
                if (asker != null) asker.complete(answer);
            }
            failWaiting(new IOException("the boto3 process has ended"));
        } catch (IOException | UncheckedIOException e) {
            failWaiting(e);
        }
    }

    private void failWaiting(Exception cause) {
        waiting.values().forEach(asker -> asker.completeExceptionally(cause));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            Files.deleteIfExists(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
