package dev.sluice.broker.api;

import dev.sluice.broker.model.QueueId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who receives on one event loop. A client is known by what it calls itself, {@code X-Sluice-Consumer:
 * id;concurrency=8;busy=3;state=draining}, or else by its address, access key and user agent. Written by its loop, and read
 * by whoever counts: the lock is held for a look-up.
 */
final class PollTable {
    static final String HEADER = "X-Sluice-Consumer";

    /** As many as there may be connections; others are not counted until some have gone. */
    private static final int MOST = 20_000;

    private static final int LONGEST = 256;
    private static final QueueId NOWHERE = new QueueId("", "", "");

    private final InstantSource clock;

    private final Map<Poller, Poller> pollers = new HashMap<>(); // guarded by this
    private final Poller probe = new Poller(NOWHERE, 0);

    PollTable(InstantSource clock) {
        this.clock = clock;
    }

    /** Null when there are too many to be counted. */
    @Nullable
    Poller polled(QueueId queue, Exchange<?> exchange, int waitSeconds) {
        String header = exchange.header(HEADER);
        long id = header == null ? id(exchange) : id(header);
        long now = clock.millis();
        synchronized (this) {
            Poller poller = find(queue, id, now);
            if (poller == null) return null;
            poller.polls(now, waitSeconds);
            if (header != null) poller.announces(announced(header));
            return poller;
        }
    }

    void answered(@Nullable Poller poller, boolean some) {
        if (poller == null) return;
        synchronized (this) {
            poller.answered(some);
        }
    }

    /** A consumer that does not receive any more tells so with what it still does. */
    void finishing(QueueId queue, Exchange<?> exchange) {
        String header = exchange.header(HEADER);
        if (header == null || !announced(header).contains(";state=draining")) return;
        long now = clock.millis();
        synchronized (this) {
            Poller poller = find(queue, id(header), now);
            if (poller != null) poller.drains(now);
        }
    }

    /** Adds those that were here lately to others' of their queues, by their ids. */
    synchronized void tell(Map<QueueId, Map<Long, Poller.Seen>> all) {
        long now = clock.millis();
        pollers.keySet().removeIf(poller -> poller.isGone(now));
        for (Poller poller : pollers.keySet()) {
            all.computeIfAbsent(poller.queue, first -> new HashMap<>())
                    .merge(poller.id, poller.seen(), Poller.Seen::later);
        }
    }

    private synchronized @Nullable Poller find(QueueId queue, long id, long now) {
        probe.queue = queue;
        probe.id = id;
        Poller known = pollers.get(probe);
        if (known != null) return known;
        if (pollers.size() >= MOST) pollers.keySet().removeIf(poller -> poller.isGone(now));
        if (pollers.size() >= MOST) return null;
        var fresh = new Poller(queue, id);
        pollers.put(fresh, fresh);
        return fresh;
    }

    private static long id(String header) {
        int end = header.indexOf(';');
        return mixed(17, header, Math.min(end < 0 ? header.length() : end, LONGEST));
    }

    private static String announced(String header) {
        int start = header.indexOf(';');
        return start < 0 || start > LONGEST ? "" : header.substring(start, Math.min(header.length(), start + LONGEST));
    }

    private static long id(Exchange<?> exchange) {
        String agent = exchange.header("User-Agent");
        String key = exchange.caller().accessKey();
        long id = mixed(19, exchange.remoteAddress());
        id = mixed(id, key == null ? "" : key);
        return mixed(id, agent == null ? "" : agent);
    }

    private static long mixed(long start, String text) {
        return mixed(start, text, Math.min(text.length(), LONGEST));
    }

    /** FNV-1a over the characters: who wants to be taken for another client only fools a count. */
    private static long mixed(long start, String text, int length) {
        long hash = start * 0x100000001B3L ^ 0xCBF29CE484222325L;
        for (int i = 0; i < length; i++) hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        return hash;
    }
}
