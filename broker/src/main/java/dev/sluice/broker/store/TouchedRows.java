package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Touched;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Walks the touched messages in step with the messages: the rows of groups taken apart, their keys have one order. */
final class TouchedRows implements AutoCloseable {
    /** @param key of its message */
    private record Row(byte[] key, Touched touched) {}

    private final ReadOptions options = new ReadOptions().setFillCache(false);
    private final RocksIterator rows;
    /** Of the row the walk has come to. */
    private final Deque<Row> ahead = new ArrayDeque<>();

    TouchedRows(Database database) {
        rows = database.rocks().newIterator(database.family(Family.TOUCHED), options);
        rows.seekToFirst();
        read();
    }

    /** The key of the next row if it stands before {@code messageKey}, which may be null for the end; and passes it. */
    byte @Nullable [] takeBefore(byte @Nullable [] messageKey) {
        Row next = ahead.peek();
        if (next == null || (messageKey != null && Arrays.compareUnsigned(next.key, messageKey) >= 0)) return null;
        pass();
        return next.key;
    }

    /** The state of the message with this key, or null; and passes it. */
    @Nullable
    Touched take(byte[] messageKey) {
        Row next = ahead.peek();
        if (next == null || !Arrays.equals(next.key, messageKey)) return null;
        pass();
        return next.touched;
    }

    void checkStatus() throws RocksDBException {
        rows.status();
    }

    private void pass() {
        ahead.remove();
        if (!ahead.isEmpty()) return;
        rows.next();
        read();
    }

    private void read() {
        if (!rows.isValid()) return;
        byte[] key = rows.key();
        ByteBuffer value = ByteBuffer.wrap(rows.value());
        if (!Keys.isGroup(ByteBuffer.wrap(key))) {
            ahead.add(new Row(key, Rows.readTouched(value)));
            return;
        }
        for (Touched.InGroup message : TouchedGroupRow.read(value)) {
            byte[] ofMessage = ByteBuffer.allocate(key.length + Long.BYTES)
                    .put(key)
                    .putLong(message.sequence())
                    .array();
            ahead.add(new Row(ofMessage, message.touched()));
        }
    }

    @Override
    public void close() {
        rows.close();
        options.close();
    }
}
