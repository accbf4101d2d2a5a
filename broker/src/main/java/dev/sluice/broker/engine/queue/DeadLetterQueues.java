package dev.sluice.broker.engine.queue;

import dev.sluice.broker.model.QueueId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queues that redrive policies name, whether they exist or not. */
public final class DeadLetterQueues {
    private final Map<QueueId, Integer> policies = new HashMap<>();

    /** Another policy names the queue; null for a policy that is not there. */
    public void add(@Nullable QueueId named) {
        if (named != null) policies.merge(named, 1, Integer::sum);
    }

    /** One policy names it no more; null as in {@link #add}. */
    public void remove(@Nullable QueueId named) {
        if (named != null) policies.computeIfPresent(named, (queue, count) -> count == 1 ? null : count - 1);
    }

    public boolean contains(QueueId queue) {
        return policies.containsKey(queue);
    }
}
