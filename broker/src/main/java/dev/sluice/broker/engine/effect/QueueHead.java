package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.Position;

/**
 * Where delivery has got to in one log, and its totals: what a restart needs of a queue besides its touched messages.
 *
 * @param nextAvailable the sequence the next message of lane 0 will get
 * @param nextDelayed the sequence the next message of lane 1 will get
 * @param cursor lane 0: every message at or beyond it has never been received; every one before it is dead unless touched
 * @param delayedCursor the same for lane 1
 * @param swept lane 0: rows before it have been given to range deletes
 * @param delayedSwept the same for lane 1
 * @param live messages present: available, delayed and in flight
 * @param liveBytes their bodies and attributes; expiry takes away the average, so it is exact again only when no
 *     message waits
 * @param nonce the last receipt nonce given out
 * @param sent messages accepted since the queue was created;
 *     {@code sent + movedIn = deleted + expired + moved + live} holds always
 * @param deleted by their consumers or by a purge
 * @param moved to another queue
 * @param movedIn from another queue
 * @param fairness lane 2, and what decides who is held back there
 */
public record QueueHead(
        long nextAvailable,
        long nextDelayed,
        long cursor,
        Position delayedCursor,
        long swept,
        Position delayedSwept,
        long live,
        long liveBytes,
        int nonce,
        long sent,
        long received,
        long deleted,
        long expired,
        long moved,
        long movedIn,
        Fairness fairness) {

    /** Before every position of lane 1, and in it. */
    public static final Position START = new Position(1, 0);

    /** Of a queue that holds nobody back, as a FIFO queue never does. */
    public QueueHead(
            long nextAvailable,
            long nextDelayed,
            long cursor,
            Position delayedCursor,
            long swept,
            Position delayedSwept,
            long live,
            long liveBytes,
            int nonce,
            long sent,
            long received,
            long deleted,
            long expired,
            long moved,
            long movedIn) {
        this(
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
                Fairness.NONE);
    }

    public static QueueHead empty() {
        return new QueueHead(1, 1, 1, START, 1, START, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
