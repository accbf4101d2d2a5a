package dev.sluice.broker.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the request bodies held over all connections together. Shared by the event loops. */
final class BodyBudget {

    private final long maxBytes;
    private final AtomicLong held;

    BodyBudget(long maxBytes, AtomicLong held) {
        this.maxBytes = maxBytes;
        this.held = held;
    }

    /** @return false, with nothing reserved, when that would be too much */
    boolean reserve(int bytes) {
        if (held.addAndGet(bytes) <= maxBytes) return true;
        held.addAndGet(-bytes);
        return false;
    }

    void release(int bytes) {
        if (bytes != 0) held.addAndGet(-bytes);
    }
}
