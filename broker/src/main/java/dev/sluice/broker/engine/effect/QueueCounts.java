package dev.sluice.broker.engine.effect;

/**
 * A queue's exact counts at one instant, and its totals since it was created; what a purge removed counts as deleted.
 *
 * @param moved to another queue
 * @param movedIn from another queue, which does not count as sent
 * @param oldestSentAt epoch milliseconds when the oldest present message was sent; 0 when there is none
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
        long movedIn) {}
