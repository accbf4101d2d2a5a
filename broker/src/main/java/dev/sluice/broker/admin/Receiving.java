package dev.sluice.broker.admin;

import dev.sluice.broker.model.Consumers;
import dev.sluice.broker.model.QueueId;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is known of those who receive, but not to the machine. Asked on any thread.
 *
 * @param consumers who receives from which queue now
 * @param inVain how often they found each queue empty, since the start
 */
public record Receiving(Supplier<Map<QueueId, Consumers>> consumers, Supplier<Map<QueueId, Long>> inVain) {
    static final Receiving UNSEEN = new Receiving(Map::of, Map::of);
}
