package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.model.Position;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the order of their positions. Nearly every one is added behind the last and taken from the front, so it is
 * an array with two ends; a delayed message that is due before others moves those behind it.
 */
final class MessageRun {
    private static final StoredMessage[] EMPTY = {};
    /** A cleared run gives back an array larger than this. */
    private static final int KEPT_CAPACITY = 64;

    private StoredMessage[] messages = EMPTY;
    private int from;
    private int to;

    int size() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    /** The message at an index of 0 to {@code size() - 1}. */
    StoredMessage get(int index) {
        return messages[from + index];
    }

    StoredMessage first() {
        return messages[from];
    }

    void insert(StoredMessage message) {
        int index = size();
        if (index > 0 && message.position().compareTo(get(index - 1).position()) < 0) {
            index = indexFrom(message.position());
        }
        if (to == messages.length) makeRoom();
        int slot = from + index;
        System.arraycopy(messages, slot, messages, slot + 1, to - slot);
        messages[slot] = message;
        to++;
    }

    @SuppressWarnings("NullAway") // slots outside from and to are never read
    StoredMessage removeFirst() {
        StoredMessage message = messages[from];
        messages[from++] = null;
        if (from == to) from = to = 0;
        return message;
    }

    @SuppressWarnings("NullAway") // slots outside from and to are never read
    StoredMessage removeLast() {
        StoredMessage message = messages[--to];
        messages[to] = null;
        return message;
    }

    /** Takes out the message at exactly this position, or answers null. */
    @SuppressWarnings("NullAway") // slots outside from and to are never read
    @Nullable
    StoredMessage remove(Position position) {
        int index = indexFrom(position);
        if (index == size() || !get(index).position().equals(position)) return null;
        if (index == 0) return removeFirst();
        StoredMessage message = get(index);
        int slot = from + index;
        System.arraycopy(messages, slot + 1, messages, slot, to - slot - 1);
        messages[--to] = null;
        return message;
    }

    /** The message at exactly this position, or null. */
    @Nullable
    StoredMessage find(Position position) {
        int index = indexFrom(position);
        return index < size() && get(index).position().equals(position) ? get(index) : null;
    }

    /** The index of the first message at or behind the position. */
    int indexFrom(Position position) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).position().compareTo(position) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    @SuppressWarnings("NullAway") // slots outside from and to are never read
    void clear() {
        if (messages.length > KEPT_CAPACITY) messages = EMPTY;
        else Arrays.fill(messages, from, to, null);
        from = to = 0;
    }

    private void makeRoom() {
        int size = size();
        if (from > messages.length / 2) {
            System.arraycopy(messages, from, messages, 0, size);
            Arrays.fill(messages, size, to, null);
        } else {
            StoredMessage[] larger = new StoredMessage[Math.max(8, messages.length * 2)];
            System.arraycopy(messages, from, larger, 0, size);
            messages = larger;
        }
        from = 0;
        to = size;
    }
}
