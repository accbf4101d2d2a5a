package dev.sluice.broker.scaling;

import dev.sluice.broker.model.Consumers;

/**
 * What is to be seen of a queue at one instant. A message received too often is a suspect, and is counted nowhere else.
 *
 * @param at epoch milliseconds
 * @param visible may be received now
 * @param inFlight received, and neither deleted nor back
 * @param delayed not visible yet
 * @param dueSoon of the delayed, those that a worker started now would meet
 * @param suspects visible or in flight after more receives than a sound message takes
 * @param oldestAgeSeconds since the oldest message present was sent; 0 when there is none
 * @param openSeconds how long those in flight have been held, added up
 * @param groups of a FIFO queue, how many message groups have work; {@link #NO_GROUPS} where nothing is held back by them
 * @param consumers who receives
 */
public record Snapshot(
        long at,
        long visible,
        long inFlight,
        long delayed,
        long dueSoon,
        long suspects,
        double oldestAgeSeconds,
        double openSeconds,
        long groups,
        Consumers consumers,
        Counters counters) {

    public static final long NO_GROUPS = -1;

    /** What there is to do, or is being done, for sound workers. */
    public long work() {
        return visible + inFlight;
    }

    /**
     * What has happened since some beginning; only differences count.
     *
     * @param arrivals messages that came, each once
     * @param completions messages deleted after a receive
     * @param failures receives that ended without a deletion: the message came back. Those of suspects do not count
     * @param heldSeconds how long the completed were held, from their last receive on, added up; of those whose consumers
     *     said how long they worked on them, only that
     * @param idleSeconds how much longer these lay with their consumers, before and after
     */
    public record Counters(long arrivals, long completions, long failures, double heldSeconds, double idleSeconds) {
        public static final Counters NONE = new Counters(0, 0, 0, 0);

        /** Of consumers that say nothing. */
        public Counters(long arrivals, long completions, long failures, double heldSeconds) {
            this(arrivals, completions, failures, heldSeconds, 0);
        }
    }
}
