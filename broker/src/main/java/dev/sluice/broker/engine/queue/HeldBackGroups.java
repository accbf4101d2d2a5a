package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Fairness;
import java.util.List;

/**
 * Groups that have messages in lane 2, each with the sequence of its last one there: once the cursor is past that, the
 * group's backlog is gone. Of too many the one that has sent nothing for longest is forgotten.
 */
final class HeldBackGroups {
    private static final int MOST = Fairness.MOST_HELD_BACK;

    /** In the order of their last sequences. */
    private final long[] groups = new long[MOST];

    private final long[] lasts = new long[MOST];
    private int size;

    HeldBackGroups(Fairness fairness) {
        for (Fairness.HeldBack held : fairness.heldBack()) put(held.group(), held.last());
    }

    /** Whether messages of it wait, with lane 2's cursor at this sequence. */
    boolean has(long group, long cursor) {
        for (int i = size - 1; i >= 0 && lasts[i] >= cursor; i--) if (groups[i] == group) return true;
        return false;
    }

    /** A message of the group gets this sequence, the highest so far. */
    void put(long group, long sequence) {
        int slot = 0;
        while (slot < size && groups[slot] != group) slot++;
        if (slot == size) {
            if (size < MOST) size++;
            else slot = 0;
        }
        System.arraycopy(groups, slot + 1, groups, slot, size - 1 - slot);
        System.arraycopy(lasts, slot + 1, lasts, slot, size - 1 - slot);
        groups[size - 1] = group;
        lasts[size - 1] = sequence;
    }

    /** Those of which messages wait. */
    List<Fairness.HeldBack> rows(long cursor) {
        int first = 0;
        while (first < size && lasts[first] < cursor) first++;
        if (first == size) return List.of();
        var rows = new Fairness.HeldBack[size - first];
        for (int i = first; i < size; i++) rows[i - first] = new Fairness.HeldBack(groups[i], lasts[i]);
        return List.of(rows);
    }
}
