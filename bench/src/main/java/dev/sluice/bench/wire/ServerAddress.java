package dev.sluice.bench.wire;

import java.net.InetSocketAddress;
import java.net.URI;

/** Where requests go. Plain HTTP only. */
public record ServerAddress(String host, int port) {

    /** @param url such as {@code http://127.0.0.1:9324} */
    public static ServerAddress of(String url) {
        var uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("an endpoint looks like http://127.0.0.1:9324, not " + url);
        }
        return new ServerAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
