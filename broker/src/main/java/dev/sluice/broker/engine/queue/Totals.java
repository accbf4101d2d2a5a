package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.QueueHead;

/** What a queue has now, and what ever became of its messages: every one sent was deleted, expired, moved or is live. */
final class Totals {
    private long live;
    private long liveBytes;
    private long sent;
    private long received;
    private long deleted;
    private long expired;
    private final long moved;

    Totals(QueueHead head) {
        live = head.live();
        liveBytes = head.liveBytes();
        sent = head.sent();
        received = head.received();
        deleted = head.deleted();
        expired = head.expired();
        moved = head.moved();
    }

    void countSent(int bytes) {
        sent++;
        live++;
        liveBytes += bytes;
    }

    void countReceived(int count) {
        received += count;
    }

    void countDeleted(int bytes) {
        deleted++;
        live--;
        liveBytes -= bytes;
    }

    void countExpired(int bytes) {
        expired++;
        live--;
        liveBytes -= bytes;
    }

    /**
     * Counts messages that expired without having been looked at, so that their weight is only known on average.
     *
     * @param ofWaiting how many waited before, these included
     * @param touchedBytes the exact weight of those that do not wait
     */
    void countExpiredWaiting(long count, long ofWaiting, long touchedBytes) {
        expired += count;
        live -= count;
        liveBytes -= (liveBytes - touchedBytes) / ofWaiting * count;
    }

    /** The live weigh this much at least, or exactly. */
    void correctBytes(long bytes, boolean exact) {
        if (exact || liveBytes < bytes) liveBytes = bytes;
    }

    long live() {
        return live;
    }

    long liveBytes() {
        return liveBytes;
    }

    long sent() {
        return sent;
    }

    long received() {
        return received;
    }

    long deleted() {
        return deleted;
    }

    long expired() {
        return expired;
    }

    long moved() {
        return moved;
    }

    void checkInvariants() {
        require(
                sent == deleted + expired + moved + live,
                "%s sent are not %s deleted + %s expired + %s moved + %s live",
                sent,
                deleted,
                expired,
                moved,
                live);
    }
}
