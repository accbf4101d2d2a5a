package dev.sluice.client.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Kept connections for short requests without TLS: one thread writes a request, reads its answer and goes on with it. The JDK's
 * client hands each answer over several times.
 */
final class Connections implements AutoCloseable {
    /** Shorter than any server keeps one that is idle. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Duration patience;
    private final Executor threads;
    private final Timer timer;
    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();
    private final Map<String, ArrayDeque<Idle>> idle = new HashMap<>(); // guarded by itself
    private boolean closed; // guarded by idle

    private record Idle(Connection connection, long since) {}

    /** @param patience for a connection */
    Connections(Duration patience, Executor threads, Timer timer) {
        this.patience = patience;
        this.threads = threads;
        this.timer = timer;
    }

    /**
     * Completes on one of the threads. Cancelling closes the connection.
     *
     * @param timeout until the answer's last byte; noticed a quarter of a second late at most
     */
    CompletableFuture<Answer> post(
            URI endpoint, String host, Map<String, String> headers, byte[] body, Duration timeout) {
        var exchange = new Exchange(endpoint, host, headers, body, System.nanoTime() + timeout.toNanos());
        Futures.whenDone(exchange.answer, (answer, failure) -> {
            underWay.remove(exchange);
            if (exchange.answer.isCancelled()) exchange.hangUp();
        });
        underWay.add(exchange);
        if (watching.compareAndSet(false, true)) timer.after(WATCH_NANOS, this::watch);
        threads.execute(exchange);
        return exchange.answer;
    }

    /** One look at all now and then, instead of a timer for each. */
    private void watch() {
        long now = System.nanoTime();
        for (Exchange exchange : underWay) exchange.expireAt(now);
        watching.set(false);
        if (!underWay.isEmpty() && watching.compareAndSet(false, true)) timer.after(WATCH_NANOS, this::watch);
    }

    private final class Exchange implements Runnable {
        private final URI endpoint;
        private final String host;
        private final Map<String, String> headers;
        private final byte[] body;
        private final long deadline;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private @Nullable Connection connection; // guarded by this
        private boolean hungUp; // guarded by this
        private volatile boolean expired;

        Exchange(URI endpoint, String host, Map<String, String> headers, byte[] body, long deadline) {
            this.endpoint = endpoint;
            this.host = host;
            this.headers = headers;
            this.body = body;
            this.deadline = deadline;
        }

        @Override
        public void run() {
            if (answer.isDone()) return;
            try {
                Connection used = connected();
                Answer got = used.exchange(endpoint, host, headers, body);
                if (used.isKept() && release()) keep(host, used);
                else used.close();
                answer.complete(got);
            } catch (IOException | RuntimeException e) {
                hangUp();
                answer.completeExceptionally(expired ? new HttpTimeoutException("no answer in time") : e);
            }
        }

        private Connection connected() throws IOException {
            for (Connection kept = takeKept(host); kept != null; kept = takeKept(host)) {
                if (!use(kept)) throw new IOException("hung up");
                if (kept.isAlive()) return kept;
                kept.close();
            }
            var fresh = new Connection();
            if (!use(fresh)) throw new IOException("hung up");
            try {
                fresh.open(endpoint, patience);
            } catch (SocketTimeoutException e) {
                throw new HttpConnectTimeoutException("no connection to " + host + " in " + patience);
            } catch (UnknownHostException e) {
                var unresolved = new ConnectException(host + " is not known");
                unresolved.initCause(e);
                throw unresolved;
            }
            return fresh;
        }

        private synchronized boolean use(Connection now) {
            connection = now;
            return !hungUp;
        }

        /** False when it was closed meanwhile. */
        private synchronized boolean release() {
            connection = null;
            return !hungUp;
        }

        void expireAt(long now) {
            if (now - deadline < 0) return;
            expired = true;
            hangUp();
        }

        synchronized void hangUp() {
            hungUp = true;
            if (connection != null) connection.close();
        }
    }

    private @Nullable Connection takeKept(String host) {
        synchronized (idle) {
            var kept = idle.get(host);
            if (kept == null) return null;
            Idle latest = kept.pollLast();
            if (latest == null) return null;
            if (System.nanoTime() - latest.since < KEPT_NANOS) return latest.connection;
            latest.connection.close();
            for (Idle older = kept.poll(); older != null; older = kept.poll()) older.connection.close();
            return null;
        }
    }

    private void keep(String host, Connection connection) {
        synchronized (idle) {
            if (closed) connection.close();
            else idle.computeIfAbsent(host, first -> new ArrayDeque<>()).add(new Idle(connection, System.nanoTime()));
        }
    }

    /** Closes what is idle, and what is under way once it has been answered. */
    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            for (var kept : idle.values()) for (Idle each : kept) each.connection.close();
            idle.clear();
        }
    }
}
