package dev.sluice.broker.store;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.Range;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;

/**
 * Gives back the space of dead messages. A range delete frees nothing by itself: the keys it covers go when their files
 * are compacted, and their bodies when a blob file holds garbage only. So the janitor compacts ranges that are known to
 * be dead, keys only, and switches blob garbage collection on while garbage is a large part of all bodies; left on, it
 * would rewrite live bodies for their age alone. Owned by the upkeep thread; it never touches the shard's state.
 */
final class Janitor implements AutoCloseable {
    /** As large as a file, so compacting it rewrites little else. */
    private static final long LARGE_RANGE_BYTES = 8 << 20;

    /** Smaller ones share files with what is alive; together they must be a good part of all to be worth it. */
    private static final int SMALL_RANGES_PERCENT = 30;

    /** A block of keys; with bodies of 1 KiB that is a MiB of them. */
    private static final long WORTHWHILE_BYTES = 16 << 10;

    private static final int GARBAGE_PERCENT_ON = 40;
    private static final int GARBAGE_PERCENT_OFF = 20;

    private final RocksDB rocks;
    private final ColumnFamilyHandle messages;
    private final DeadRows deadRows;
    private final long worthwhileGarbageBytes;
    private final CompactRangeOptions compaction = new CompactRangeOptions()
            .setExclusiveManualCompaction(false)
            .setAllowWriteStall(false)
            .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForceOptimized);
    private volatile boolean collecting;

    /** @param worthwhileGarbageBytes less garbage than this is left alone */
    Janitor(Database database, DeadRows deadRows, long worthwhileGarbageBytes) {
        this.rocks = database.rocks();
        this.messages = database.family(Family.MESSAGE);
        this.deadRows = deadRows;
        this.worthwhileGarbageBytes = worthwhileGarbageBytes;
    }

    /** One round. May take as long as the compactions it starts. */
    void tidy() throws RocksDBException {
        compactDeadRanges();
        toggleGarbageCollection();
    }

    boolean collecting() {
        return collecting;
    }

    /** A compaction that is running returns soon, later ones at once. Callable from any thread. */
    void cancel() {
        compaction.setCanceled(true);
    }

    private void compactDeadRanges() throws RocksDBException {
        var small = new ArrayList<DeadRows.Range>();
        long smallBytes = 0;
        for (DeadRows.Range range : deadRows.ranges()) {
            long bytes = fileBytes(range);
            if (bytes >= LARGE_RANGE_BYTES) {
                rocks.compactRange(messages, range.from(), range.to(), compaction);
                range.forget().run();
            } else if (bytes == 0 && range.closed()) {
                range.forget().run();
            } else {
                small.add(range);
                smallBytes += bytes;
            }
        }
        long allBytes = rocks.getLongProperty(messages, "rocksdb.live-sst-files-size");
        if (smallBytes >= WORTHWHILE_BYTES && smallBytes * 100 > allBytes * SMALL_RANGES_PERCENT) {
            rocks.compactRange(messages, null, null, compaction);
            for (DeadRows.Range range : small) range.forget().run();
        }
    }

    private long fileBytes(DeadRows.Range range) {
        try (var from = new Slice(range.from());
                var to = new Slice(range.to())) {
            return rocks.getApproximateSizes(
                            messages, List.of(new Range(from, to)), SizeApproximationFlag.INCLUDE_FILES)[0];
        }
    }

    private void toggleGarbageCollection() throws RocksDBException {
        long bodies = rocks.getLongProperty(messages, "rocksdb.live-blob-file-size");
        long garbage = rocks.getLongProperty(messages, "rocksdb.live-blob-file-garbage-size");
        boolean much = garbage >= worthwhileGarbageBytes && garbage * 100 > bodies * GARBAGE_PERCENT_ON;
        boolean little = garbage * 100 < bodies * GARBAGE_PERCENT_OFF || garbage < worthwhileGarbageBytes / 2;
        if (!collecting && much) collect(true);
        else if (collecting && little) collect(false);
    }

    private void collect(boolean on) throws RocksDBException {
        rocks.setOptions(
                messages,
                MutableColumnFamilyOptions.builder()
                        .setEnableBlobGarbageCollection(on)
                        .setBlobGarbageCollectionAgeCutoff(1.0)
                        .setBlobGarbageCollectionForceThreshold(GARBAGE_PERCENT_ON / 100.0)
                        .build());
        collecting = on;
    }

    @Override
    public void close() {
        compaction.close();
    }
}
