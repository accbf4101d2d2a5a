package dev.sluice.broker.engine.effect;

import java.util.List;

/**
 * What fair delivery must remember of a standard queue: where lane 2 has got to, and which message groups it has lately
 * heard from. Groups go by the hashes of their ids.
 *
 * @param next the sequence the next message of lane 2 will get
 * @param cursor lane 2: every message at or beyond it has never been received
 * @param swept lane 2: rows before it have been given to range deletes
 * @param recentFrom the sequence of lane 0 from which the recent are counted; 0 when there are none
 * @param recent groups with messages in lane 0 at or beyond it, as far as they are counted; at most {@link #MOST_RECENT}
 * @param heldBack groups with messages in lane 2 at or beyond its cursor, the one that got one last at the end; at most
 *     {@link #MOST_HELD_BACK}
 */
public record Fairness(
        long next, long cursor, long swept, long recentFrom, List<Recent> recent, List<HeldBack> heldBack) {
    public static final int MOST_RECENT = 16;
    public static final int MOST_HELD_BACK = 32;

    public static final Fairness NONE = new Fairness(1, 1, 1, 0, List.of(), List.of());

    /** A group that has sent at least so many. */
    public record Recent(long group, int count) {}

    /** A group whose last message in lane 2 has this sequence. */
    public record HeldBack(long group, long last) {}

    public Fairness {
        recent = List.copyOf(recent);
        heldBack = List.copyOf(heldBack);
    }
}
