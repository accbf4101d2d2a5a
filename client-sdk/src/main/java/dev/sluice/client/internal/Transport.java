package dev.sluice.client.internal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests over HTTP/1.1 with connections that are kept, each once: whether to repeat one is for others to say.
 *
 * <p>Java 17's HTTP client cannot be closed: its connections go when it is collected, and the threads when they are idle.
 */
final class Transport {
    /** For the HTTP client's own work. Few, because it hands each answer over several times; no application code runs here. */
    private final Executor exchanges = few("sluice-client-http-");

    private final Executor callbacks = Executors.newCachedThreadPool(named("sluice-client-"));
    private final HttpClient http;

    Transport(ClientOptions options) {
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // else the first request of each connection offers an upgrade
                .connectTimeout(options.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(exchanges)
                .build();
    }

    /**
     * The answer, whatever its status. Cancelling closes the connection.
     *
     * @param timeout until the answer's last byte
     */
    CompletableFuture<HttpResponse<byte[]>> post(
            URI endpoint, Map<String, String> headers, byte[] body, Duration timeout) {
        var request = HttpRequest.newBuilder(endpoint).timeout(timeout).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return http.sendAsync(request.build(), BodyHandlers.ofByteArray());
    }

    /** Where to go on when a request is answered: application code may run, and wait, there. */
    Executor callbacks() {
        return callbacks;
    }

    private static Executor few(String prefix) {
        var threads = new ThreadPoolExecutor(2, 2, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(prefix));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ThreadFactory named(String prefix) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
