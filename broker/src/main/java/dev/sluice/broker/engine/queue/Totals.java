package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Fairness;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueCounts.Noisy;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.model.Position;

/**
 * What a queue has now, and what ever became of its messages: every one sent or moved in was deleted,
 * expired, moved away or is live.
 */
final class Totals {
    private long live;
    private long liveBytes;
    private long sent;
    private long received;
    private long deleted;
    private long expired;
    private long moved;
    private long movedIn;

    Totals(QueueHead head) {
        live = head.live();
        liveBytes = head.liveBytes();
        sent = head.sent();
        received = head.received();
        deleted = head.deleted();
        expired = head.expired();
        moved = head.moved();
        movedIn = head.movedIn();
    }

    void countSent(int bytes) {
        sent++;
        live++;
        liveBytes += bytes;
    }

    void countMovedIn(int bytes) {
        movedIn++;
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

    void countMoved(int bytes) {
        moved++;
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

    /** A head row with these totals. */
    QueueHead head(
            long nextAvailable,
            long nextDelayed,
            long cursor,
            Position delayedCursor,
            long swept,
            Position delayedSwept,
            int nonce,
            Fairness fairness) {
        return new QueueHead(
                nextAvailable,
                nextDelayed,
                cursor,
                delayedCursor,
                swept,
                delayedSwept,
                live,
                liveBytes,
                nonce,
                sent,
                received,
                deleted,
                expired,
                moved,
                movedIn,
                fairness);
    }

    /** What they are when a purge has deleted all that is live. */
    Totals purged() {
        var purged = new Totals(head(0, 0, 0, QueueHead.START, 0, QueueHead.START, 0, Fairness.NONE));
        purged.deleted += purged.live;
        purged.live = 0;
        purged.liveBytes = 0;
        return purged;
    }

    /** Counts with these totals: what is neither in flight nor delayed is available. */
    QueueCounts counts(long inFlight, long delayed, long oldestSentAt, Noisy noisy) {
        return new QueueCounts(
                live - inFlight - delayed,
                inFlight,
                delayed,
                liveBytes,
                oldestSentAt,
                sent,
                received,
                deleted,
                expired,
                moved,
                movedIn,
                noisy);
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

    long received() {
        return received;
    }

    void checkInvariants() {
        require(
                sent + movedIn == deleted + expired + moved + live,
                "%s sent + %s moved in are not %s deleted + %s expired + %s moved + %s live",
                sent,
                movedIn,
                deleted,
                expired,
                moved,
                live);
    }
}
