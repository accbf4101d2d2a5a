package dev.sluice.broker.http;

import dev.sluice.broker.api.Endpoint;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * What one event loop owns: its endpoint and its connections. Deadlines are found by looking at every connection a few
 * times within the shortest timeout: for 10,000 of them that is well under a millisecond, and no timer is set or cancelled per request.
 */
final class ServingLoop {

    final HttpOptions options;
    final Endpoint endpoint;
    final HttpMetrics metrics;
    final BodyBudget budget;
    final AnswerEncoder encoder = new AnswerEncoder();
    final long idleNanos;
    final long requestNanos;
    private final EventLoop eventLoop;
    private final Runnable connectionRemoved;
    private final List<RequestHandler> connections = new ArrayList<>();
    private boolean draining;

    ServingLoop(
            EventLoop eventLoop,
            HttpOptions options,
            Endpoint endpoint,
            HttpMetrics metrics,
            BodyBudget budget,
            Runnable connectionRemoved) {
        this.eventLoop = eventLoop;
        this.options = options;
        this.endpoint = endpoint;
        this.metrics = metrics;
        this.budget = budget;
        this.connectionRemoved = connectionRemoved;
        this.idleNanos = options.idleTimeout().toNanos();
        this.requestNanos = options.requestTimeout().toNanos();
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    boolean draining() {
        return draining;
    }

    void add(RequestHandler connection) {
        connection.slot = connections.size();
        connections.add(connection);
    }

    void remove(RequestHandler connection) {
        RequestHandler last = connections.remove(connections.size() - 1);
        if (last != connection) {
            connections.set(connection.slot, last);
            last.slot = connection.slot;
        }
        connectionRemoved.run();
    }

    void closeExpired() {
        long now = System.nanoTime();
        for (int i = connections.size() - 1; i >= 0; i--) connections.get(i).expire(now);
    }

    /** From now on a connection closes once its request is answered, or at once when it has none. */
    void drain() {
        draining = true;
        for (int i = connections.size() - 1; i >= 0; i--) connections.get(i).closeIfIdle();
    }

    void closeAll() {
        for (int i = connections.size() - 1; i >= 0; i--) connections.get(i).close();
    }
}
