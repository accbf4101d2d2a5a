package dev.sluice.broker.admin;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the broker asks of its own API, in the Query protocol: all that happens to a client's request happens to it, but for
 * the socket.
 *
 * @param host of links in what it publishes, with the port
 */
record OwnCall(String host, byte[] body, Executor executor, Consumer<Answer> then) implements Call {

    static OwnCall of(String host, Map<String, String> parameters, Executor executor, Consumer<Answer> then) {
        String form = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + '=' + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return new OwnCall(host, form.getBytes(StandardCharsets.US_ASCII), executor, then);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public @Nullable String query() {
        return null;
    }

    @Override
    public @Nullable String header(String name) {
        return name.equalsIgnoreCase("Host") ? host : null;
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1";
    }

    @Override
    public String scheme() {
        return "http";
    }

    /** It never goes. */
    @Override
    public void onClientGone(Runnable action) {}

    @Override
    public void respond(Answer answer, @Nullable Runnable ifUndelivered) {
        then.accept(answer);
    }
}
