package dev.sluice.broker.trigger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Bytes of messages in the hands of all triggers. One receive of each may exceed it. Owned by the triggers' thread. */
final class Budget {
    private final long most;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private long held;

    Budget(long most) {
        this.most = most;
    }

    boolean hasRoom() {
        return held < most;
    }

    void take(long bytes) {
        held += bytes;
    }

    void give(long bytes) {
        held -= bytes;
        if (!hasRoom() || waiting.isEmpty()) return;
        List<Runnable> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(Runnable::run);
    }

    /** Runs it once when there is room. */
    void await(Runnable then) {
        waiting.add(then);
    }
}
