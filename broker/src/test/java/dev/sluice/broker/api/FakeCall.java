package dev.sluice.broker.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A call whose event loop is the test's own thread. */
public final class FakeCall implements Call {
    private final String method;
    private final String path;
    private final @Nullable String query;
    private final Map<String, String> headers = new TreeMap<>();
    private final byte[] body;
    private @Nullable Answered answered;
    private @Nullable Runnable ifUndelivered;
    private @Nullable Runnable onClientGone;

    public FakeCall(String method, String target, byte[] body) {
        int mark = target.indexOf('?');
        this.method = method;
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? null : target.substring(mark + 1);
        this.body = body;
    }

    public FakeCall(String method, String target, String body) {
        this(method, target, body.getBytes(StandardCharsets.UTF_8));
    }

    public FakeCall with(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    public FakeCall with(Map<String, String> more) {
        more.forEach(this::with);
        return this;
    }

    public boolean isAnswered() {
        return answered != null;
    }

    public Answered answered() {
        if (answered == null) throw new AssertionError("not answered");
        return answered;
    }

    /** The client hangs up. Before the answer that ends the wait, after it the answer turns out undelivered. */
    public void clientGoes() {
        Runnable action = answered == null ? onClientGone : ifUndelivered;
        if (action != null) action.run();
    }

    @Override
    public String method() {
        return method;
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
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public String remoteAddress() {
        return "192.0.2.7";
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public Executor executor() {
        return Runnable::run;
    }

    @Override
    public void onClientGone(Runnable action) {
        onClientGone = action;
    }

    @Override
    public void respond(Answer answer, @Nullable Runnable undelivered) {
        if (answered != null) throw new AssertionError("answered twice");
        byte[] sent = Arrays.copyOf(answer.body(), answer.length());
        answered = new Answered(
                answer.status(),
                answer.contentType(),
                answer.requestId(),
                answer.queryError(),
                answer.features(),
                new String(sent, StandardCharsets.UTF_8));
        ifUndelivered = undelivered;
    }
}
