package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Accepted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsFIFO;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.ConfigOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/** Every RocksDB option we set, and why. Holds native objects; closed after the database that was opened with it. */
final class Tuning implements AutoCloseable {
    /** Bodies from here on go to blob files, which compaction does not rewrite. */
    static final long BLOB_BYTES = 1024;

    /** So large that the sweep of the messages flushes them before they are full. */
    private static final long SMALL_MEMTABLE_BYTES = 32 << 20;

    private final StoreOptions options;
    private final WALRecoveryMode recovery;
    private final Deque<AutoCloseable> natives = new ArrayDeque<>();
    private final Cache blockCache;

    Tuning(StoreOptions options, WALRecoveryMode recovery) {
        this.options = options;
        this.recovery = recovery;
        this.blockCache = own(new LRUCache(options.blockCacheBytes()));
    }

    DBOptions database() {
        // A cache of its own for the account: charged to the block cache, full memtables would push out every block.
        long memtables = 3 * options.memtableBytes() + (Family.values().length - 1) * SMALL_MEMTABLE_BYTES;
        var account = own(new LRUCache(memtables));
        return own(fromText())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWalRecoveryMode(recovery)
                .setMaxTotalWalSize(Math.max(256L << 20, 2 * options.memtableBytes()))
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(-1)
                .setSkipStatsUpdateOnDbOpen(true)
                // A queue's bodies lie side by side, so the kernel should read ahead: a drain from a cold disk took 190
                // instead of 290 to 1,100 microseconds a message on a busy machine.
                .setAdviseRandomOnOpen(false)
                .setParanoidChecks(true)
                // Recycled WAL files hold old records beyond their end, which Tolerate could take for new ones.
                .setRecycleLogFileNum(0)
                .setWriteDbidToManifest(true)
                .setBytesPerSync(1 << 20)
                .setWalBytesPerSync(0)
                .setAvoidFlushDuringRecovery(false)
                .setWriteBufferManager(own(new WriteBufferManager(memtables, account)))
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setMaxLogFileSize(16 << 20)
                .setKeepLogFileNum(4);
    }

    List<ColumnFamilyDescriptor> families(List<Family> wanted) {
        var families = new ArrayList<ColumnFamilyDescriptor>();
        for (Family family : wanted) {
            ColumnFamilyOptions familyOptions = switch (family) {
                case MESSAGE -> messages();
                case ACCEPTED -> acceptedSends();
                default -> small();
            };
            families.add(new ColumnFamilyDescriptor(family.nameBytes(), familyOptions));
        }
        return families;
    }

    private ColumnFamilyOptions messages() {
        return own(new ColumnFamilyOptions())
                .setWriteBufferSize(options.memtableBytes())
                .setMaxWriteBufferNumber(4)
                .setLevelCompactionDynamicLevelBytes(true)
                .setTargetFileSizeBase(8 << 20)
                .setMaxBytesForLevelBase(64 << 20)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setEnableBlobFiles(true)
                .setMinBlobSize(BLOB_BYTES)
                .setBlobFileSize(64 << 20)
                .setBlobCompressionType(CompressionType.LZ4_COMPRESSION)
                // By age it would rewrite live bodies as well; the janitor switches it on when there is garbage.
                .setEnableBlobGarbageCollection(false)
                .setMemtableMaxRangeDeletions(20_000)
                .setTableFormatConfig(table());
    }

    private ColumnFamilyOptions small() {
        return own(new ColumnFamilyOptions())
                .setWriteBufferSize(SMALL_MEMTABLE_BYTES)
                .setLevelCompactionDynamicLevelBytes(true)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setTableFormatConfig(table());
    }

    /** Rows are looked up once, mostly in vain, and never removed: whole files go when all in them is forgotten. */
    private ColumnFamilyOptions acceptedSends() {
        var byAge = own(new CompactionOptionsFIFO())
                .setAllowCompaction(true)
                // By size it would drop what is remembered.
                .setMaxTableFilesSize(Long.MAX_VALUE / 2);
        return own(new ColumnFamilyOptions())
                .setWriteBufferSize(SMALL_MEMTABLE_BYTES)
                .setCompactionStyle(CompactionStyle.FIFO)
                .setCompactionOptionsFIFO(byAge)
                .setTtl(2 * Accepted.INTERVAL_MILLIS / 1000)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setTableFormatConfig(table().setFilterPolicy(own(new BloomFilter(10))));
    }

    private BlockBasedTableConfig table() {
        return new BlockBasedTableConfig().setBlockCache(blockCache).setBlockSize(16 << 10);
    }

    /** Options without a setter in Java. */
    private static DBOptions fromText() {
        var text = new Properties();
        // Records the size of every closed WAL, so that one cut short is noticed; Tolerate alone would accept it.
        text.setProperty("track_and_verify_wals_in_manifest", "true");
        try (var strict = new ConfigOptions().setIgnoreUnknownOptions(false)) {
            DBOptions parsed = DBOptions.getDBOptionsFromProps(strict, text);
            if (parsed == null) throw new StoreException("RocksDB does not know these options: " + text);
            return parsed;
        }
    }

    private <T extends AutoCloseable> T own(T object) {
        natives.push(object);
        return object;
    }

    @Override
    public void close() {
        Natives.close(natives);
    }
}
