package dev.sluice.broker.http;

import dev.sluice.broker.api.Endpoint;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server for small requests and answers that may take their time.
 *
 * <p>It ends in two steps, so that whoever still has calls to answer finds their executor alive: {@link #stop} ends the
 * connections, {@link #close} the threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel cannot fail, and the sweep ends with its loop
public final class HttpServer implements AutoCloseable {

    private static final int BACKLOG = 4096;
    private static final long SHORTEST_SWEEP_MILLIS = 10;
    private static final long LONGEST_SWEEP_MILLIS = 1_000;

    private final HttpOptions options;
    private final Transport transport;
    private final HttpMetrics metrics = new HttpMetrics();
    private final MultiThreadIoEventLoopGroup group;
    private final Map<EventLoop, ServingLoop> loops = new HashMap<>();
    private final CompletableFuture<Void> lastConnectionClosed = new CompletableFuture<>();
    private volatile boolean stopping;
    private @Nullable Channel listener;

    /** @param endpoints called once for each event loop; what it makes is only ever called on that loop */
    public HttpServer(HttpOptions options, Supplier<? extends Endpoint> endpoints) {
        this(options, endpoints, Transport.best());
    }

    HttpServer(HttpOptions options, Supplier<? extends Endpoint> endpoints, Transport transport) {
        this.options = options;
        this.transport = transport;
        this.group = new MultiThreadIoEventLoopGroup(
                options.eventLoops(), new DefaultThreadFactory("http-" + options.port()), transport.ioHandler());
        var budget = new BodyBudget(options.maxBufferedBytes(), metrics.buffered);
        for (EventExecutor executor : group) {
            var eventLoop = (EventLoop) executor;
            loops.put(
                    eventLoop,
                    new ServingLoop(eventLoop, options, endpoints.get(), metrics, budget, this::connectionClosed));
        }
    }

    /** @throws IOException when the address cannot be bound; the message names it */
    public void start() throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        admit(channel);
                    }
                })
                .bind(options.host(), options.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + options.host() + ":" + options.port() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        listener = bound.channel();
        long sweep = Math.min(
                        options.idleTimeout().toMillis(),
                        options.requestTimeout().toMillis())
                / 8;
        sweep = Math.max(SHORTEST_SWEEP_MILLIS, Math.min(LONGEST_SWEEP_MILLIS, sweep));
        for (ServingLoop loop : loops.values()) {
            loop.eventLoop().scheduleWithFixedDelay(loop::closeExpired, sweep, sweep, TimeUnit.MILLISECONDS);
        }
    }

    private void admit(SocketChannel channel) {
        if (metrics.open.incrementAndGet() > options.maxConnections()) {
            metrics.refusedConnections.increment();
            connectionClosed();
            channel.close();
            return;
        }
        metrics.accepted.increment();
        ServingLoop loop = loops.get(channel.eventLoop());
        if (loop == null) throw new IllegalStateException("a connection on a loop of somebody else");
        var handler = new RequestHandler(channel, loop);
        loop.add(handler);
        channel.pipeline().addLast(handler.decoder(), handler);
        if (stopping) channel.close();
    }

    private void connectionClosed() {
        if (metrics.open.decrementAndGet() == 0 && stopping) lastConnectionClosed.complete(null);
    }

    /** The port listened on, also when 0 was asked for. */
    public int port() {
        if (listener == null) throw new IllegalStateException("not started");
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** What stands in links to it: the host, {@code localhost} where it listens on all addresses, and the port. */
    public String authority() {
        String host = options.host();
        if (host.equals("0.0.0.0") || host.equals("::")) host = "localhost";
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port();
    }

    /** The first event loop, for work that belongs beside its calls. */
    public ScheduledExecutorService loop() {
        return group.next();
    }

    public HttpMetrics metrics() {
        return metrics;
    }

    /** Completes when every event loop has run a task: they turn. */
    public CompletableFuture<Void> turned() {
        return CompletableFuture.allOf(loops.keySet().stream()
                .map(loop -> CompletableFuture.runAsync(() -> {}, loop))
                .toArray(CompletableFuture<?>[]::new));
    }

    /**
     * Accepts no more, closes what is idle, lets requests in progress finish for at most that long, then closes the rest.
     * Blocks until no connection is left and every {@code onClientGone} has run.
     *
     * @return whether all of them finished in time
     */
    public boolean stop(Duration deadline) throws InterruptedException {
        stopping = true;
        if (listener != null) listener.close().sync();
        forEachLoop(ServingLoop::drain);
        if (metrics.open.get() == 0) lastConnectionClosed.complete(null);
        try {
            lastConnectionClosed.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            forEachLoop(ServingLoop::closeAll);
            lastConnectionClosed.join();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("only ever completed with nothing", e);
        }
    }

    private void forEachLoop(Consumer<ServingLoop> action) {
        for (ServingLoop loop : loops.values()) loop.eventLoop().execute(() -> action.accept(loop));
    }

    /** Ends the threads, and the connections that are left. After this no call can be answered. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
