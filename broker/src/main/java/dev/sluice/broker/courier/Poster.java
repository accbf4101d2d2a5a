package dev.sluice.broker.courier;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Posts over HTTP and HTTPS, for all of the broker that does. No thread waits for an answer; only looking up the address
 * of a host may block, and has threads of its own.
 */
public final class Poster implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final int NONCE_BYTES = 16;
    private static final int LOOKUPS = 16;
    private static final String IDLE_CONNECTION = "jdk.httpclient.keepalive.timeout";

    static {
        // Shorter than servers keep theirs, some 5 s: a connection that is closed as we write costs the message a
        // retry.
        if (System.getProperty(IDLE_CONNECTION) == null) System.setProperty(IDLE_CONNECTION, "4");
    }

    private final ThreadPoolExecutor lookups = pool("courier-lookup", LOOKUPS);
    private final ThreadPoolExecutor workers =
            pool("courier-http", Math.max(2, Runtime.getRuntime().availableProcessors()));
    private final HttpClient client;
    private final SecureRandom random = new SecureRandom();

    /** @throws IOException when the trusted certificates cannot be read */
    public Poster(CourierOptions options) throws IOException {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(options.timeout())
                .executor(workers);
        if (options.trustedCertificates() != null) {
            builder.sslContext(TrustedCertificates.beside(options.trustedCertificates()));
        }
        this.client = builder.build();
    }

    /**
     * Posts once, and once more when credentials in the URL are asked for. Fails with {@link NotPostable} when that may not
     * be posted to, and with another {@link IOException} or a {@link TimeoutException} when there is
     * no whole answer. Who completes the future first, by a timeout of its own, ends it: nothing is posted from then on, and
     * what is under way is cut off.
     *
     * @param guarded whether addresses on loopback, private and link-local networks are refused
     * @param timeout from the start of the request to the end of the answer, with credentials or without
     * @param parcel made on a thread that may take its time
     */
    public <T> CompletableFuture<HttpResponse<T>> post(
            String url, boolean guarded, Duration timeout, Supplier<Parcel> parcel, BodyHandler<T> answer) {
        Target target = Target.of(url);
        if (target == null) return CompletableFuture.failedFuture(new NotPostable("there is no host in the URL"));
        var posted = new CompletableFuture<HttpResponse<T>>();
        var unused = CompletableFuture.runAsync(() -> lookUp(target, guarded), lookups)
                .thenComposeAsync(found -> new Attempt<>(target, parcel.get(), timeout, answer, posted).made(), workers)
                .whenComplete((done, failure) -> {
                    if (failure == null) posted.complete(done);
                    else posted.completeExceptionally(failure);
                });
        return posted;
    }

    /** The client looks the host up again, and finds what was found here. */
    private static void lookUp(Target target, boolean guarded) {
        try {
            for (InetAddress address : InetAddress.getAllByName(target.host())) {
                if (!guarded || AddressGuard.isPublic(address)) continue;
                throw new NotPostable("%s has the address %s, which is not a public one"
                        .formatted(target.host(), address.getHostAddress()));
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private final class Attempt<T> {
        private final Target target;
        private final Parcel parcel;
        private final long deadline;
        private final BodyHandler<T> answer;
        private final CompletableFuture<?> posted;

        Attempt(Target target, Parcel parcel, Duration timeout, BodyHandler<T> answer, CompletableFuture<?> posted) {
            this.target = target;
            this.parcel = parcel;
            this.deadline = System.nanoTime() + timeout.toNanos();
            this.answer = answer;
            this.posted = posted;
        }

        CompletableFuture<HttpResponse<T>> made() {
            return send(null).thenCompose(first -> {
                String authorization = authorization(first);
                return authorization == null ? CompletableFuture.completedFuture(first) : send(authorization);
            });
        }

        private CompletableFuture<HttpResponse<T>> send(@Nullable String authorization) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (posted.isDone() || left.isNegative() || left.isZero()) {
                return CompletableFuture.failedFuture(new TimeoutException("there is no time left to post in"));
            }
            var request =
                    HttpRequest.newBuilder(target.url()).timeout(left).POST(BodyPublishers.ofByteArray(parcel.body()));
            parcel.headers().forEach(request::setHeader);
            if (authorization != null) request.setHeader("Authorization", authorization);
            CompletableFuture<HttpResponse<T>> exchange = client.sendAsync(request.build(), answer);
            // The client's own timeout ends with the answer's head; this one cuts off a body that does not end, too.
            var unused = posted.whenComplete((done, failure) -> exchange.cancel(true));
            return exchange.copy()
                    .orTimeout(left.toNanos(), TimeUnit.NANOSECONDS)
                    .whenComplete((done, failure) -> {
                        if (failure != null) exchange.cancel(true);
                    });
        }

        /** What the endpoint wants to see before it takes the message, if it can be shown that. */
        private @Nullable String authorization(HttpResponse<T> first) {
            Login login = target.login();
            if (login == null || first.statusCode() != UNAUTHORIZED) return null;
            var nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            return login.answer(
                    first.headers().allValues("WWW-Authenticate"),
                    "POST",
                    target.url(),
                    HexFormat.of().formatHex(nonce));
        }
    }

    private record Target(URI url, String host, @Nullable Login login) {

        static @Nullable Target of(String text) {
            try {
                var url = URI.create(text);
                String host = url.getHost();
                if (host == null) return null;
                String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
                String user = url.getUserInfo();
                if (user == null) return new Target(url, bare, null);
                var withoutUser = URI.create(text.replaceFirst("//[^/@]*@", "//"));
                return new Target(withoutUser, bare, Login.of(user));
            } catch (IllegalArgumentException notAUrl) {
                return null;
            }
        }
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        var number = new AtomicInteger();
        ThreadFactory factory = task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        var pool = new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        lookups.shutdown();
        workers.shutdown();
    }
}
