package dev.sluice.broker.api;

import dev.sluice.broker.model.QueueId;

/** A client that receives from a queue. Guarded by its table, of which it is key and value: finding one makes no object. */
final class Poller {
    private static final long SHORTEST_MILLIS = 60_000;
    private static final int UNKNOWN = -1;

    QueueId queue;
    long id;

    private long lastAt;
    private long waitMillis;
    private int concurrency;
    private int busy = UNKNOWN;
    private boolean draining;
    private boolean fed;

    Poller(QueueId queue, long id) {
        this.queue = queue;
        this.id = id;
    }

    void polls(long now, int waitSeconds) {
        lastAt = now;
        waitMillis = waitSeconds * 1000L;
    }

    /** @param some whether it got a message */
    void answered(boolean some) {
        fed = some;
    }

    /** @param text what follows the id in the header, such as {@code ;concurrency=8;busy=3} */
    void announces(String text) {
        concurrency = number(text, ";concurrency=");
        busy = number(text, ";busy=");
        draining = text.contains(";state=draining");
    }

    void drains(long now) {
        lastAt = now;
        draining = true;
    }

    boolean isGone(long now) {
        return now - lastAt > Math.max(SHORTEST_MILLIS, 2 * waitMillis);
    }

    /** By its own account, or else it has something in hand when its latest receive brought something. */
    Seen seen() {
        return new Seen(lastAt, busy == UNKNOWN ? fed : busy > 0, draining, Math.max(0, concurrency));
    }

    /** @param concurrency 0 when it does not say */
    record Seen(long lastAt, boolean active, boolean draining, int concurrency) {
        /** One client may have connections on several event loops. */
        Seen later(Seen other) {
            return lastAt >= other.lastAt ? this : other;
        }
    }

    private static int number(String text, String name) {
        int start = text.indexOf(name);
        if (start < 0) return UNKNOWN;
        int number = 0;
        int at = start + name.length();
        int end = Math.min(text.length(), at + 6);
        if (at == end || !Characters.isDigit(text.charAt(at))) return UNKNOWN;
        for (; at < end && Characters.isDigit(text.charAt(at)); at++) number = 10 * number + text.charAt(at) - '0';
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Poller its && id == its.id && queue.equals(its.queue);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(id) + queue.hashCode();
    }
}
