package dev.sluice.client.internal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
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
final class Transport implements AutoCloseable {
    /** For the HTTP client's own work. Few, because it hands each answer over several times; no application code runs here. */
    private final Executor exchanges = few("sluice-client-http-");

    private final Executor callbacks = Executors.newCachedThreadPool(named("sluice-client-"));
    private final HttpClient http;
    private final Connections connections;

    Transport(ClientOptions options, Timer timer) {
        connections = new Connections(options.connectTimeout(), callbacks, timer);
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // else the first request of each connection offers an upgrade
                .connectTimeout(options.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(exchanges)
                .build();
    }

    /**
     * The answer, whatever its status, on a thread where application code may run, and wait. Cancelling closes the connection.
     *
     * @param host as the header of that name says it
     * @param wait whether the server may let us wait: then no thread does
     * @param timeout until the answer's last byte
     */
    CompletableFuture<Answer> post(
            URI endpoint, String host, Map<String, String> headers, byte[] body, boolean wait, Duration timeout) {
        if (!wait && "http".equals(endpoint.getScheme())) {
            return connections.post(endpoint, host, headers, body, timeout);
        }
        var request = HttpRequest.newBuilder(endpoint).timeout(timeout).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return exchange(request.build());
    }

    /** As {@link #post}, of what is only read. */
    CompletableFuture<Answer> get(URI what, Duration timeout) {
        return exchange(HttpRequest.newBuilder(what).timeout(timeout).build());
    }

    private CompletableFuture<Answer> exchange(HttpRequest request) {
        var sent = http.sendAsync(request, BodyHandlers.ofByteArray());
        var answer = new CompletableFuture<Answer>();
        Futures.whenDone(sent, callbacks, (response, failure) -> {
            if (response != null) answer.complete(answer(response));
            else if (failure != null) answer.completeExceptionally(Futures.cause(failure));
        });
        Futures.whenDone(answer, (done, failure) -> {
            if (answer.isCancelled()) sent.cancel(true);
        });
        return answer;
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        var headers = new HashMap<String, String>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new Answer(response.statusCode(), headers, response.body());
    }

    /** Where application code may run, and wait. */
    Executor callbacks() {
        return callbacks;
    }

    @Override
    public void close() {
        connections.close();
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
