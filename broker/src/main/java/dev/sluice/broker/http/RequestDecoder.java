package dev.sluice.broker.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/**
 * Netty's decoder with a gate. While a request of the connection is in progress the bytes behind it stay undecoded, so that
 * there is never more than one; yet the socket goes on being read, because only a read tells that the client has gone. A
 * client that sends more than {@link #HELD_BYTES} ahead is not read until its turn comes.
 */
final class RequestDecoder extends HttpRequestDecoder {

    static final int MAX_LINE_BYTES = 16 << 10;
    static final int MAX_HEADER_BYTES = 16 << 10;
    static final int HELD_BYTES = 64 << 10;
    private static final int MAX_PART_BYTES = 64 << 10;

    private final RequestHandler handler;
    private boolean decoding;

    RequestDecoder(RequestHandler handler) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxChunkSize(MAX_PART_BYTES));
        this.handler = handler;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        handler.bytesRead(((ByteBuf) message).readableBytes());
        if (handler.discards()) {
            ReferenceCountUtil.release(message);
            return;
        }
        decoding = true;
        try {
            super.channelRead(ctx, message);
        } finally {
            decoding = false;
        }
        if (actualReadableBytes() > HELD_BYTES) ctx.channel().config().setAutoRead(false);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (handler.discards()) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!handler.takesRequests()) return;
        handler.bytesTaken();
        super.decode(ctx, in, out);
    }

    /** Whether a decode is on the stack: what is held is then looked at anyway. */
    boolean decoding() {
        return decoding;
    }

    boolean holdsBytes() {
        return actualReadableBytes() > 0;
    }

    /** Decodes what was held back. */
    void resume(ChannelHandlerContext ctx) throws Exception {
        channelRead(ctx, Unpooled.EMPTY_BUFFER);
        if (actualReadableBytes() <= HELD_BYTES) ctx.channel().config().setAutoRead(true);
    }
}
