package dev.sluice.client.internal;

import dev.sluice.client.ClientClosedException;
import dev.sluice.client.ClientMetrics;
import dev.sluice.client.NotOfferedException;
import dev.sluice.client.RetryPolicy;
import dev.sluice.client.internal.Call.Attempt;
import dev.sluice.client.internal.Endpoints.Endpoint;
import dev.sluice.protocol.wire.Operation;
import dev.sluice.protocol.wire.WireBytes;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes calls to one service: each a request, and that request again as the retry policy says. Any thread. */
final class Calls implements AutoCloseable {
    private static final ThreadLocal<WireBytes> BYTES = ThreadLocal.withInitial(WireBytes::new);

    static final String CONSUMER = "X-Sluice-Consumer";
    private static final String FEATURES = "X-Sluice-Features";

    final Transport transport;
    final Dialect dialect;
    final Endpoints endpoints;
    final Timer timer;
    final RetryPolicy retry;
    final RetryTokens tokens;
    final ClientMetrics metrics;
    private final Signatures signatures;
    private final Duration requestTimeout;
    private final Set<Call<?>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Whether a request that may have taken effect may be made once more. */
    enum Repeat {
        /** A second one changes nothing. */
        HARMLESS,
        /** A second one changes nothing while the server remembers the first, by its deduplication ids. */
        REMEMBERED,
        /** The same, by the request's token, at servers that know of tokens. */
        REMEMBERED_BY_TOKEN,
        /** A second one may do it twice. */
        DOUBLES
    }

    /** @param tokens shared by all that the client does */
    Calls(
            ClientOptions options,
            List<URI> servers,
            Dialect dialect,
            Transport transport,
            Timer timer,
            RetryTokens tokens) {
        this.timer = timer;
        this.transport = transport;
        this.dialect = dialect;
        this.signatures = new Signatures(options.credentials(), options.region(), dialect.service());
        this.endpoints = new Endpoints(servers, System::nanoTime);
        this.retry = options.retry();
        this.tokens = tokens;
        this.metrics = options.metrics();
        this.requestTimeout = options.requestTimeout();
    }

    <I, O> CompletableFuture<O> call(Operation<I, O> operation, I request, Repeat repeat) {
        return call(operation, request, repeat, Duration.ZERO, Map.of());
    }

    /** @param token by which the server may know that it has done this before; null to make one. None in a FIFO */
    <I, O> CompletableFuture<O> send(Operation<I, O> operation, I request, boolean fifo, @Nullable String token) {
        if (fifo) return call(operation, request, Repeat.REMEMBERED);
        String named = token != null ? token : IdempotencyToken.fresh();
        return call(
                operation, request, Repeat.REMEMBERED_BY_TOKEN, Duration.ZERO, Map.of(IdempotencyToken.HEADER, named));
    }

    /**
     * Cancelling the future hangs up.
     *
     * @param wait how long the server is allowed to take on top of the request timeout
     * @param consumer what the consumer that asks says of itself, or null
     */
    <I, O> CompletableFuture<O> call(
            Operation<I, O> operation, I request, Repeat repeat, Duration wait, @Nullable String consumer) {
        return call(operation, request, repeat, wait, consumer == null ? Map.of() : Map.of(CONSUMER, consumer));
    }

    /** @param extensions headers that only Sluice knows */
    <I, O> CompletableFuture<O> call(
            Operation<I, O> operation, I request, Repeat repeat, Duration wait, Map<String, String> extensions) {
        if (closed) return CompletableFuture.failedFuture(new ClientClosedException("the client is closed"));
        byte[] body = encode(operation, request);
        Duration timeout = requestTimeout.plus(wait);
        return begin(new Call<>(
                this,
                operation.name(),
                endpoint -> post(endpoint, "", operation, body, !wait.isZero(), timeout, extensions),
                answer -> dialect.decode(operation, answer),
                repeat));
    }

    /**
     * Makes a call that other servers than Sluice might take for something else. Each server is asked the other, harmless
     * question first, unless it has said what it is; fails with {@link NotOfferedException} when it does not say so then.
     *
     * @param path with a query, below that of the server
     */
    <I, O, H> CompletableFuture<O> callOnlySluice(
            String name, String path, Operation<I, O> operation, I request, Operation<H, ?> harmless, H question) {
        if (closed) return CompletableFuture.failedFuture(new ClientClosedException("the client is closed"));
        byte[] body = encode(operation, request);
        byte[] asking = encode(harmless, question);
        Attempt ask = endpoint -> post(endpoint, "", harmless, asking, false, requestTimeout, Map.of());
        Attempt make = endpoint -> post(endpoint, path, operation, body, false, requestTimeout, Map.of());
        return begin(new Call<>(
                this,
                name,
                endpoint -> endpoint.memory() == null ? askedFirst(endpoint, ask, make) : make.at(endpoint),
                answer -> dialect.decode(operation, answer),
                Repeat.HARMLESS));
    }

    private static CompletableFuture<Answer> askedFirst(Endpoint endpoint, Attempt ask, Attempt make) {
        return Futures.then(ask.at(endpoint), answer -> {
            endpoint.heard(answer, false);
            if (endpoint.memory() != null) return make.at(endpoint);
            if (answer.status() != 200) return CompletableFuture.completedFuture(answer);
            return CompletableFuture.failedFuture(new NotOfferedException(endpoint.uri() + " is not Sluice", null));
        });
    }

    /**
     * Reads something that is no operation of the service.
     *
     * @param path with a query, below that of the server
     */
    <O> CompletableFuture<O> get(String name, String path, Function<byte[], O> decoder) {
        if (closed) return CompletableFuture.failedFuture(new ClientClosedException("the client is closed"));
        return begin(new Call<>(
                this,
                name,
                endpoint -> transport.get(below(endpoint, path), requestTimeout),
                decoder,
                Repeat.HARMLESS));
    }

    private <O> CompletableFuture<O> begin(Call<O> call) {
        underWay.add(call);
        tokens.requested();
        Futures.whenDone(call.answer(), (answer, failure) -> underWay.remove(call));
        call.start();
        return call.answer();
    }

    /** One attempt. */
    private CompletableFuture<Answer> post(
            Endpoint endpoint,
            String path,
            Operation<?, ?> operation,
            byte[] body,
            boolean wait,
            Duration timeout,
            Map<String, String> extensions) {
        URI server = path.isEmpty() ? endpoint.uri() : below(endpoint, path);
        Map<String, String> headers = signatures.sign(server, dialect.headers(operation.name()), body);
        headers.putAll(extensions); // not signed: SQS does not know them
        if (endpoint.memory() == null) headers.put(FEATURES, Endpoint.TOKENS);
        return transport.post(server, Signatures.host(server), headers, body, wait, timeout);
    }

    private static URI below(Endpoint endpoint, String path) {
        String server = endpoint.uri().toString();
        return URI.create(server.endsWith("/") ? server + path : server + "/" + path);
    }

    private <I> byte[] encode(Operation<I, ?> operation, I request) {
        WireBytes bytes = BYTES.get();
        bytes.reset();
        dialect.encode(operation, request, bytes);
        return Arrays.copyOf(bytes.array(), bytes.length());
    }

    boolean closed() {
        return closed;
    }

    /** Takes no further calls, and gives those under way until the deadline. */
    void close(long deadlineNanos) {
        closed = true;
        var answers = underWay.stream()
                .map(call -> call.answer().handle((answer, failure) -> true))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(answers)
                .completeOnTimeout(null, Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS)
                .join();
        underWay.forEach(Call::abandon);
    }

    @Override
    public void close() {
        close(System.nanoTime());
    }
}
