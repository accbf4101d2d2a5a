package dev.sluice.broker.engine.queue;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A min-heap of items that know their slot in it, so that any of them, not only the first, is moved or removed in
 * logarithmic time. Four children a node and the keys in an array of their own: a step down looks at one cache line
 * instead of at four objects.
 */
public abstract class IndexedHeap<T> {

    /** The slot of an item that is not in the heap. */
    public static final int NOWHERE = -1;

    private static final int CHILDREN = 4;
    /** An emptied heap gives back arrays larger than this. */
    private static final int KEPT_CAPACITY = 1024;

    private static final long[] NO_KEYS = {};
    private static final @Nullable Object[] NO_ITEMS = {};

    private long[] keys = NO_KEYS;
    private @Nullable Object[] items = NO_ITEMS;
    private int size;

    protected abstract int slotOf(T item);

    /** The item stands in another slot now, or in none. */
    protected abstract void moved(T item, int slot);

    /** Orders items of equal keys, so that the order depends on nothing but the items. */
    protected abstract int compareEqualKeys(T one, T other);

    public final int size() {
        return size;
    }

    public final boolean isEmpty() {
        return size == 0;
    }

    /** The smallest key; {@link Long#MAX_VALUE} when the heap is empty. */
    public final long firstKey() {
        return size == 0 ? Long.MAX_VALUE : keys[0];
    }

    /** The item with the smallest key. There must be one. */
    public final T first() {
        return item(0);
    }

    /** The items in no particular order: slots 0 to {@code size() - 1}. */
    public final T inSlot(int slot) {
        return item(slot);
    }

    public final long keyInSlot(int slot) {
        return keys[slot];
    }

    public final void add(T item, long key) {
        if (size == keys.length) grow();
        siftUp(size++, item, key);
    }

    /** Gives an item of the heap another key. */
    public final void update(T item, long key) {
        int slot = slotOf(item);
        if (precedes(key, item, keys[slot], item)) siftUp(slot, item, key);
        else siftDown(slot, item, key);
    }

    public final void remove(T item) {
        int slot = slotOf(item);
        size--;
        T last = item(size);
        long lastKey = keys[size];
        items[size] = null;
        if (slot != size) {
            if (precedes(lastKey, last, keys[slot], item)) siftUp(slot, last, lastKey);
            else siftDown(slot, last, lastKey);
        }
        moved(item, NOWHERE);
        if (size == 0 && keys.length > KEPT_CAPACITY) {
            keys = NO_KEYS;
            items = NO_ITEMS;
        }
    }

    /** How many items have a key of at most this. Looks at no others but their children. */
    public final int countUpTo(long key) {
        return countUpTo(0, key);
    }

    private int countUpTo(int slot, long key) {
        if (slot >= size || keys[slot] > key) return 0;
        int count = 1;
        int firstChild = slot * CHILDREN + 1;
        for (int child = firstChild; child < firstChild + CHILDREN; child++) count += countUpTo(child, key);
        return count;
    }

    /** The same, of those wanted. */
    public final int countUpTo(long key, Predicate<T> wanted) {
        return countUpTo(0, key, wanted);
    }

    private int countUpTo(int slot, long key, Predicate<T> wanted) {
        if (slot >= size || keys[slot] > key) return 0;
        int count = wanted.test(item(slot)) ? 1 : 0;
        int firstChild = slot * CHILDREN + 1;
        for (int child = firstChild; child < firstChild + CHILDREN; child++) count += countUpTo(child, key, wanted);
        return count;
    }

    /** Throws unless each item stands behind its parent and knows its slot. */
    public final void checkInvariants() {
        for (int slot = 0; slot < size; slot++) {
            T item = item(slot);
            Check.require(slotOf(item) == slot, "%s believes it is in slot %s, not %s", item, slotOf(item), slot);
            int parent = (slot - 1) / CHILDREN;
            Check.require(
                    slot == 0 || precedes(keys[parent], item(parent), keys[slot], item),
                    "slot %s of the heap does not precede slot %s",
                    parent,
                    slot);
        }
    }

    private void siftUp(int hole, T item, long key) {
        int slot = hole;
        while (slot > 0) {
            int parent = (slot - 1) / CHILDREN;
            if (!precedes(key, item, keys[parent], item(parent))) break;
            set(slot, item(parent), keys[parent]);
            slot = parent;
        }
        set(slot, item, key);
    }

    private void siftDown(int hole, T item, long key) {
        int slot = hole;
        while (true) {
            int firstChild = slot * CHILDREN + 1;
            if (firstChild >= size) break;
            int least = firstChild;
            int end = Math.min(firstChild + CHILDREN, size);
            for (int child = firstChild + 1; child < end; child++) {
                if (precedes(keys[child], item(child), keys[least], item(least))) least = child;
            }
            if (!precedes(keys[least], item(least), key, item)) break;
            set(slot, item(least), keys[least]);
            slot = least;
        }
        set(slot, item, key);
    }

    private boolean precedes(long key, T item, long otherKey, T other) {
        return key < otherKey || (key == otherKey && compareEqualKeys(item, other) < 0);
    }

    private void set(int slot, T item, long key) {
        keys[slot] = key;
        items[slot] = item;
        moved(item, slot);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // slots below size hold items, and only items of T are put there
    private T item(int slot) {
        return (T) items[slot];
    }

    private void grow() {
        int capacity = Math.max(8, keys.length * 2);
        keys = Arrays.copyOf(keys, capacity);
        items = Arrays.copyOf(items, capacity);
    }
}
