package dev.sluice.bench.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One thread and the sockets on it. Native epoll where there is any: it alone can wait for less than a millisecond, which
 * an open loop needs, and its system calls are the cheapest. There is no HTTP codec in the pipeline, only {@link Response}.
 */
public final class Client implements AutoCloseable {
    /** Below common listen backlogs, so that opening thousands of connections drops no SYN. */
    private static final int CONNECTS_AT_ONCE = 64;

    /** Holds a ReceiveMessage of ten 1 KiB messages in one read. */
    private static final int READ_BYTES = 16 * 1024;

    private static final int PATIENCE_SECONDS = 60;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1,
            new DefaultThreadFactory("bench-client", true),
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final Bootstrap bootstrap = new Bootstrap()
            .group(group)
            .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
            .handler(new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Connection(channel));
                }
            });

    public List<Connection> connect(ServerAddress server, int count) {
        var connections = new ArrayList<Connection>(count);
        while (connections.size() < count) {
            var opening = new ArrayList<ChannelFuture>();
            for (int i = connections.size(); i < Math.min(count, connections.size() + CONNECTS_AT_ONCE); i++) {
                opening.add(bootstrap.connect(server.socketAddress()));
            }
            for (var one : opening) {
                connections.add(one.syncUninterruptibly().channel().pipeline().get(Connection.class));
            }
        }
        return connections;
    }

    /** What the loads schedule their next request with. */
    public EventLoop loop() {
        return loop;
    }

    /** Runs the action on the loop thread and waits for what it returns. */
    public <T> T call(Callable<T> action) {
        try {
            return loop.submit(action).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the client's loop did not finish an action", e);
        }
    }

    public void run(Runnable action) {
        call(() -> {
            action.run();
            return true;
        });
    }

    /** Asks one thing on a connection of its own and waits. For preparations, not for loads. */
    public String ask(ServerAddress server, byte[] request) {
        var answer = new CompletableFuture<String>();
        var connection = connect(server, 1).get(0);
        run(() -> connection.send(request, request.length, new Connection.Listener() {
            @Override
            public void answered(Connection from, Response response) {
                if (response.ok()) {
                    answer.complete(response.body());
                } else {
                    answer.completeExceptionally(new IllegalStateException(response.status() + " " + response.body()));
                }
                from.close();
            }

            @Override
            public void lost(Connection from, Throwable cause) {
                answer.completeExceptionally(cause);
            }
        }));
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no good answer from " + server, e);
        }
    }

    public void close(List<Connection> connections) {
        run(() -> connections.forEach(Connection::close));
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
