package dev.sluice.broker.engine;

import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.model.QueueId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The queues of a shard by name and by log: hashed to be found, ordered to be walked. */
final class Queues {
    private final Map<QueueId, QueueMachine> byId = new HashMap<>();
    private final Map<Long, QueueMachine> byLogId = new HashMap<>();
    private final NavigableMap<QueueId, QueueMachine> inOrder = new TreeMap<>();

    @Nullable
    QueueMachine find(QueueId id) {
        return byId.get(id);
    }

    @Nullable
    QueueMachine ofLog(long logId) {
        return byLogId.get(logId);
    }

    void add(QueueMachine queue) {
        byId.put(queue.id(), queue);
        byLogId.put(queue.logId(), queue);
        inOrder.put(queue.id(), queue);
    }

    void remove(QueueMachine queue) {
        byId.remove(queue.id());
        byLogId.remove(queue.logId());
        inOrder.remove(queue.id());
    }

    Collection<QueueMachine> all() {
        return Collections.unmodifiableCollection(inOrder.values());
    }

    /** Ids from this one on, in order. */
    Collection<QueueId> idsFrom(QueueId first, boolean inclusive) {
        return Collections.unmodifiableCollection(
                inOrder.tailMap(first, inclusive).keySet());
    }
}
