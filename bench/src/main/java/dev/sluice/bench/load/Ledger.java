package dev.sluice.bench.load;

import java.util.BitSet;

/** Which messages were sent, acknowledged and received. Owned by the loop thread. */
public final class Ledger {
    private final BitSet acknowledged = new BitSet();
    private final BitSet received = new BitSet();
    private int next;
    private long duplicates;

    /** Numbers {@code count} new messages; the first of the numbers. */
    long take(int count) {
        int first = next;
        next = Math.addExact(next, count);
        return first;
    }

    void acknowledge(long first, int count) {
        acknowledged.set((int) first, (int) first + count);
    }

    void receive(long sequence) {
        if (received.get((int) sequence)) duplicates++;
        received.set((int) sequence);
    }

    public long sent() {
        return next;
    }

    /** Received more often than once. */
    public long duplicates() {
        return duplicates;
    }

    /** Acknowledged and not yet received. */
    public long missing() {
        var missing = (BitSet) acknowledged.clone();
        missing.andNot(received);
        return missing.cardinality();
    }
}
