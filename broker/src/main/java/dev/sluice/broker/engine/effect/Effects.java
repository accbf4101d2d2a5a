package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.QueueId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one turn leaves to be done: rows to write, and queues in which a message became available. */
public final class Effects {
    private final List<Change> changes = new ArrayList<>();
    private final Set<QueueId> readyQueues = new LinkedHashSet<>();

    public void add(Change change) {
        changes.add(change);
    }

    /** A waiting receive of this queue may now find something, or must learn that the queue is gone. */
    public void ready(QueueId queue) {
        readyQueues.add(queue);
    }

    public List<Change> changes() {
        return Collections.unmodifiableList(changes);
    }

    public Set<QueueId> readyQueues() {
        return Collections.unmodifiableSet(readyQueues);
    }

    /** Hands them over and forgets them. */
    public void takeReadyQueues(Collection<QueueId> to) {
        to.addAll(readyQueues);
        readyQueues.clear();
    }

    /** Empties it for the next turn. */
    public void clear() {
        changes.clear();
        readyQueues.clear();
    }
}
