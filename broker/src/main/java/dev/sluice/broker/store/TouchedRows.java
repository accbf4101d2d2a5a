package dev.sluice.broker.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Walks the touched messages in step with the messages, whose keys have the same order. */
final class TouchedRows implements AutoCloseable {
    private final ReadOptions options = new ReadOptions().setFillCache(false);
    private final RocksIterator rows;
    private byte @Nullable [] key;

    TouchedRows(Database database) {
        rows = database.rocks().newIterator(database.family(Family.TOUCHED), options);
        rows.seekToFirst();
        key = rows.isValid() ? rows.key() : null;
    }

    /** The key of the next row if it stands before {@code messageKey}, which may be null for the end; and passes it. */
    byte @Nullable [] takeBefore(byte @Nullable [] messageKey) {
        byte[] next = key;
        if (next == null || (messageKey != null && Arrays.compareUnsigned(next, messageKey) >= 0)) return null;
        pass();
        return next;
    }

    /** The value of the row with this key, or null; and passes it. */
    byte @Nullable [] take(byte[] messageKey) {
        if (key == null || !Arrays.equals(key, messageKey)) return null;
        byte[] value = rows.value();
        pass();
        return value;
    }

    void checkStatus() throws RocksDBException {
        rows.status();
    }

    private void pass() {
        rows.next();
        key = rows.isValid() ? rows.key() : null;
    }

    @Override
    public void close() {
        rows.close();
        options.close();
    }
}
