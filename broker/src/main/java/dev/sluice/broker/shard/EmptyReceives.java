package dev.sluice.broker.shard;

import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often clients were answered that a queue has nothing, since the start. The machine does not know it: a wait that ends
 * never reaches it. Counted by the shard thread, read by anybody.
 */
final class EmptyReceives {
    private final ConcurrentHashMap<QueueId, Long> counts = new ConcurrentHashMap<>();

    void count(QueueId queue) {
        if (!SubscriptionId.isInternal(queue)) counts.merge(queue, 1L, Long::sum);
    }

    /** The queue is gone, and another may take its name. */
    void forget(QueueId queue) {
        counts.remove(queue);
    }

    Map<QueueId, Long> counts() {
        return Map.copyOf(counts);
    }
}
