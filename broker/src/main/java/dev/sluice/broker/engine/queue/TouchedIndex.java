package dev.sluice.broker.engine.queue;

import dev.sluice.broker.model.Position;
import org.jspecify.annotations.Nullable;

/**
 * Touched messages by position. Open addressing with linear probing over the messages themselves: no entry objects, no
 * boxed keys, six to twelve bytes a message. Only looked up in, never walked.
 */
final class TouchedIndex {
    private static final @Nullable TouchedMessage[] EMPTY = {};
    /** An emptied index gives back a table larger than this. */
    private static final int KEPT_CAPACITY = 2048;

    /** A power of two long, at most two thirds full; an item stands at or behind its home slot, without a hole between. */
    private @Nullable TouchedMessage[] table = EMPTY;

    private int size;

    int size() {
        return size;
    }

    @Nullable
    TouchedMessage find(long dueAt, long sequence) {
        if (size == 0) return null;
        int mask = table.length - 1;
        for (int slot = home(dueAt, sequence); ; slot = (slot + 1) & mask) {
            TouchedMessage message = table[slot];
            if (message == null) return null;
            if (message.sequence == sequence && message.dueAt == dueAt) return message;
        }
    }

    /** Adds a message that is not in it. */
    void add(TouchedMessage message) {
        if (size * 3 >= table.length * 2) grow();
        insert(message);
        size++;
    }

    /** Removes a message that is in it, and closes the gap so that no marker of it stays. */
    void remove(TouchedMessage message) {
        int mask = table.length - 1;
        int hole = home(message.dueAt, message.sequence);
        while (table[hole] != message) hole = (hole + 1) & mask;
        for (int slot = (hole + 1) & mask; ; slot = (slot + 1) & mask) {
            TouchedMessage next = table[slot];
            if (next == null) break;
            int distanceFromHome = (slot - home(next.dueAt, next.sequence)) & mask;
            if (distanceFromHome >= ((slot - hole) & mask)) {
                table[hole] = next;
                hole = slot;
            }
        }
        table[hole] = null;
        size--;
        if (size == 0 && table.length > KEPT_CAPACITY) table = EMPTY;
    }

    private void insert(TouchedMessage message) {
        int mask = table.length - 1;
        int slot = home(message.dueAt, message.sequence);
        while (table[slot] != null) slot = (slot + 1) & mask;
        table[slot] = message;
    }

    private void grow() {
        @Nullable TouchedMessage[] old = table;
        table = new @Nullable TouchedMessage[Math.max(16, old.length * 2)];
        for (TouchedMessage message : old) if (message != null) insert(message);
    }

    /** Sequences of the lanes overlap, so the lane goes into the hash. */
    private int home(long dueAt, long sequence) {
        long key = dueAt == 0 ? sequence : dueAt == Position.HELD_BACK ? sequence + (1L << 32) : ~sequence;
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (table.length - 1);
    }
}
