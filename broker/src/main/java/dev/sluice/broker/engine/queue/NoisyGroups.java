package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Fairness;
import java.util.List;

/**
 * Which message groups are noisy, so that what they send is held back behind everybody else's. Judged when a message
 * arrives. With the usual limit, a group is noisy
 *
 * <ul>
 *   <li>if it has 30 messages in flight, and more than a tenth of all: AWS's rule;
 *   <li>or if 30 of the latest 300 in lane 0 are its own, and all of those wait: so a flood that nobody consumes yet does
 *       not stand before the others either;
 *   <li>and from then on until none of its messages is held back, which keeps them in order.
 * </ul>
 *
 * A deep lane 0 is made of stretches of 300, and in none does a group get more than 30 places, or 47 when more than 16
 * groups send to it. Hence that is what one noisy group has in front of a message of another, for each 300 that wait
 * there. A message without a group is never noisy.
 */
final class NoisyGroups {
    /** A group with more than one in so many has too large a share. */
    private static final int SHARE = 10;

    private final int noisyFrom;
    private final RecentGroups recent;
    private final HeldBackGroups heldBack;

    NoisyGroups(int noisyFrom, Fairness fairness) {
        this.noisyFrom = noisyFrom;
        recent = new RecentGroups(noisyFrom * SHARE, fairness);
        heldBack = new HeldBackGroups(fairness);
    }

    /** @param heldBackCursor the sequence that lane 2 has got to */
    boolean isNoisy(long group, AvailableLane available, long heldBackCursor, TouchedMessages touched) {
        recent.advance(available);
        int inFlight = touched.hiddenOf(group);
        return heldBack.has(group, heldBackCursor)
                || (inFlight >= noisyFrom && (long) inFlight * SHARE > touched.hidden())
                || recent.count(group) >= noisyFrom;
    }

    /** A message of the group goes to lane 0. */
    void sent(long group) {
        recent.add(group);
    }

    /** A message of the group goes to lane 2, with this sequence. */
    void heldBack(long group, long sequence) {
        heldBack.put(group, sequence);
    }

    /** Those with messages held back: at most {@link Fairness#MOST_HELD_BACK} are told apart. */
    List<Fairness.HeldBack> heldBack(long heldBackCursor) {
        return heldBack.rows(heldBackCursor);
    }

    RecentGroups recent() {
        return recent;
    }
}
