package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.MobileRow;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Walks whole families: the few small ones at start, all of them for verification. */
final class RowReader {
    private final Database database;

    RowReader(Database database) {
        this.database = database;
    }

    void restore(Restoration restoration) {
        byte[] shard = get(Keys.shard());
        if (shard != null) restoration.shard(Rows.readShard(ByteBuffer.wrap(shard)));
        walk(Family.DEFAULT, (key, value) -> { // in key order: what is about telephones, queues, move tasks, topics,
            // subscriptions, holds, replays
            MobileRow mobile = MobileRows.read(key, value);
            if (mobile != null) restoration.mobile(mobile);
            if (Keys.isQueue(key)) restoration.queue(Rows.readQueue(Keys.readQueue(key), value));
            if (Keys.isMoveTask(key)) {
                QueueId source = Keys.readMoveTaskSource(key);
                restoration.moveTask(Rows.readMoveTask(source, Keys.readMoveTaskNumber(key), value));
            }
            if (Keys.isTopic(key)) restoration.topic(TopicRows.readTopic(Keys.readTopic(key), value));
            if (Keys.isSubscription(key)) {
                restoration.subscription(TopicRows.readSubscription(Keys.readSubscription(key), value));
            }
            if (Keys.isHold(key)) restoration.hold(Keys.readHold(key, Rows.readHold(value)));
            if (Keys.isReplay(key)) restoration.replay(TopicRows.readReplay(Keys.readSubscription(key), value));
        });
        walk(Family.HEAD, (key, value) -> {
            long logId = Keys.readLog(key);
            if (TopicRows.isHead(value)) restoration.topicHead(logId, TopicRows.readHead(value));
            else restoration.head(logId, Rows.readHead(value));
        });
        walk(Family.DUE, (key, value) -> {
            long logId = Keys.readLog(key);
            restoration.due(logId, Keys.readDue(key), Rows.readDue(value));
        });
        walk(Family.TOUCHED, (key, value) -> {
            boolean ofGroup = Keys.isGroup(key);
            long logId = Keys.readLog(key);
            if (!ofGroup) {
                restoration.touched(logId, Keys.readPosition(key), Rows.readTouched(value));
                return;
            }
            for (Touched.InGroup message : TouchedGroupRow.read(value)) {
                restoration.touched(logId, Position.available(message.sequence()), message.touched());
            }
        });
    }

    byte @Nullable [] get(byte[] key) {
        try {
            return database.rocks().get(key);
        } catch (RocksDBException e) {
            throw new StoreException("could not read " + Hex.of(key), e);
        }
    }

    /** Every row of a family in key order. */
    void walk(Family family, RowVisitor visitor) {
        if (!database.has(family)) return;
        try (var options = new ReadOptions().setFillCache(false);
                RocksIterator rows = database.rocks().newIterator(database.family(family), options)) {
            for (rows.seekToFirst(); rows.isValid(); rows.next()) visit(family, rows, visitor);
            rows.status();
        } catch (RocksDBException e) {
            throw new StoreException("could not read the rows of " + family.storedName(), e);
        }
    }

    private static void visit(Family family, RocksIterator rows, RowVisitor visitor) {
        byte[] key = rows.key();
        try {
            visitor.visit(ByteBuffer.wrap(key), ByteBuffer.wrap(rows.value()));
        } catch (BufferUnderflowException e) {
            throw new StoreException("a row of " + family.storedName() + " is cut short: key " + Hex.of(key), e);
        }
    }

    interface RowVisitor {
        void visit(ByteBuffer key, ByteBuffer value);
    }
}
