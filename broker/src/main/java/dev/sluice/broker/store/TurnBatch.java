package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.engine.effect.MobileChange;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicChange;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Turns the changes of a turn into one batch. Its buffers are used again for each turn. Owned by the shard thread. */
final class TurnBatch implements AutoCloseable {
    private static final byte[] SHARD = Keys.shard();
    private static final Comparator<Change.PutMessage> BY_LOG = Comparator.comparingLong(Change.PutMessage::logId);

    private final WriteBatch batch = new WriteBatch(64 << 10);
    private final Scratch scratch = new Scratch();
    private final ColumnFamilyHandle definitions;
    private final ColumnFamilyHandle heads;
    private final ColumnFamilyHandle messages;
    private final ColumnFamilyHandle touched;
    private final ColumnFamilyHandle due;
    private final ColumnFamilyHandle outlines;
    private final ColumnFamilyHandle accepted;

    private final DeadRows deadRows;
    /** Messages put one after the other, whose order among themselves changes nothing. */
    private final List<Change.PutMessage> putInARow = new ArrayList<>();

    private long messageBytes;
    private int messageCount;

    TurnBatch(Database database, DeadRows deadRows) {
        this.deadRows = deadRows;
        definitions = database.family(Family.DEFAULT);
        heads = database.family(Family.HEAD);
        messages = database.family(Family.MESSAGE);
        touched = database.family(Family.TOUCHED);
        due = database.family(Family.DUE);
        outlines = database.family(Family.OUTLINE);
        accepted = database.family(Family.ACCEPTED);
    }

    /** The batch; valid until the next call. */
    WriteBatch fill(List<Change> changes, ShardHead head) throws RocksDBException {
        batch.clear();
        messageBytes = 0;
        messageCount = 0;
        for (Change change : changes) {
            if (change instanceof Change.PutMessage put) {
                putInARow.add(put);
            } else {
                putMessages();
                add(change);
            }
        }
        putMessages();
        shard(head);
        return batch;
    }

    /** Log by log, since the memtable looks anew for the place of a row that is not the next of the row before. */
    private void putMessages() throws RocksDBException {
        putInARow.sort(BY_LOG);
        for (Change.PutMessage put : putInARow) putMessage(put);
        putInARow.clear();
    }

    /** How many bytes of keys and values the last batch put into the family of messages. */
    long messageBytes() {
        return messageBytes;
    }

    int messageCount() {
        return messageCount;
    }

    private void add(Change change) throws RocksDBException {
        if (change instanceof Change.PutTouched put) putTouched(put);
        else if (change instanceof Change.RemoveTouched remove) remove(touched, remove.logId(), remove.position());
        else if (change instanceof Change.PutHead put) putHead(put);
        else if (change instanceof Change.PutDue put) putDue(put);
        else if (change instanceof Change.RemoveMessage remove) remove(messages, remove.logId(), remove.position());
        else if (change instanceof Change.RemoveMessages remove) removeMessages(remove);
        else if (change instanceof Change.PutQueue put) putQueue(put);
        else if (change instanceof Change.RemoveQueue remove) batch.delete(definitions, Keys.queue(remove.queue()));
        else if (change instanceof Change.PutHold put) putHold(put.hold());
        else if (change instanceof Change.RemoveHold remove) removeHold(remove);
        else if (change instanceof Change.PutGrouped put) putGrouped(put);
        else if (change instanceof Change.RemoveGrouped remove) removeGrouped(remove);
        else if (change instanceof Change.PutTouchedGroup put) putTouchedGroup(put);
        else if (change instanceof Change.RemoveTouchedGroup remove) removeTouchedGroup(remove);
        else if (change instanceof Change.PutAccepted put) putAccepted(put);
        else if (change instanceof Change.PutAcceptedRequest put) putAcceptedRequest(put);
        else if (change instanceof Change.PutMoveTask put) putMoveTask(put.task());
        else if (change instanceof Change.RemoveMoveTask remove)
            batch.delete(definitions, Keys.moveTask(remove.source(), remove.number()));
        else if (change instanceof Change.RemoveLog remove) removeLog(remove.logId());
        else if (change instanceof TopicChange ofTopic) add(ofTopic);
        else if (change instanceof MobileChange ofMobile) MobileRows.add(batch, definitions, ofMobile);
        else throw new IllegalArgumentException("a change of unknown kind: " + change);
    }

    private void add(TopicChange change) throws RocksDBException {
        if (change instanceof TopicChange.PutTopicHead put) putTopicHead(put);
        else if (change instanceof TopicChange.PutSubscription put) putSubscription(put.subscription());
        else if (change instanceof TopicChange.RemoveSubscription remove)
            batch.delete(definitions, Keys.subscription(remove.subscription()));
        else if (change instanceof TopicChange.PutReplay put) putReplay(put.replay());
        else if (change instanceof TopicChange.RemoveReplay remove)
            batch.delete(definitions, Keys.replay(remove.subscription()));
        else if (change instanceof TopicChange.PutTopic put) putTopic(put.topic());
        else if (change instanceof TopicChange.RemoveTopic remove)
            batch.delete(definitions, Keys.topic(remove.topic()));
        else throw new IllegalArgumentException("a change of unknown kind: " + change);
    }

    private void putMessage(Change.PutMessage put) throws RocksDBException {
        ByteBuffer key = scratch.key();
        Keys.position(key, put.logId(), put.position());
        putMessage(key, put.sentAt(), put.message());
    }

    private void putMessage(ByteBuffer key, long sentAt, Message message) throws RocksDBException {
        ByteBuffer value = scratch.value(MessageRow.maxBytes(message));
        MessageRow.write(key.flip(), value, sentAt, message);
        messageBytes += key.limit() + value.position();
        messageCount++;
        batch.put(messages, key, value.flip());
    }

    private void putTouched(Change.PutTouched put) throws RocksDBException {
        ByteBuffer key = scratch.key();
        Keys.position(key, put.logId(), put.position());
        ByteBuffer value = scratch.value(Rows.MAX_FIXED_BYTES);
        Rows.touched(value, put.touched());
        batch.put(touched, key.flip(), value.flip());
    }

    private void putHead(Change.PutHead put) throws RocksDBException {
        ByteBuffer key = scratch.key();
        Keys.log(key, put.logId());
        ByteBuffer value = scratch.value(Rows.MAX_HEAD_BYTES);
        Rows.head(value, put.head());
        batch.put(heads, key.flip(), value.flip());
    }

    private void putTopicHead(TopicChange.PutTopicHead put) throws RocksDBException {
        ByteBuffer key = scratch.key();
        Keys.log(key, put.logId());
        ByteBuffer value = scratch.value(Rows.MAX_FIXED_BYTES);
        TopicRows.head(value, put.head());
        batch.put(heads, key.flip(), value.flip());
    }

    private void putTopic(TopicRecord topic) throws RocksDBException {
        batch.put(definitions, Keys.topic(topic.id()), TopicRows.topic(topic));
    }

    private void putSubscription(SubscriptionRecord subscription) throws RocksDBException {
        batch.put(definitions, Keys.subscription(subscription.id()), TopicRows.subscription(subscription));
    }

    private void putReplay(Replay replay) throws RocksDBException {
        batch.put(definitions, Keys.replay(replay.subscription()), TopicRows.replay(replay));
    }

    private void putDue(Change.PutDue put) throws RocksDBException {
        ByteBuffer key = scratch.key();
        Keys.due(key, put.logId(), put.dueAt());
        if (put.count() == 0) {
            batch.delete(due, key.flip());
            return;
        }
        ByteBuffer value = scratch.value(Rows.MAX_FIXED_BYTES);
        Rows.due(value, put.count());
        batch.put(due, key.flip(), value.flip());
    }

    private void putQueue(Change.PutQueue put) throws RocksDBException {
        batch.put(definitions, Keys.queue(put.queue().id()), Rows.queue(put.queue()));
    }

    private void putMoveTask(MoveTask task) throws RocksDBException {
        batch.put(definitions, Keys.moveTask(task.source(), task.number()), Rows.moveTask(task));
    }

    private void putHold(Hold hold) throws RocksDBException {
        batch.put(definitions, Keys.hold(hold.queue(), hold.action()), Rows.hold(hold.until()));
    }

    private void removeHold(Change.RemoveHold remove) throws RocksDBException {
        batch.delete(definitions, Keys.hold(remove.queue(), remove.action()));
    }

    private void remove(ColumnFamilyHandle family, long logId, Position position) throws RocksDBException {
        ByteBuffer key = scratch.key();
        Keys.position(key, logId, position);
        batch.delete(family, key.flip());
    }

    private void putGrouped(Change.PutGrouped put) throws RocksDBException {
        ByteBuffer key = scratch.key();
        Keys.grouped(key, put.logId(), put.group(), put.sequence());
        putMessage(key, put.sentAt(), put.message());

        key = scratch.key();
        Keys.outline(key, put.logId(), put.sequence());
        ByteBuffer value = scratch.value(Rows.maxOutlineBytes(put.message()));
        Rows.outline(value, put.sentAt(), put.message());
        batch.put(outlines, key.flip(), value.flip());
    }

    private void removeGrouped(Change.RemoveGrouped remove) throws RocksDBException {
        ByteBuffer key = scratch.key();
        Keys.grouped(key, remove.logId(), remove.group(), remove.sequence());
        batch.delete(messages, key.flip());
        key = scratch.key();
        Keys.outline(key, remove.logId(), remove.sequence());
        batch.delete(outlines, key.flip());
    }

    private void putTouchedGroup(Change.PutTouchedGroup put) throws RocksDBException {
        ByteBuffer key = scratch.key();
        Keys.group(key, put.logId(), put.group());
        ByteBuffer value = scratch.value(TouchedGroupRow.bytes(put.messages()));
        TouchedGroupRow.write(value, put.messages());
        batch.put(touched, key.flip(), value.flip());
    }

    private void removeTouchedGroup(Change.RemoveTouchedGroup remove) throws RocksDBException {
        ByteBuffer key = scratch.key();
        Keys.group(key, remove.logId(), remove.group());
        batch.delete(touched, key.flip());
    }

    private void putAccepted(Change.PutAccepted put) throws RocksDBException {
        ByteBuffer key = scratch.key();
        Keys.accepted(key, put.logId(), put.key());
        ByteBuffer value = scratch.value(Rows.MAX_FIXED_BYTES);
        Rows.accepted(value, put.accepted());
        batch.put(accepted, key.flip(), value.flip());
    }

    private void putAcceptedRequest(Change.PutAcceptedRequest put) throws RocksDBException {
        ByteBuffer key = scratch.key();
        Keys.accepted(key, put.logId(), put.key());
        ByteBuffer value = scratch.value(RequestRow.bytes(put.request()));
        RequestRow.write(value, put.request());
        batch.put(accepted, key.flip(), value.flip());
    }

    private void removeMessages(Change.RemoveMessages remove) throws RocksDBException {
        batch.deleteRange(
                messages,
                Keys.positionBytes(remove.logId(), remove.from()),
                Keys.positionBytes(remove.logId(), remove.to()));
        deadRows.swept(remove.logId(), remove.to());
    }

    private void removeLog(long logId) throws RocksDBException {
        byte[] from = Keys.logBytes(logId);
        byte[] to = Keys.logBytes(logId + 1);
        batch.delete(heads, from);
        batch.deleteRange(messages, from, to);
        batch.deleteRange(touched, from, to);
        batch.deleteRange(due, from, to);
        batch.deleteRange(outlines, from, to);
        deadRows.removed(logId, logId + 1);
    }

    private void shard(ShardHead head) throws RocksDBException {
        ByteBuffer key = scratch.key().put(SHARD);
        ByteBuffer value = scratch.value(Rows.MAX_FIXED_BYTES);
        Rows.shard(value, head);
        batch.put(definitions, key.flip(), value.flip());
    }

    @Override
    public void close() {
        batch.close();
    }
}
