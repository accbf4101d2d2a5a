package dev.sluice.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A keep-alive connection with at most one request on its way. Owned by the loop thread. */
public final class Connection extends ChannelInboundHandlerAdapter {

    /** Learns how a request ended; exactly one of the two is called. */
    public interface Listener {

        /** @param response valid until the next request on this connection */
        void answered(Connection connection, Response response);

        /** The connection is gone and whether the request was carried out is unknown. */
        void lost(Connection connection, Throwable cause);
    }

    private final Channel channel;
    private final Response response = new Response();
    private @Nullable Listener listener;

    Connection(Channel channel) {
        this.channel = channel;
    }

    /** Sends the first {@code length} bytes, which are copied at once. */
    public void send(byte[] request, int length, Listener listener) {
        if (this.listener != null) throw new IllegalStateException("a request is on its way already");
        this.listener = listener;
        response.clear();
        ByteBuf out = channel.alloc().directBuffer(length).writeBytes(request, 0, length);
        var unused = channel.writeAndFlush(out, channel.voidPromise());
    }

    public void close() {
        listener = null;
        var unused = channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var in = (ByteBuf) message;
        try {
            if (!response.append(in)) return;
        } finally {
            in.release();
        }
        var answered = listener;
        if (answered == null) throw new IllegalStateException("the server answered what was not asked");
        listener = null;
        answered.answered(this, response);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new IOException("the server closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause);
        var unused = context.close();
    }

    private void fail(Throwable cause) {
        var waiting = listener;
        listener = null;
        if (waiting != null) waiting.lost(this, cause);
    }
}
