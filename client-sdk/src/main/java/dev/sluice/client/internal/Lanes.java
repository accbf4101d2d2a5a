package dev.sluice.client.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a FIFO queue by group, in their order. The first of each lane is the one at work. Owned by the consumer's loop.
 */
final class Lanes<T> {
    private final Map<String, ArrayDeque<Held<T>>> byGroup = new HashMap<>();

    /** Puts it behind the others of its group; true when there are none, so that it may begin. */
    boolean add(Held<T> held) {
        var lane = byGroup.computeIfAbsent(group(held), group -> new ArrayDeque<>());
        lane.add(held);
        return lane.size() == 1;
    }

    /** Takes away the first of its group; the next one, which may now begin, or null. */
    @Nullable
    Held<T> next(Held<T> first) {
        var lane = byGroup.get(group(first));
        if (lane == null || lane.peek() != first) return null;
        lane.remove();
        if (lane.isEmpty()) byGroup.remove(group(first));
        return lane.peek();
    }

    /** Takes away those behind the first of its group. */
    List<Held<T>> takeBehind(Held<T> first) {
        var lane = byGroup.get(group(first));
        if (lane == null || lane.peek() != first) return List.of();
        lane.remove();
        var behind = List.copyOf(lane);
        lane.clear();
        lane.add(first);
        return behind;
    }

    /** Takes away all that have not begun, groups in any order, each group in its own. */
    List<Held<T>> takeWaiting() {
        var waiting = new ArrayList<Held<T>>();
        for (var lane : byGroup.values()) {
            Held<T> first = lane.remove();
            waiting.addAll(lane);
            lane.clear();
            lane.add(first);
        }
        return waiting;
    }

    /** Takes away one that has not begun. */
    void remove(Held<T> waiting) {
        var lane = byGroup.get(group(waiting));
        if (lane != null) lane.remove(waiting);
    }

    /** Groups with a message at work. */
    int size() {
        return byGroup.size();
    }

    private static String group(Held<?> held) {
        String group = held.group();
        return group == null ? "" : group;
    }
}
