package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Accepted;
import dev.sluice.broker.engine.effect.AcceptedRequest;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.DeduplicationKey;
import dev.sluice.broker.model.Position;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DirectSlice;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;

/**
 * Reads messages at or beyond a cursor. Range deletes are ignored: they cover dead rows only, which these reads never
 * meet, and looking at them would cost milliseconds a read (storage notes in ARCHITECTURE.md). Each read has its own
 * short-lived iterator, since an open one keeps memtables and files alive. Owned by one thread.
 */
final class RocksMessages implements StoredMessages, AutoCloseable {
    private static final int FIRST_READ_BYTES = 16 << 10;
    /** Rows that are gone but not compacted away, between two that are not: a millisecond's worth. */
    private static final long MOST_SKIPPED = 10_000;

    private final RocksDB rocks;
    private final ColumnFamilyHandle family;
    private final ColumnFamilyHandle outlines;
    private final ColumnFamilyHandle sends;
    private final Scratch scratch = new Scratch();

    /** RocksDB reads the bound where it lies, so writing into this buffer sets the bound of the next iterator. */
    private final ByteBuffer bound = ByteBuffer.allocateDirect(Keys.MAX_BYTES);

    private final DirectSlice boundSlice = new DirectSlice(bound, Keys.MAX_BYTES);
    private final ReadOptions whole = new ReadOptions();
    private final ReadOptions point = ignoringRangeDeletes().setVerifyChecksums(false);
    private final ReadOptions range =
            ignoringRangeDeletes().setVerifyChecksums(false).setIterateUpperBound(boundSlice);

    private int valueBytes = FIRST_READ_BYTES;

    RocksMessages(Database database) {
        rocks = database.rocks();
        family = database.family(Family.MESSAGE);
        outlines = database.family(Family.OUTLINE);
        sends = database.family(Family.ACCEPTED);
    }

    @Override
    public @Nullable StoredMessage find(long logId, Position position) {
        ByteBuffer key = scratch.key();
        Keys.position(key, logId, position);
        return find(position, logId, key.flip());
    }

    private @Nullable StoredMessage find(Position position, long logId, ByteBuffer key) {
        try {
            while (true) {
                ByteBuffer value = scratch.value(valueBytes);
                int bytes = rocks.get(family, point, key, value);
                key.rewind();
                if (bytes == RocksDB.NOT_FOUND) return null;
                if (bytes <= value.capacity()) return MessageRow.read(position, key, value);
                valueBytes = bytes;
            }
        } catch (RocksDBException e) {
            throw new StoreException("could not read message " + position + " of log " + logId, e);
        }
    }

    @Override
    public List<StoredMessage> available(long logId, long from, long to, int maxMessages, int maxBytes) {
        ByteBuffer start = scratch.key();
        Keys.available(start, logId, from);
        bound.clear();
        Keys.available(bound, logId, to);
        return read(start, maxMessages, maxBytes);
    }

    @Override
    public List<StoredMessage> delayed(long logId, Position from, int maxMessages, int maxBytes) {
        ByteBuffer start = scratch.key();
        Keys.delayed(start, logId, from);
        bound.clear();
        Keys.endOfDelayed(bound, logId);
        return read(start, maxMessages, maxBytes);
    }

    @Override
    public List<StoredMessage> heldBack(long logId, long from, long to, int maxMessages, int maxBytes) {
        ByteBuffer start = scratch.key();
        Keys.heldBack(start, logId, from);
        bound.clear();
        Keys.heldBack(bound, logId, to);
        return read(start, maxMessages, maxBytes);
    }

    @Override
    public List<StoredMessage> outlines(long logId, long from, long to, int max) {
        ByteBuffer start = scratch.key();
        Keys.outline(start, logId, from);
        bound.clear();
        Keys.outline(bound, logId, to);
        boundSlice.setLength(bound.position());
        var found = new ArrayList<StoredMessage>(Math.min(max, 256));
        try (RocksIterator rows = rocks.newIterator(outlines, range)) {
            for (rows.seek(start.flip()); rows.isValid() && found.size() < max; rows.next()) {
                ByteBuffer key = scratch.key();
                rows.key(key);
                Keys.readLog(key);
                ByteBuffer value = scratch.value(FIRST_READ_BYTES);
                rows.value(value);
                found.add(Rows.readOutline(Keys.readOutline(key), value));
            }
            rows.status();
        } catch (RocksDBException e) {
            throw new StoreException("could not read outlines of log " + logId, e);
        }
        return found;
    }

    @Override
    public List<StoredMessage> group(long logId, long group, long from, int max) {
        return group(logId, group, from, max, Integer.MAX_VALUE);
    }

    List<StoredMessage> group(long logId, long group, long from, int max, int maxBytes) {
        ByteBuffer start = scratch.key();
        Keys.grouped(start, logId, group, from);
        bound.clear();
        Keys.endOfGroup(bound, logId, group);
        return read(start, max, maxBytes);
    }

    @Override
    public @Nullable StoredMessage find(long logId, long group, long sequence) {
        ByteBuffer key = scratch.key();
        Keys.grouped(key, logId, group, sequence);
        return find(Position.available(sequence), logId, key.flip());
    }

    @Override
    public GroupCount countGroups(long logId, long after, int max) {
        bound.clear();
        Keys.endOfGroup(bound, logId, -1L);
        boundSlice.setLength(bound.position());
        int count = 0;
        long last = after;
        try (var bounded = ignoringRangeDeletes()
                        .setIterateUpperBound(boundSlice)
                        .setMaxSkippableInternalKeys(MOST_SKIPPED);
                RocksIterator rows = rocks.newIterator(family, bounded)) {
            seekBehind(rows, logId, last);
            while (rows.isValid() && count < max) {
                ByteBuffer key = scratch.key();
                rows.key(key);
                last = Keys.readGroup(key);
                count++;
                seekBehind(rows, logId, last);
            }
            boolean more = rows.isValid();
            rows.status();
            return new GroupCount(count, last, more);
        } catch (RocksDBException e) {
            boolean skippedTooMany = e.getStatus() != null && e.getStatus().getCode() == Status.Code.Incomplete;
            if (skippedTooMany) return new GroupCount(count, last, true);
            throw new StoreException("could not count the groups of log " + logId, e);
        }
    }

    private void seekBehind(RocksIterator rows, long logId, long group) {
        ByteBuffer end = scratch.key();
        Keys.endOfGroup(end, logId, group);
        rows.seek(end.flip());
    }

    @Override
    public @Nullable Accepted accepted(long logId, DeduplicationKey key) {
        ByteBuffer value = findAccepted(logId, key);
        return value == null ? null : Rows.readAccepted(value);
    }

    @Override
    public @Nullable AcceptedRequest acceptedRequest(long logId, DeduplicationKey key) {
        ByteBuffer value = findAccepted(logId, key);
        return value == null ? null : RequestRow.read(value);
    }

    private @Nullable ByteBuffer findAccepted(long logId, DeduplicationKey key) {
        try {
            ByteBuffer keyBytes = scratch.key();
            Keys.accepted(keyBytes, logId, key);
            ByteBuffer value = scratch.value(Rows.MAX_FIXED_BYTES);
            int bytes = rocks.get(sends, whole, keyBytes.flip(), value);
            return bytes == RocksDB.NOT_FOUND ? null : value;
        } catch (RocksDBException e) {
            throw new StoreException("could not read what log " + logId + " has accepted", e);
        }
    }

    // Deprecated as useless to databases without range deletes; with thousands of them it is what keeps a seek at
    // microseconds. Should it go one day, results stay the same.
    @SuppressWarnings("deprecation")
    private static ReadOptions ignoringRangeDeletes() {
        return new ReadOptions().setIgnoreRangeDeletions(true);
    }

    private List<StoredMessage> read(ByteBuffer start, int maxMessages, int maxBytes) {
        boundSlice.setLength(bound.position());
        var found = new ArrayList<StoredMessage>(Math.min(maxMessages, 256));
        try (RocksIterator rows = rocks.newIterator(family, range)) {
            long weight = 0;
            for (rows.seek(start.flip()); rows.isValid(); rows.next()) {
                if (found.size() == maxMessages || weight > maxBytes) break;
                StoredMessage message = message(rows);
                found.add(message);
                weight += message.message().weight();
            }
            rows.status();
        } catch (RocksDBException e) {
            throw new StoreException("could not read messages", e);
        }
        return found;
    }

    private StoredMessage message(RocksIterator rows) {
        ByteBuffer key = scratch.key();
        rows.key(key);
        Keys.readLog(key);
        Position position = Keys.readPosition(key);
        key.rewind();
        while (true) {
            ByteBuffer value = scratch.value(valueBytes);
            int bytes = rows.value(value);
            if (bytes <= value.capacity()) return MessageRow.read(position, key, value);
            valueBytes = bytes;
        }
    }

    @Override
    public void close() {
        whole.close();
        point.close();
        range.close();
        boundSlice.close();
    }
}
