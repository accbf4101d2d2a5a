package dev.sluice.broker.store;

import java.util.concurrent.atomic.AtomicLong;

/** What messages that were read early may weigh together, in bytes. One read more than that may be under way. */
final class ReadBudget {
    private final long bytes;
    private final AtomicLong spent = new AtomicLong();

    ReadBudget(long bytes) {
        this.bytes = bytes;
    }

    boolean hasRoom() {
        return spent.get() < bytes;
    }

    void spend(long weight) {
        spent.addAndGet(weight);
    }

    long spent() {
        return spent.get();
    }
}
