package dev.sluice.broker.shard;

import org.jspecify.annotations.Nullable;

/** The one thread that may touch a shard's state. */
final class Owner {
    private @Nullable Thread thread;

    /** Makes the calling thread the owner. */
    void claim() {
        thread = Thread.currentThread();
    }

    void check() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException(
                    "shard state touched by " + Thread.currentThread().getName() + ", owned by " + thread);
        }
    }
}
