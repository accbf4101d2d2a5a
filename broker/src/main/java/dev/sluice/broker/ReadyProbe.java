package dev.sluice.broker;

import dev.sluice.broker.http.HttpOptions;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;

/** Asks a running broker on this machine whether it is ready. */
final class ReadyProbe {
    private static final int TIMEOUT_MILLIS = 3_000;

    private ReadyProbe() {}

    /**
     * @return the HTTP status of its answer: 200 for yes
     * @throws IOException when there is no answer
     */
    static int ask(HttpOptions management) throws IOException {
        var url = readyUrl(management);
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new IOException("no answer from %s: %s".formatted(url, e.getMessage()), e);
        } finally {
            connection.disconnect();
        }
    }

    private static URI readyUrl(HttpOptions management) throws IOException {
        // A wildcard address is where one listens, not where one connects to.
        var bound = InetAddress.getByName(management.host());
        var host = (bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound).getHostAddress();
        var authority = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://%s:%d/health/ready".formatted(authority, management.port()));
    }
}
