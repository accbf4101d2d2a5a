package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Accepted;
import dev.sluice.broker.engine.effect.AcceptedRequest;
import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.engine.effect.MobileChange;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicChange;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.DeduplicationKey;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of a simulated store. */
final class SimulatedRows {
    private final NavigableMap<QueueId, QueueRecord> queues = new TreeMap<>();
    private final NavigableMap<QueueId, NavigableMap<Long, MoveTask>> moveTasks = new TreeMap<>();
    private final NavigableMap<QueueId, NavigableMap<Hold.Action, Hold>> holds = new TreeMap<>();
    private final NavigableMap<TopicId, TopicRecord> topics = new TreeMap<>();
    private final NavigableMap<SubscriptionId, SubscriptionRecord> subscriptions = new TreeMap<>();
    private final NavigableMap<SubscriptionId, Replay> replays = new TreeMap<>();
    private final NavigableMap<Long, TopicHead> topicHeads = new TreeMap<>();
    private final NavigableMap<Long, QueueHead> heads = new TreeMap<>();
    private final NavigableMap<Long, NavigableMap<Position, StoredMessage>> messages = new TreeMap<>();
    private final NavigableMap<Long, NavigableMap<Position, Touched>> touched = new TreeMap<>();
    private final NavigableMap<Long, NavigableMap<Long, Integer>> due = new TreeMap<>();
    private final NavigableMap<Long, NavigableSet<Grouped>> grouped = new TreeMap<>();
    private final NavigableMap<Long, Map<DeduplicationKey, Accepted>> accepted = new TreeMap<>();
    private final NavigableMap<Long, Map<DeduplicationKey, AcceptedRequest>> acceptedRequests = new TreeMap<>();
    private final SimulatedMobileRows mobile = new SimulatedMobileRows();
    private @Nullable ShardHead shard;

    record Grouped(long group, long sequence) implements Comparable<Grouped> {
        @Override
        public int compareTo(Grouped other) {
            int byGroup = Long.compareUnsigned(group, other.group);
            return byGroup != 0 ? byGroup : Long.compare(sequence, other.sequence);
        }
    }

    NavigableMap<Position, StoredMessage> messages(long logId) {
        return of(messages, logId);
    }

    NavigableSet<Grouped> grouped(long logId) {
        return grouped.computeIfAbsent(logId, absent -> new TreeSet<>());
    }

    Map<DeduplicationKey, Accepted> accepted(long logId) {
        return accepted.computeIfAbsent(logId, absent -> new HashMap<>());
    }

    Map<DeduplicationKey, AcceptedRequest> acceptedRequests(long logId) {
        return acceptedRequests.computeIfAbsent(logId, absent -> new HashMap<>());
    }

    void apply(List<Change> changes, ShardHead head) {
        for (Change change : changes) apply(change);
        shard = head;
    }

    private void apply(Change change) {
        if (change instanceof Change.PutQueue put) queues.put(put.queue().id(), put.queue());
        else if (change instanceof Change.RemoveQueue remove) queues.remove(remove.queue());
        else if (change instanceof Change.PutHold put) putHold(put.hold());
        else if (change instanceof Change.RemoveHold remove)
            of(holds, remove.queue()).remove(remove.action());
        else if (change instanceof Change.PutMoveTask put)
            of(moveTasks, put.task().source()).put(put.task().number(), put.task());
        else if (change instanceof Change.RemoveMoveTask remove)
            of(moveTasks, remove.source()).remove(remove.number());
        else if (change instanceof Change.PutHead put) heads.put(put.logId(), put.head());
        else if (change instanceof Change.PutMessage put) putMessage(put);
        else if (change instanceof Change.RemoveMessage remove)
            messages(remove.logId()).remove(remove.position());
        else if (change instanceof Change.RemoveMessages remove) removeMessages(remove);
        else if (change instanceof Change.PutTouched put)
            of(touched, put.logId()).put(put.position(), put.touched());
        else if (change instanceof Change.RemoveTouched remove)
            of(touched, remove.logId()).remove(remove.position());
        else if (change instanceof Change.PutDue put) putDue(put);
        else if (change instanceof Change.PutGrouped put) putGrouped(put);
        else if (change instanceof Change.RemoveGrouped remove) removeGrouped(remove);
        else if (change instanceof Change.PutTouchedGroup put) putTouchedGroup(put);
        else if (change instanceof Change.RemoveTouchedGroup remove) removeTouchedGroup(remove.logId(), remove.group());
        else if (change instanceof Change.PutAccepted put) accepted(put.logId()).put(put.key(), put.accepted());
        else if (change instanceof Change.PutAcceptedRequest put)
            acceptedRequests(put.logId()).put(put.key(), put.request());
        else if (change instanceof Change.RemoveLog remove) removeLog(remove.logId());
        else if (change instanceof TopicChange ofTopic) apply(ofTopic);
        else if (change instanceof MobileChange ofMobile) mobile.apply(ofMobile);
        else throw new IllegalArgumentException("a change of unknown kind: " + change);
    }

    private void apply(TopicChange change) {
        if (change instanceof TopicChange.PutTopic put) topics.put(put.topic().id(), put.topic());
        else if (change instanceof TopicChange.RemoveTopic remove) topics.remove(remove.topic());
        else if (change instanceof TopicChange.PutSubscription put)
            subscriptions.put(put.subscription().id(), put.subscription());
        else if (change instanceof TopicChange.RemoveSubscription remove) subscriptions.remove(remove.subscription());
        else if (change instanceof TopicChange.PutReplay put)
            replays.put(put.replay().subscription(), put.replay());
        else if (change instanceof TopicChange.RemoveReplay remove) replays.remove(remove.subscription());
        else if (change instanceof TopicChange.PutTopicHead put) topicHeads.put(put.logId(), put.head());
        else throw new IllegalArgumentException("a change of unknown kind: " + change);
    }

    private void putHold(Hold hold) {
        of(holds, hold.queue()).put(hold.action(), hold);
    }

    private void putMessage(Change.PutMessage put) {
        messages(put.logId()).put(put.position(), new StoredMessage(put.position(), put.sentAt(), put.message()));
    }

    private void putGrouped(Change.PutGrouped put) {
        var position = Position.available(put.sequence());
        messages(put.logId()).put(position, new StoredMessage(position, put.sentAt(), put.message()));
        grouped(put.logId()).add(new Grouped(put.group(), put.sequence()));
    }

    private void removeGrouped(Change.RemoveGrouped remove) {
        messages(remove.logId()).remove(Position.available(remove.sequence()));
        grouped(remove.logId()).remove(new Grouped(remove.group(), remove.sequence()));
    }

    private void putTouchedGroup(Change.PutTouchedGroup put) {
        removeTouchedGroup(put.logId(), put.group());
        for (Touched.InGroup message : put.messages()) {
            of(touched, put.logId()).put(Position.available(message.sequence()), message.touched());
        }
    }

    private void removeTouchedGroup(long logId, long group) {
        of(touched, logId).values().removeIf(row -> row.group() == group);
    }

    private void removeMessages(Change.RemoveMessages remove) {
        messages(remove.logId()).subMap(remove.from(), remove.to()).clear();
    }

    private void putDue(Change.PutDue put) {
        if (put.count() == 0) of(due, put.logId()).remove(put.dueAt());
        else of(due, put.logId()).put(put.dueAt(), put.count());
    }

    private void removeLog(long logId) {
        heads.remove(logId);
        topicHeads.remove(logId);
        messages.remove(logId);
        touched.remove(logId);
        due.remove(logId);
        grouped.remove(logId);
        accepted.remove(logId);
        acceptedRequests.remove(logId);
    }

    void restore(Restoration restoration) {
        if (shard != null) restoration.shard(shard);
        mobile.restore(restoration);
        queues.values().forEach(restoration::queue);
        moveTasks.values().forEach(ofQueue -> ofQueue.values().forEach(restoration::moveTask));
        topics.values().forEach(restoration::topic);
        subscriptions.values().forEach(restoration::subscription);
        holds.values().forEach(ofQueue -> ofQueue.values().forEach(restoration::hold));
        replays.values().forEach(restoration::replay);
        heads.forEach(restoration::head);
        topicHeads.forEach(restoration::topicHead);
        due.forEach((logId, counts) -> counts.forEach((dueAt, count) -> restoration.due(logId, dueAt, count)));
        touched.forEach((logId, rows) -> rows.forEach((at, row) -> restoration.touched(logId, at, row)));
    }

    SimulatedRows copy() {
        var copy = new SimulatedRows();
        copy.shard = shard;
        mobile.copyTo(copy.mobile);
        copy.queues.putAll(queues);
        moveTasks.forEach((queue, rows) -> of(copy.moveTasks, queue).putAll(rows));
        holds.forEach((queue, rows) -> of(copy.holds, queue).putAll(rows));
        copy.topics.putAll(topics);
        copy.subscriptions.putAll(subscriptions);
        copy.replays.putAll(replays);
        copy.heads.putAll(heads);
        copy.topicHeads.putAll(topicHeads);
        messages.forEach((logId, rows) -> of(copy.messages, logId).putAll(rows));
        touched.forEach((logId, rows) -> of(copy.touched, logId).putAll(rows));
        due.forEach((logId, rows) -> of(copy.due, logId).putAll(rows));
        grouped.forEach((logId, rows) -> copy.grouped(logId).addAll(rows));
        accepted.forEach((logId, rows) -> copy.accepted(logId).putAll(rows));
        acceptedRequests.forEach((logId, rows) -> copy.acceptedRequests(logId).putAll(rows));
        return copy;
    }

    long messageRows() {
        return messages.values().stream().mapToLong(Map::size).sum();
    }

    String dump() {
        var lines = new StringBuilder();
        lines.append(shard).append('\n').append(mobile.dump());
        queues.values().forEach(queue -> lines.append(text(queue)).append('\n'));
        moveTasks
                .values()
                .forEach(ofQueue ->
                        ofQueue.values().forEach(task -> lines.append(task).append('\n')));
        holds.values()
                .forEach(ofQueue ->
                        ofQueue.values().forEach(hold -> lines.append(hold).append('\n')));
        topics.values().forEach(topic -> lines.append(text(topic)).append('\n'));
        subscriptions
                .values()
                .forEach(subscription -> lines.append(subscription).append('\n'));
        replays.values().forEach(replay -> lines.append(replay).append('\n'));
        heads.forEach((logId, head) -> line(lines, logId, "", head));
        topicHeads.forEach((logId, head) -> line(lines, logId, "", head));
        due.forEach((logId, rows) -> rows.forEach((dueAt, count) -> line(lines, logId, "due " + dueAt, count)));
        touched.forEach((logId, rows) -> rows.forEach((at, row) -> line(lines, logId, at, row)));
        messages.forEach((logId, rows) -> rows.forEach((at, row) ->
                line(lines, logId, at, row.sentAt() + " " + row.message().id())));
        grouped.forEach((logId, rows) -> rows.forEach(row -> line(lines, logId, "grouped", row)));
        accepted.forEach((logId, rows) -> line(lines, logId, "accepted", rows.hashCode()));
        acceptedRequests.forEach((logId, rows) -> line(lines, logId, "requests", rows.hashCode()));
        return lines.toString();
    }

    /** Maps without an order of their own are written in one. */
    private static String text(QueueRecord queue) {
        return queue.id() + " " + queue.logId() + " " + queue.attributes() + " " + new TreeMap<>(queue.tags()) + " "
                + queue.createdAt() + " " + queue.modifiedAt();
    }

    private static String text(TopicRecord topic) {
        return topic.id() + " " + topic.logId() + " " + topic.attributes() + " " + new TreeMap<>(topic.tags()) + " "
                + topic.dataProtectionPolicy() + " " + topic.createdAt();
    }

    private static void line(StringBuilder lines, long logId, Object key, Object row) {
        lines.append(logId).append(' ').append(key).append(" = ").append(row).append('\n');
    }

    private static <I, K extends Comparable<K>, V> NavigableMap<K, V> of(Map<I, NavigableMap<K, V>> byOwner, I owner) {
        return byOwner.computeIfAbsent(owner, absent -> new TreeMap<>());
    }
}
