package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.engine.effect.MobileRow;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a store handed to its restoration. */
final class Restored implements Restoration {
    final List<String> kinds = new ArrayList<>();
    final Map<Long, QueueHead> heads = new TreeMap<>();
    final List<MobileRow> mobile = new ArrayList<>();
    final List<QueueRecord> queues = new ArrayList<>();
    final List<MoveTask> moveTasks = new ArrayList<>();
    final List<TopicRecord> topics = new ArrayList<>();
    final List<SubscriptionRecord> subscriptions = new ArrayList<>();
    final Map<Long, TopicHead> topicHeads = new TreeMap<>();
    final List<Replay> replays = new ArrayList<>();
    final List<Hold> holds = new ArrayList<>();
    final Map<String, Integer> due = new TreeMap<>();
    final Map<String, Touched> touched = new TreeMap<>();

    @Nullable
    ShardHead shard;

    static Restored from(Store store) {
        var restored = new Restored();
        store.restore(restored);
        return restored;
    }

    static String at(long logId, Position position) {
        return logId + "/" + position.dueAt() + "/" + position.sequence();
    }

    @Override
    public void shard(ShardHead head) {
        saw("shard");
        shard = head;
    }

    @Override
    public void mobile(MobileRow row) {
        saw("mobile");
        mobile.add(row);
    }

    @Override
    public void queue(QueueRecord queue) {
        saw("queue");
        queues.add(queue);
    }

    @Override
    public void moveTask(MoveTask task) {
        saw("move task");
        moveTasks.add(task);
    }

    @Override
    public void topic(TopicRecord topic) {
        saw("topic");
        topics.add(topic);
    }

    @Override
    public void subscription(SubscriptionRecord subscription) {
        saw("subscription");
        subscriptions.add(subscription);
    }

    @Override
    public void replay(Replay replay) {
        saw("replay");
        replays.add(replay);
    }

    @Override
    public void topicHead(long logId, TopicHead head) {
        saw("head");
        topicHeads.put(logId, head);
    }

    @Override
    public void hold(Hold hold) {
        saw("hold");
        holds.add(hold);
    }

    @Override
    public void head(long logId, QueueHead head) {
        saw("head");
        heads.put(logId, head);
    }

    @Override
    public void due(long logId, long dueAt, int count) {
        saw("due");
        due.put(logId + "/" + dueAt, count);
    }

    @Override
    public void touched(long logId, Position position, Touched state) {
        saw("touched");
        touched.put(at(logId, position), state);
    }

    private void saw(String kind) {
        if (kinds.isEmpty() || !kinds.get(kinds.size() - 1).equals(kind)) kinds.add(kind);
    }
}
