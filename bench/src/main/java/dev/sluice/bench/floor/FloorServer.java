package dev.sluice.bench.floor;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * What HTTP costs on Netty when nothing is done: requests go through Netty's codec, their bodies are dropped, each is
 * answered with the same bytes. A broker can come near this, not below it. Runs until its standard input ends, so that it
 * dies with the program that started it.
 */
public final class FloorServer {
    private static final int BACKLOG = 4096;

    private FloorServer() {}

    /** @param arguments port (0: any), bytes of the answer's body, event loops. Prints the port it listens on. */
    public static void main(String[] arguments) throws Exception {
        // Standard output is for the port alone.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        int loops = Integer.parseInt(arguments[2]);
        var group = new MultiThreadIoEventLoopGroup(
                loops, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        var answer = new FixedAnswer(Integer.parseInt(arguments[1]));
        var server = new ServerBootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), answer);
                    }
                })
                .bind("127.0.0.1", Integer.parseInt(arguments[0]))
                .sync()
                .channel();
        System.out.println(((InetSocketAddress) server.localAddress()).getPort());
        while (System.in.read() >= 0) {
            // Nothing to read; only the end matters.
        }
        group.shutdownGracefully().sync();
    }

    @ChannelHandler.Sharable
    private static final class FixedAnswer extends ChannelInboundHandlerAdapter {
        private final ByteBuf body;

        FixedAnswer(int bytes) {
            String text = "{\"Floor\":\"" + "0".repeat(Math.max(0, bytes - 12)) + "\"}";
            byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
            body = Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer(ascii.length).writeBytes(ascii));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object part) {
            boolean whole = part instanceof LastHttpContent;
            ReferenceCountUtil.release(part);
            if (!whole) return;
            var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body.duplicate());
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/x-amz-json-1.0")
                    .set("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000")
                    .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
            var unused = context.write(response, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }
    }
}
