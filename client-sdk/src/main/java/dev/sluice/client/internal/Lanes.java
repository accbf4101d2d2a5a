package dev.sluice.client.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which messages begin. Those of a FIFO queue stand in one lane for each group, which rests while messages of it
 * are at work; each of any other queue has a lane to itself. Owned by the consumer's loop.
 */
final class Lanes<T> {
    private final boolean fifo;
    private final Map<String, Lane<T>> byGroup = new HashMap<>();
    /** Those whose first message may begin, the longest waiting first. */
    private final Set<Lane<T>> ready = new LinkedHashSet<>();

    private static final class Lane<T> {
        final String group;
        final ArrayDeque<Held<T>> waiting = new ArrayDeque<>(2);
        int atWork;

        Lane(String group) {
            this.group = group;
        }
    }

    Lanes(boolean fifo) {
        this.fifo = fifo;
    }

    /** Puts it behind the others of its group. */
    void add(Held<T> held) {
        var lane = byGroup.computeIfAbsent(group(held), Lane::new);
        lane.waiting.add(held);
        if (lane.atWork == 0) ready.add(lane);
    }

    /** Whether so many may begin. */
    boolean has(int count) {
        int found = 0;
        for (Lane<T> lane : ready) {
            found += lane.waiting.size();
            if (found >= count) return true;
        }
        return false;
    }

    /** Takes up to so many that may begin; their lanes rest until each of them is {@link #gone}. */
    List<Held<T>> take(int most) {
        var taken = new ArrayList<Held<T>>(Math.min(most, 16));
        var lanes = ready.iterator();
        while (taken.size() < most && lanes.hasNext()) {
            Lane<T> lane = lanes.next();
            lanes.remove();
            while (taken.size() < most && !lane.waiting.isEmpty()) {
                taken.add(lane.waiting.remove());
                lane.atWork++;
            }
        }
        return taken;
    }

    /** One that was taken is dealt with, or given up. */
    void gone(Held<T> held) {
        Lane<T> lane = byGroup.get(group(held));
        if (lane == null || --lane.atWork > 0) return;
        if (lane.waiting.isEmpty()) byGroup.remove(lane.group);
        else ready.add(lane);
    }

    /** Takes away those of its group that have not begun. */
    List<Held<T>> takeBehind(Held<T> atWork) {
        Lane<T> lane = byGroup.get(group(atWork));
        return lane == null ? List.of() : empty(lane);
    }

    /** Takes away one that has not begun, and with it those behind; none when it has begun. */
    List<Held<T>> takeFrom(Held<T> waiting) {
        Lane<T> lane = byGroup.get(group(waiting));
        if (lane == null || !lane.waiting.contains(waiting)) return List.of();
        var before = new ArrayList<Held<T>>();
        while (lane.waiting.peek() != waiting) before.add(lane.waiting.remove());
        List<Held<T>> from = List.copyOf(lane.waiting);
        lane.waiting.clear();
        lane.waiting.addAll(before);
        forgetIfEmpty(lane);
        return from;
    }

    /** Takes away all that have not begun, groups in any order, each group in its own. */
    List<Held<T>> takeWaiting() {
        var waiting = new ArrayList<Held<T>>();
        for (Lane<T> lane : List.copyOf(byGroup.values())) waiting.addAll(empty(lane));
        return waiting;
    }

    private List<Held<T>> empty(Lane<T> lane) {
        List<Held<T>> waiting = List.copyOf(lane.waiting);
        lane.waiting.clear();
        forgetIfEmpty(lane);
        return waiting;
    }

    private void forgetIfEmpty(Lane<T> lane) {
        if (!lane.waiting.isEmpty()) return;
        ready.remove(lane);
        if (lane.atWork == 0) byGroup.remove(lane.group);
    }

    /** Lanes with messages. */
    int size() {
        return byGroup.size();
    }

    /** What its lane is called. */
    String group(Held<T> held) {
        if (!fifo) return held.id();
        String group = held.group();
        return group == null ? "" : group;
    }
}
