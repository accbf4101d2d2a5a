package dev.sluice.broker.courier;

import dev.sluice.broker.model.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts messages over HTTP and HTTPS. No thread waits for an endpoint; only looking up the address of a host may block, and
 * has threads of its own.
 */
final class HttpEndpoints implements Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoints.class);
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
    private final Signer signer;
    private final CourierOptions options;

    /** @throws IOException when the trusted certificates cannot be read */
    HttpEndpoints(CourierOptions options, Signer signer) throws IOException {
        this.options = options;
        this.signer = signer;
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

    @Override
    public CompletableFuture<Outcome> deliver(Destination destination, Message message) {
        Target target = Target.of(destination.url());
        if (target == null) {
            LOG.debug("{} has no endpoint that can be posted to", destination.name());
            return CompletableFuture.completedFuture(Outcome.REFUSED);
        }
        // The operator's own address is the operator's own business.
        boolean guarded = options.publicAddressesOnly() && !destination.isForwarded();
        return CompletableFuture.supplyAsync(() -> lookedUp(target, guarded), lookups)
                .thenComposeAsync(
                        refusal -> refusal != null
                                ? CompletableFuture.completedFuture(refusal)
                                : post(target, Parcel.of(destination, message, signer, options.certificateBase())),
                        workers);
    }

    /** The outcome, if it is clear already. The client looks the host up again, and finds what was found here. */
    private static @Nullable Outcome lookedUp(Target target, boolean guarded) {
        try {
            for (InetAddress address : InetAddress.getAllByName(target.host())) {
                if (!guarded || AddressGuard.isPublic(address)) continue;
                LOG.debug(
                        "{} is refused as an endpoint: it has the address {}", target.host(), address.getHostAddress());
                return Outcome.REFUSED;
            }
            return null;
        } catch (UnknownHostException e) {
            LOG.debug("{} is not known", target.host(), e);
            return Outcome.FAILED;
        }
    }

    private CompletableFuture<Outcome> post(Target target, Parcel parcel) {
        return send(target.url(), parcel, null)
                .thenCompose(answer -> {
                    String authorization = authorization(target, answer);
                    return authorization == null
                            ? CompletableFuture.completedFuture(answer)
                            : send(target.url(), parcel, authorization);
                })
                .handle((answer, failure) -> {
                    if (answer != null) return Outcome.ofStatus(answer.statusCode());
                    LOG.debug("{} could not be posted to", target.url(), failure);
                    return Outcome.FAILED;
                });
    }

    private CompletableFuture<HttpResponse<Void>> send(URI url, Parcel parcel, @Nullable String authorization) {
        Duration timeout = options.timeout();
        var request = HttpRequest.newBuilder(url).timeout(timeout).POST(BodyPublishers.ofByteArray(parcel.body()));
        parcel.headers().forEach(request::setHeader);
        if (authorization != null) request.setHeader("Authorization", authorization);
        CompletableFuture<HttpResponse<Void>> exchange = client.sendAsync(request.build(), BodyHandlers.discarding());
        // The client's own timeout ends with the answer's head; this one cuts off a body that does not end, too.
        return exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> {
                    if (failure != null) exchange.cancel(true);
                });
    }

    /** What the endpoint wants to see before it takes the message, if it can be shown that. */
    private @Nullable String authorization(Target target, HttpResponse<Void> answer) {
        Login login = target.login();
        if (login == null || answer.statusCode() != UNAUTHORIZED) return null;
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return login.answer(
                answer.headers().allValues("WWW-Authenticate"),
                "POST",
                target.url(),
                HexFormat.of().formatHex(nonce));
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
            } catch (IllegalArgumentException e) {
                LOG.debug("{} is no URL", text, e);
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
