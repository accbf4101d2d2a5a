package dev.sluice.broker.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Measures a store once a second, away from the owner thread, so that asking costs the owner and the event loops a read
 * of a field. Sampled by one thread, read by any.
 */
final class Sampler {
    /** RocksDB slows writes at three full memtables and stops them at four; sends stop first. */
    private static final int TOO_MANY_WAITING_FLUSHES = 3;

    private final Path rows;
    private final RocksDB rocks;
    private final ColumnFamilyHandle messages;
    private final FileStore disk;
    private final long minimumFreeBytes;
    private final BooleanSupplier collectingBlobGarbage;
    private volatile StoreGauges gauges;
    private volatile boolean acceptsSends;

    Sampler(Database database, StoreOptions options, BooleanSupplier collectingBlobGarbage) {
        this.rows = options.rows();
        this.rocks = database.rocks();
        this.messages = database.family(Family.MESSAGE);
        this.minimumFreeBytes = options.minimumFreeBytes();
        this.collectingBlobGarbage = collectingBlobGarbage;
        try {
            this.disk = Files.getFileStore(rows);
        } catch (IOException e) {
            throw new StoreException("could not find the disk of " + rows.toAbsolutePath(), e);
        }
        this.gauges = measure();
        this.acceptsSends = accepting(gauges);
    }

    void sample() {
        gauges = measure();
        acceptsSends = accepting(gauges);
    }

    StoreGauges gauges() {
        return gauges;
    }

    boolean acceptsSends() {
        return acceptsSends;
    }

    /** Refused in good time: a write that RocksDB holds up would hold up deletes and receives with it. */
    private boolean accepting(StoreGauges now) {
        return now.freeBytes() >= minimumFreeBytes
                && !now.writeStopped()
                && now.delayedWriteBytesPerSecond() == 0
                && now.waitingFlushes() < TOO_MANY_WAITING_FLUSHES;
    }

    private StoreGauges measure() {
        try {
            return new StoreGauges(
                    rocks.getAggregatedLongProperty("rocksdb.live-sst-files-size"),
                    rocks.getLongProperty(messages, "rocksdb.live-blob-file-size"),
                    rocks.getLongProperty(messages, "rocksdb.live-blob-file-garbage-size"),
                    rocks.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables"),
                    logBytes(),
                    rocks.getAggregatedLongProperty("rocksdb.estimate-pending-compaction-bytes"),
                    rocks.getLongProperty(messages, "rocksdb.num-immutable-mem-table"),
                    rocks.getLongProperty("rocksdb.is-write-stopped") != 0,
                    rocks.getLongProperty("rocksdb.actual-delayed-write-rate"),
                    disk.getUsableSpace(),
                    collectingBlobGarbage.getAsBoolean());
        } catch (RocksDBException | IOException e) {
            throw new StoreException("could not measure " + rows.toAbsolutePath(), e);
        }
    }

    private long logBytes() throws IOException {
        long bytes = 0;
        for (Path file : WalRecovery.files(rows)) {
            bytes += file.toFile().length(); // 0 for one that RocksDB has just deleted
        }
        return bytes;
    }
}
