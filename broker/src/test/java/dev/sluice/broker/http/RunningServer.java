package dev.sluice.broker.http;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server on a free port with an endpoint for tests: it echoes, parks calls for the test to answer, or fails. */
final class RunningServer implements AutoCloseable {

    static final HttpOptions OPTIONS = options(50, Duration.ofSeconds(60), Duration.ofSeconds(60));

    final HttpServer server;
    private final BlockingQueue<Call> parked = new LinkedBlockingQueue<>();

    RunningServer(Transport transport, HttpOptions options) {
        server = new HttpServer(options, () -> this::handle, transport);
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunningServer(Transport transport) {
        this(transport, OPTIONS);
    }

    static Stream<Transport> transports() {
        return Epoll.isAvailable() ? Stream.of(Transport.EPOLL, Transport.NIO) : Stream.of(Transport.NIO);
    }

    static HttpOptions options(int maxConnections, Duration idleTimeout, Duration requestTimeout) {
        return new HttpOptions("127.0.0.1", 0, 1, maxConnections, 1 << 20, 4 << 20, idleTimeout, requestTimeout);
    }

    private void handle(Call call) {
        switch (call.path()) {
            case "/park" -> parked.add(call);
            case "/fail" -> throw new IllegalStateException("the endpoint fails because the test wants it to");
            case "/overflow" -> overflow(call);
            default -> call.respond(text(echo(call)), null);
        }
    }

    private static int overflow(Call call) {
        return call.body().length == 0 ? 1 + overflow(call) : 0;
    }

    private static String echo(Call call) {
        return call.method() + " " + call.path() + " " + call.query() + " "
                + new String(call.body(), StandardCharsets.ISO_8859_1);
    }

    static Answer text(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return new Answer(200, "text/plain", "request-1", null, bytes, bytes.length);
    }

    /** The next call that was parked. */
    Call parkedCall() {
        try {
            Call call = parked.poll(10, TimeUnit.SECONDS);
            if (call == null) throw new AssertionError("no call was parked");
            return call;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Answers from this thread, the way a shard does. */
    static void answer(Call call, String body, @Nullable Runnable ifUndelivered) {
        call.executor().execute(() -> call.respond(text(body), ifUndelivered));
    }

    RawClient client() {
        return new RawClient(server.port());
    }

    @Override
    public void close() {
        server.close();
    }
}
