package dev.sluice.broker.model;

/**
 * A message's place in its queue's log. Messages that could be received when they arrived stand in lane 0 by sequence;
 * delayed ones, and those that came from another queue, stand in lane 1 by due time, then sequence; those of noisy
 * message groups are held back in lane 2, by sequence. Each lane numbers its own arrivals, dense from 1.
 *
 * @param dueAt 0 in lane 0; in lane 1 the instant, in epoch milliseconds, at which the message can first be received;
 *     {@link #HELD_BACK} in lane 2
 */
public record Position(long dueAt, long sequence) implements Comparable<Position> {
    /** Behind every instant, as lane 2 is behind the others. */
    public static final long HELD_BACK = Long.MAX_VALUE;

    public static Position available(long sequence) {
        return new Position(0, sequence);
    }

    public static Position heldBack(long sequence) {
        return new Position(HELD_BACK, sequence);
    }

    /** The first position behind this one in its lane. */
    public Position next() {
        return new Position(dueAt, sequence + 1);
    }

    public boolean isDelayed() {
        return dueAt != 0 && dueAt != HELD_BACK;
    }

    public boolean isHeldBack() {
        return dueAt == HELD_BACK;
    }

    @Override
    public int compareTo(Position other) {
        int byDue = Long.compare(dueAt, other.dueAt);
        return byDue != 0 ? byDue : Long.compare(sequence, other.sequence);
    }
}
