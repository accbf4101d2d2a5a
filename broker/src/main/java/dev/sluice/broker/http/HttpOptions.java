package dev.sluice.broker.http;

import java.time.Duration;

/**
 * @param host address to bind
 * @param port 0 for any free one
 * @param eventLoops threads that serve connections, at least 1
 * @param maxConnections open at once; more are closed on arrival
 * @param maxRequestBytes largest body accepted; larger ones get 413
 * @param maxBufferedBytes bodies of unanswered requests over all connections together; beyond it 503
 * @param idleTimeout a connection without a request in progress is closed after this long
 * @param requestTimeout from the first byte of a request to its last; then 408
 */
public record HttpOptions(
        String host,
        int port,
        int eventLoops,
        int maxConnections,
        int maxRequestBytes,
        long maxBufferedBytes,
        Duration idleTimeout,
        Duration requestTimeout) {

    public static final HttpOptions DEFAULTS = new HttpOptions(
            "127.0.0.1", 9324, 1, 20_000, 8 << 20, 256L << 20, Duration.ofSeconds(75), Duration.ofSeconds(30));

    public HttpOptions {
        require(port >= 0 && port <= 65_535, "port must be 0 to 65535");
        require(eventLoops >= 1, "eventLoops must be positive");
        require(maxConnections >= 1, "maxConnections must be positive");
        require(maxRequestBytes >= 1 << 20, "maxRequestBytes must be at least 1 MiB");
        require(maxBufferedBytes >= maxRequestBytes, "maxBufferedBytes must be at least maxRequestBytes");
        require(idleTimeout.toMillis() > 0, "idleTimeout must be positive");
        require(requestTimeout.toMillis() > 0, "requestTimeout must be positive");
    }

    private static void require(boolean condition, String message) {
        if (!condition) throw new IllegalArgumentException(message);
    }
}
