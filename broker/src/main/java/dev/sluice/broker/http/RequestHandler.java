package dev.sluice.broker.http;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.http.AnswerEncoder.ConnectionHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. Collects a request, hands it over whole, writes its answer, takes the next. Owned by its event loop.
 *
 * <pre>
 *   IDLE ──bytes──▶ RECEIVING ──whole──▶ ANSWERING ──answered──▶ IDLE
 *                       └──refused──┐        └──answered, last──▶ CLOSING ──▶ CLOSED
 *                                   └────────────────────────────────┘
 * </pre>
 *
 * A client that ends its side of the connection counts as gone, also when it would still read.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // Netty tells exceptionCaught of a void promise's failure; a close cannot fail
final class RequestHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private static final ByteBuf CONTINUE = Unpooled.unreleasableBuffer(Unpooled.directBuffer()
                    .writeBytes("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
            .asReadOnly();

    /**
     * How long a refused client may go on sending. Closing at once would reset the connection and could destroy the
     * answer before it is read.
     */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private enum Phase {
        IDLE,
        RECEIVING,
        ANSWERING,
        CLOSING,
        CLOSED
    }

    /** Its place in the loop's list. */
    int slot;

    private final SocketChannel channel;
    private final ServingLoop loop;
    private final RequestDecoder decoder = new RequestDecoder(this);
    private Phase phase = Phase.IDLE;
    private long deadline;
    private boolean requestTimed;
    private @Nullable HttpRequest request;
    private @Nullable String target;
    private @Nullable RequestBody body;
    private @Nullable HttpCall call;
    private boolean unflushed;

    RequestHandler(SocketChannel channel, ServingLoop loop) {
        this.channel = channel;
        this.loop = loop;
        this.deadline = System.nanoTime() + loop.idleNanos;
    }

    RequestDecoder decoder() {
        return decoder;
    }

    // ---- from the decoder: may it go on?

    void bytesRead(int bytes) {
        loop.metrics.bytesIn.add(bytes);
    }

    boolean discards() {
        return phase == Phase.CLOSING || phase == Phase.CLOSED;
    }

    /** Not while a request is in progress, and not while the client leaves its answers unread. */
    boolean takesRequests() {
        return phase != Phase.ANSWERING && channel.isWritable();
    }

    void bytesTaken() {
        if (phase == Phase.IDLE) phase = Phase.RECEIVING;
    }

    // ---- receiving

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (phase != Phase.RECEIVING || !channel.isActive()) return; // refused, or cut short by the client
            if (message instanceof HttpRequest head) begin(head);
            else if (message instanceof HttpContent part) append(part);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest head) {
        request = head;
        if (head.decoderResult().isFailure()) {
            refuse(
                    Refusal.MALFORMED,
                    "Malformed request: " + head.decoderResult().cause().getMessage());
            return;
        }
        if (head.protocolVersion().majorVersion() != 1) {
            refuse(Refusal.UNKNOWN_VERSION, "This server speaks HTTP/1.1");
            return;
        }
        target = RequestTarget.originForm(head.uri());
        if (target == null || !namesOneHost(head)) {
            refuse(Refusal.MALFORMED, "Malformed request: bad target or Host header");
            return;
        }
        HttpHeaders headers = head.headers();
        String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding != null && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding)) {
            refuse(Refusal.UNKNOWN_CODING, "The only transfer coding understood is chunked");
            return;
        }
        long announced = HttpUtil.getContentLength(head, -1L);
        if (announced > loop.options.maxRequestBytes()) {
            refuseTooLarge();
            return;
        }
        String expectation = headers.get(HttpHeaderNames.EXPECT);
        if (expectation != null && !answerExpectation(head, expectation)) return;
        body = new RequestBody(loop.budget, loop.options.maxRequestBytes(), announced);
    }

    private static boolean namesOneHost(HttpRequest head) {
        Iterator<String> hosts = head.headers().valueStringIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) return head.protocolVersion().minorVersion() == 0;
        hosts.next();
        return !hosts.hasNext();
    }

    private boolean answerExpectation(HttpRequest head, String expectation) {
        if (head.protocolVersion().minorVersion() == 0) return true; // HTTP/1.0 clients cannot mean it
        if (!HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)) {
            refuse(Refusal.UNKNOWN_EXPECTATION, "The only expectation understood is 100-continue");
            return false;
        }
        channel.writeAndFlush(CONTINUE.duplicate(), channel.voidPromise());
        return true;
    }

    private void append(HttpContent part) {
        if (part.decoderResult().isFailure()) {
            refuse(
                    Refusal.MALFORMED,
                    "Malformed body: " + part.decoderResult().cause().getMessage());
            return;
        }
        if (body == null) throw new IllegalStateException("a part of a body without a head");
        switch (body.append(part.content())) {
            case TAKEN -> {
                if (part instanceof LastHttpContent) handOver(body);
            }
            case TOO_LARGE -> refuseTooLarge();
            case NO_ROOM -> refuse(Refusal.NO_ROOM, "Too many request bodies at once, try again");
        }
    }

    private void handOver(RequestBody whole) {
        if (request == null || target == null) throw new IllegalStateException("a body without a head");
        HttpCall next = new HttpCall(this, request, target, whole.whole(), whole.reserved());
        request = null;
        target = null;
        body = null;
        requestTimed = false;
        phase = Phase.ANSWERING;
        call = next;
        loop.metrics.requests.increment();
        try {
            loop.endpoint.handle(next);
        } catch (RuntimeException | Error e) {
            LOG.error("the endpoint failed on {}", next.path(), e);
            if (call == next) answerFailure(next);
        }
    }

    /** After everything one read brought has been decoded. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        settle();
    }

    private void settle() {
        if (phase == Phase.RECEIVING && !requestTimed) {
            requestTimed = true;
            deadline = System.nanoTime() + loop.requestNanos;
        }
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    // ---- answering

    /** The call says that it may wait: it holds no body any more, and wants to know when its client goes. */
    void waits(HttpCall waiting) {
        loop.budget.release(waiting.takeReservedBytes());
        if (call != waiting) runGone(waiting);
    }

    void answer(HttpCall answered, Answer answer, @Nullable Runnable ifUndelivered) {
        loop.budget.release(answered.takeReservedBytes());
        if (call != answered) {
            undelivered(ifUndelivered);
            return;
        }
        boolean last = !answered.keepAlive() || loop.draining();
        ConnectionHeader header = last
                ? ConnectionHeader.CLOSE
                : answered.isHttp10() ? ConnectionHeader.KEEP_ALIVE : ConnectionHeader.NONE;
        ByteBuf out = loop.encoder.encode(channel.alloc(), answer, !answered.isHead(), header);
        call = null;
        loop.metrics.bytesOut.add(out.readableBytes());
        if (ifUndelivered == null) channel.write(out, channel.voidPromise());
        else
            channel.write(out).addListener(written -> {
                if (!written.isSuccess()) undelivered(ifUndelivered);
            });
        afterAnswer(last);
    }

    private void answerFailure(HttpCall failed) {
        loop.budget.release(failed.takeReservedBytes());
        failed.abandon();
        call = null;
        boolean last = !failed.keepAlive() || loop.draining();
        writeText(500, "Internal error", last, !failed.isHead());
        afterAnswer(last);
    }

    private void afterAnswer(boolean last) {
        if (last) {
            closeAfterWrites(decoder.holdsBytes());
        } else {
            phase = Phase.IDLE;
            deadline = System.nanoTime() + loop.idleNanos;
        }
        if (decoder.decoding()) {
            unflushed = true; // what else this read brought may be answered in the same write
            return;
        }
        if (!last && decoder.holdsBytes()) takeHeld();
        unflushed = false;
        channel.flush();
    }

    private void undelivered(@Nullable Runnable ifUndelivered) {
        loop.metrics.undelivered.increment();
        if (ifUndelivered != null) ifUndelivered.run();
    }

    private void takeHeld() {
        ChannelHandlerContext ctx = channel.pipeline().context(decoder);
        if (ctx == null) return; // closed meanwhile
        try {
            decoder.resume(ctx);
        } catch (Exception e) {
            exceptionCaught(ctx, e);
        }
        settle();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (takesRequests() && !discards() && !decoder.decoding() && decoder.holdsBytes()) takeHeld();
    }

    // ---- refusing and closing

    private void refuseTooLarge() {
        refuse(Refusal.TOO_LARGE, "The body is larger than " + loop.options.maxRequestBytes() + " bytes");
    }

    private void refuse(Refusal why, String text) {
        loop.metrics.refused(why);
        writeText(why.status(), text, true, true);
        dropRequest();
        closeAfterWrites(true);
        if (decoder.decoding()) unflushed = true;
        else channel.flush();
    }

    private void writeText(int status, String text, boolean last, boolean withBody) {
        ConnectionHeader header = last ? ConnectionHeader.CLOSE : ConnectionHeader.NONE;
        ByteBuf out = loop.encoder.text(channel.alloc(), status, text, header, withBody);
        loop.metrics.bytesOut.add(out.readableBytes());
        channel.write(out, channel.voidPromise());
    }

    private void dropRequest() {
        request = null;
        target = null;
        if (body != null) loop.budget.release(body.reserved());
        body = null;
    }

    /** @param linger whether the client may still be sending */
    private void closeAfterWrites(boolean linger) {
        phase = Phase.CLOSING;
        deadline = System.nanoTime() + (linger ? LINGER_NANOS : loop.idleNanos);
        channel.config().setAutoRead(true);
        channel.write(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) written -> {
            if (linger && written.isSuccess()) channel.shutdownOutput();
            else channel.close();
        });
    }

    void closeIfIdle() {
        if (phase == Phase.IDLE) close();
    }

    void close() {
        channel.close();
    }

    void expire(long now) {
        if (phase == Phase.ANSWERING || now - deadline < 0) return;
        if (phase == Phase.RECEIVING) refuse(Refusal.TIMED_OUT, "The request did not arrive in time");
        else close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        phase = Phase.CLOSED;
        dropRequest();
        HttpCall unanswered = call;
        call = null;
        try {
            if (unanswered != null) runGone(unanswered);
        } finally {
            loop.remove(this);
        }
    }

    private static void runGone(HttpCall unanswered) {
        Runnable action = unanswered.takeClientGone();
        if (action != null) action.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) LOG.debug("connection from {} failed", remoteAddress(), cause);
        else LOG.warn("connection from {} closed", remoteAddress(), cause);
        close();
    }

    // ---- for the call

    String remoteAddress() {
        return channel.remoteAddress().getAddress().getHostAddress();
    }

    EventLoop executor() {
        return loop.eventLoop();
    }

    void checkThread() {
        if (!loop.eventLoop().inEventLoop()) throw new IllegalStateException("answer on the call's executor");
    }
}
