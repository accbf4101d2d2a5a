package dev.sluice.broker.engine.effect;

/**
 * A queue's exact counts at one instant, and its totals since it was created; what a purge removed counts as deleted.
 *
 * @param moved to another queue
 * @param movedIn from another queue, which does not count as sent
 * @param oldestSentAt epoch milliseconds when the oldest present message was sent; 0 when there is none
 * @param noisy of a standard queue what is held back, and why
 */
public record QueueCounts(
        long available,
        long inFlight,
        long delayed,
        long bytes,
        long oldestSentAt,
        long sent,
        long received,
        long deleted,
        long expired,
        long moved,
        long movedIn,
        Noisy noisy) {

    /** Messages, whatever their state. */
    public long present() {
        return available + inFlight + delayed;
    }

    /** Of a queue that holds nothing back. */
    public QueueCounts(
            long available,
            long inFlight,
            long delayed,
            long bytes,
            long oldestSentAt,
            long sent,
            long received,
            long deleted,
            long expired,
            long moved,
            long movedIn) {
        this(
                available,
                inFlight,
                delayed,
                bytes,
                oldestSentAt,
                sent,
                received,
                deleted,
                expired,
                moved,
                movedIn,
                Noisy.NONE);
    }

    /**
     * The share of noisy message groups, which are those with messages held back: at most
     * {@link Fairness#MOST_HELD_BACK} are told apart. All others are quiet.
     *
     * @param heldBack available, but behind everybody else's
     * @param inFlight of the noisy groups
     * @param oldestQuietSentAt epoch milliseconds when the oldest message was sent that is available, that nobody has
     *     received, and that is not held back; 0 when there is none
     */
    public record Noisy(int groups, long heldBack, long inFlight, long oldestQuietSentAt) {
        public static final Noisy NONE = new Noisy(0, 0, 0, 0);
    }
}
