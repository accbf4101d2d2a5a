package dev.sluice.broker.engine.queue;

import dev.sluice.broker.model.TextHash;

/**
 * How many messages there are of each message group, by the groups' hashes. Open addressing with linear probing and no
 * boxes: it is changed at every receive and delete of a message with a group. Groups without messages take no room.
 */
final class GroupCounts {
    private static final long[] NO_GROUPS = {};
    private static final int[] NO_COUNTS = {};
    /** An emptied table longer than this is given back. */
    private static final int KEPT_CAPACITY = 1024;

    /** A power of two long, at most half full; {@link TextHash#NONE} is a hole. */
    private long[] groups = NO_GROUPS;

    private int[] counts = NO_COUNTS;
    private int size;

    /** How many groups have messages. */
    int size() {
        return size;
    }

    int of(long group) {
        return size == 0 ? 0 : counts[slot(group)];
    }

    void add(long group) {
        if (size * 2 >= groups.length) grow();
        int slot = slot(group);
        if (groups[slot] == TextHash.NONE) {
            groups[slot] = group;
            size++;
        }
        counts[slot]++;
    }

    /** There must be one of it. */
    void remove(long group) {
        int slot = slot(group);
        if (--counts[slot] > 0) return;
        size--;
        closeGap(slot);
        if (size == 0 && groups.length > KEPT_CAPACITY) {
            groups = NO_GROUPS;
            counts = NO_COUNTS;
        }
    }

    private void closeGap(int gap) {
        int mask = groups.length - 1;
        int hole = gap;
        for (int slot = (hole + 1) & mask; groups[slot] != TextHash.NONE; slot = (slot + 1) & mask) {
            int distanceFromHome = (slot - home(groups[slot])) & mask;
            if (distanceFromHome >= ((slot - hole) & mask)) {
                groups[hole] = groups[slot];
                counts[hole] = counts[slot];
                hole = slot;
            }
        }
        groups[hole] = TextHash.NONE;
        counts[hole] = 0;
    }

    /** Where the group is, or the hole where it would be. */
    private int slot(long group) {
        int mask = groups.length - 1;
        int slot = home(group);
        while (groups[slot] != group && groups[slot] != TextHash.NONE) slot = (slot + 1) & mask;
        return slot;
    }

    private int home(long group) {
        return (int) (group >>> 32) & (groups.length - 1);
    }

    private void grow() {
        long[] oldGroups = groups;
        int[] oldCounts = counts;
        groups = new long[Math.max(16, oldGroups.length * 2)];
        counts = new int[groups.length];
        for (int i = 0; i < oldGroups.length; i++) {
            if (oldGroups[i] == TextHash.NONE) continue;
            int slot = slot(oldGroups[i]);
            groups[slot] = oldGroups[i];
            counts[slot] = oldCounts[i];
        }
    }
}
