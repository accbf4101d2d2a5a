package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.ForwardingRestoration;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.model.Position;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Looks over a restoration's shoulder: what it is told of live logs says where the dead rows of earlier runs are. */
final class DeadRowsAtStart extends ForwardingRestoration {
    private final DeadRows deadRows;
    private final NavigableSet<Long> liveLogs = new TreeSet<>();
    private long nextLogId;

    DeadRowsAtStart(Restoration restoration, DeadRows deadRows) {
        super(restoration);
        this.deadRows = deadRows;
    }

    /** The restoration is complete: log ids are never used again, so those between the live ones are dead. */
    void noteRemovedLogs() {
        long from = 0;
        for (long live : liveLogs) {
            if (from < live) deadRows.removed(from, live);
            from = live + 1;
        }
        if (from < nextLogId) deadRows.removed(from, nextLogId);
    }

    @Override
    public void shard(ShardHead head) {
        nextLogId = head.nextLogId();
        super.shard(head);
    }

    @Override
    public void queue(QueueRecord queue) {
        liveLogs.add(queue.logId());
        super.queue(queue);
    }

    @Override
    public void topic(TopicRecord topic) {
        liveLogs.add(topic.logId());
        super.topic(topic);
    }

    @Override
    public void topicHead(long logId, TopicHead head) {
        liveLogs.add(logId);
        if (head.archivedFrom() > 1) deadRows.swept(logId, Position.available(head.archivedFrom()));
        super.topicHead(logId, head);
    }

    @Override
    public void head(long logId, QueueHead head) {
        liveLogs.add(logId);
        if (head.swept() > 1) deadRows.swept(logId, Position.available(head.swept()));
        if (!head.delayedSwept().equals(QueueHead.START)) deadRows.swept(logId, head.delayedSwept());
        long heldBackSwept = head.fairness().swept();
        if (heldBackSwept > 1) deadRows.swept(logId, Position.heldBack(heldBackSwept));
        super.head(logId, head);
    }
}
