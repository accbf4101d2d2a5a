package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Position;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Looks over a restoration's shoulder: what it is told of live logs says where the dead rows of earlier runs are. */
final class DeadRowsAtStart implements Restoration {
    private final Restoration restoration;
    private final DeadRows deadRows;
    private final NavigableSet<Long> liveLogs = new TreeSet<>();
    private long nextLogId;

    DeadRowsAtStart(Restoration restoration, DeadRows deadRows) {
        this.restoration = restoration;
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
        restoration.shard(head);
    }

    @Override
    public void queue(QueueRecord queue) {
        liveLogs.add(queue.logId());
        restoration.queue(queue);
    }

    @Override
    public void moveTask(MoveTask task) {
        restoration.moveTask(task);
    }

    @Override
    public void topic(TopicRecord topic) {
        liveLogs.add(topic.logId());
        restoration.topic(topic);
    }

    @Override
    public void subscription(SubscriptionRecord subscription) {
        restoration.subscription(subscription);
    }

    @Override
    public void replay(Replay replay) {
        restoration.replay(replay);
    }

    @Override
    public void topicHead(long logId, TopicHead head) {
        liveLogs.add(logId);
        if (head.archivedFrom() > 1) deadRows.swept(logId, Position.available(head.archivedFrom()));
        restoration.topicHead(logId, head);
    }

    @Override
    public void hold(Hold hold) {
        restoration.hold(hold);
    }

    @Override
    public void head(long logId, QueueHead head) {
        liveLogs.add(logId);
        if (head.swept() > 1) deadRows.swept(logId, Position.available(head.swept()));
        if (!head.delayedSwept().equals(QueueHead.START)) deadRows.swept(logId, head.delayedSwept());
        long heldBackSwept = head.fairness().swept();
        if (heldBackSwept > 1) deadRows.swept(logId, Position.heldBack(heldBackSwept));
        restoration.head(logId, head);
    }

    @Override
    public void due(long logId, long dueAt, int count) {
        restoration.due(logId, dueAt, count);
    }

    @Override
    public void touched(long logId, Position position, Touched touched) {
        restoration.touched(logId, position, touched);
    }
}
