package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Fairness;
import java.util.Arrays;
import java.util.List;

/**
 * Who sent the latest messages of lane 0. They are counted in stretches: one ends when it is full, or when the cursor has
 * passed its first message, so that everything counted still waits.
 *
 * <p>Room for a few groups only, after Misra and Gries: when there is none for another, all counts go down by one. None is
 * ever too high, and in a stretch of n messages none is too low by more than n / 17.
 */
final class RecentGroups {
    private static final int MOST = Fairness.MOST_RECENT;

    private final int stretch;
    private final long[] groups = new long[MOST];
    private final int[] counts = new int[MOST];
    private int size;
    /** The stretch's first sequence in lane 0; of no meaning while no group is counted. */
    private long from;

    /** @param stretch how many messages of lane 0, with or without a group, one stretch has at most */
    RecentGroups(int stretch, Fairness fairness) {
        this.stretch = stretch;
        this.from = fairness.recentFrom();
        for (Fairness.Recent recent : fairness.recent()) append(recent.group(), recent.count());
    }

    /** How many messages of the stretch the group has at least. */
    int count(long group) {
        int slot = find(group);
        return slot < size ? counts[slot] : 0;
    }

    /** Begins another stretch if this one has ended, with lane 0 as it is before a send. */
    void advance(AvailableLane lane) {
        if (size > 0 && lane.nextSequence() - from < stretch && !hasEnded(lane)) return;
        size = 0;
        from = lane.nextSequence();
    }

    void add(long group) {
        int slot = find(group);
        if (slot < size) counts[slot]++;
        else if (size < MOST) append(group, 1);
        else takeOneFromEach();
    }

    List<Fairness.Recent> rows(AvailableLane lane) {
        if (size == 0 || hasEnded(lane)) return List.of();
        var rows = new Fairness.Recent[size];
        for (int i = 0; i < size; i++) rows[i] = new Fairness.Recent(groups[i], counts[i]);
        return List.of(rows);
    }

    long from() {
        return from;
    }

    private boolean hasEnded(AvailableLane lane) {
        return lane.cursor().sequence() > from;
    }

    private void append(long group, int count) {
        groups[size] = group;
        counts[size++] = count;
    }

    private void takeOneFromEach() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (counts[i] == 1) continue;
            groups[kept] = groups[i];
            counts[kept++] = counts[i] - 1;
        }
        size = kept;
    }

    private int find(long group) {
        int slot = 0;
        while (slot < size && groups[slot] != group) slot++;
        return slot;
    }

    @Override
    public String toString() {
        return from + " " + Arrays.toString(groups) + " " + Arrays.toString(counts);
    }
}
