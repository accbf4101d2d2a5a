package dev.sluice.broker.http;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AsciiString;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One request on its connection, from its last byte to its answer. Owned by its event loop. */
final class HttpCall implements Call {

    /** Names that the code asks for, which keep their hash: with each request each is looked up. */
    private static final Map<String, AsciiString> HEADER_NAMES = new ConcurrentHashMap<>();

    private final RequestHandler connection;
    private final boolean keepAlive;
    private final boolean http10;
    private final boolean head;
    private final String path;
    private final @Nullable String query;
    private @Nullable HttpRequest request;
    private byte @Nullable [] body;
    private int reservedBytes;
    private @Nullable Runnable clientGone;
    private boolean answered;

    /** @param target the request's target without scheme and authority, so that it starts with a slash */
    HttpCall(RequestHandler connection, HttpRequest request, String target, byte[] body, int reservedBytes) {
        this.connection = connection;
        this.keepAlive = HttpUtil.isKeepAlive(request);
        this.http10 = request.protocolVersion().minorVersion() == 0;
        this.head = HttpMethod.HEAD.equals(request.method());
        this.request = request;
        this.body = body;
        this.reservedBytes = reservedBytes;
        int mark = target.indexOf('?');
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? null : target.substring(mark + 1);
    }

    @Override
    public String method() {
        return request().method().name();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public @Nullable String query() {
        return query;
    }

    @Override
    public @Nullable String header(String name) {
        AsciiString known = HEADER_NAMES.get(name);
        if (known == null) known = HEADER_NAMES.computeIfAbsent(name, AsciiString::cached);
        return request().headers().get(known);
    }

    @Override
    public byte[] body() {
        if (body == null) throw letGo();
        return body;
    }

    private HttpRequest request() {
        if (request == null) throw letGo();
        return request;
    }

    private static IllegalStateException letGo() {
        return new IllegalStateException("the call waits, its request has been let go");
    }

    @Override
    public String remoteAddress() {
        return connection.remoteAddress();
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public Executor executor() {
        return connection.executor();
    }

    @Override
    public void onClientGone(Runnable action) {
        if (answered) throw new IllegalStateException("the call is answered already");
        if (clientGone != null) throw new IllegalStateException("the call knows what to do if its client goes");
        clientGone = action;
        request = null;
        body = null;
        connection.waits(this);
    }

    @Override
    public void respond(Answer answer, @Nullable Runnable ifUndelivered) {
        connection.checkThread();
        if (answered) throw new IllegalStateException("the call is answered already");
        answered = true;
        clientGone = null;
        connection.answer(this, answer, ifUndelivered);
    }

    /** It has failed and was answered for; an answer that comes late is an error of its maker. */
    void abandon() {
        answered = true;
        clientGone = null;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    boolean isHttp10() {
        return http10;
    }

    boolean isHead() {
        return head;
    }

    /** Once only: what to do now that the client is gone. */
    @Nullable
    Runnable takeClientGone() {
        Runnable action = clientGone;
        clientGone = null;
        return action;
    }

    /** Once only: what the body holds of the budget. */
    int takeReservedBytes() {
        int bytes = reservedBytes;
        reservedBytes = 0;
        return bytes;
    }
}
