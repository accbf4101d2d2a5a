package dev.sluice.broker.api;

import dev.sluice.broker.model.Consumers;
import dev.sluice.broker.model.QueueId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who receives from which queue, on whatever event loop. Any thread. */
public final class Polls {
    private final InstantSource clock;
    private final List<PollTable> tables = new CopyOnWriteArrayList<>();

    public Polls(InstantSource clock) {
        this.clock = clock;
    }

    /** For one event loop. */
    PollTable table() {
        var table = new PollTable(clock);
        tables.add(table);
        return table;
    }

    /** Those of each queue that received within a minute, or twice the time they were ready to wait. */
    public Map<QueueId, Consumers> consumers() {
        var pollers = new HashMap<QueueId, Map<Long, Poller.Seen>>();
        for (PollTable table : tables) table.tell(pollers);
        var consumers = new HashMap<QueueId, Consumers>();
        pollers.forEach((queue, its) -> consumers.put(queue, counted(its.values())));
        return consumers;
    }

    private static Consumers counted(Collection<Poller.Seen> all) {
        long active = 0;
        long idle = 0;
        long draining = 0;
        long announcing = 0;
        long hands = 0;
        for (Poller.Seen each : all) {
            if (each.draining()) {
                draining++;
                continue;
            }
            if (each.active()) active++;
            else idle++;
            if (each.concurrency() > 0) announcing++;
            hands += each.concurrency();
        }
        return new Consumers(active, idle, draining, announcing == 0 ? 0 : (double) hands / announcing);
    }
}
