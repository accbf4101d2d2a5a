package dev.sluice.client.internal;

import dev.sluice.client.Credentials;
import dev.sluice.protocol.sign.RequestSigner;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signed requests over HTTP/1.1 with connections that are kept, each once: whether to repeat one is for others to say.
 *
 * <p>Java 17's HTTP client cannot be closed: its connections go when it is collected, and the threads when they are idle.
 */
final class Transport {
    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
    private static final String SERVICE = "sqs";

    private final String region;
    private final Supplier<Credentials> credentials;
    /** For the HTTP client's own work. Few, because it hands each answer over several times; no application code runs here. */
    private final Executor exchanges = few("sluice-client-http-");

    private final Executor callbacks = Executors.newCachedThreadPool(named("sluice-client-"));
    private final HttpClient http;
    private volatile @Nullable SignerOf signer;

    private record SignerOf(Credentials credentials, RequestSigner signer) {}

    Transport(ClientOptions options) {
        region = options.region();
        credentials = options.credentials();
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
    CompletableFuture<HttpResponse<byte[]>> post(URI endpoint, String operation, byte[] body, Duration timeout) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", CONTENT_TYPE);
        headers.put("X-Amz-Target", "AmazonSQS." + operation);
        headers.put("x-amzn-query-mode", "true"); // errors then carry the codes that AWS's own SDKs show
        var request = HttpRequest.newBuilder(endpoint).timeout(timeout).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        signer().headers(host(endpoint), endpoint.getRawPath(), headers, body, Instant.now())
                .forEach(request::header);
        return http.sendAsync(request.build(), BodyHandlers.ofByteArray());
    }

    /** Where to go on when a request is answered: application code may run, and wait, there. */
    Executor callbacks() {
        return callbacks;
    }

    /** Credentials may be replaced while the client lives; the signer of the latest is kept. */
    private RequestSigner signer() {
        Credentials now = credentials.get();
        SignerOf latest = signer;
        if (latest != null && latest.credentials.equals(now)) return latest.signer;
        var made = new RequestSigner(now.accessKey(), now.secretKey(), now.sessionToken(), region, SERVICE);
        signer = new SignerOf(now, made);
        return made;
    }

    /** As java.net.http writes the header, which it lets nobody set. */
    private static String host(URI endpoint) {
        int port = endpoint.getPort();
        boolean usual = port == -1 || port == ("https".equals(endpoint.getScheme()) ? 443 : 80);
        return usual ? endpoint.getHost() : endpoint.getHost() + ":" + port;
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
