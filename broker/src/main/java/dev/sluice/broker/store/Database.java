package dev.sluice.broker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;

/** An open RocksDB with its families. */
final class Database implements AutoCloseable {
    private final Tuning tuning;
    private final RocksDB rocks;
    private final Map<Family, ColumnFamilyHandle> families;

    private Database(Tuning tuning, RocksDB rocks, Map<Family, ColumnFamilyHandle> families) {
        this.tuning = tuning;
        this.rocks = rocks;
        this.families = families;
    }

    static Database open(Path directory, StoreOptions options, WALRecoveryMode recovery) throws RocksDBException {
        return open(directory, options, recovery, List.of(Family.values()), RocksDB::open);
    }

    /** Sees the rows as they are, those of the WAL included, and changes no file. */
    static Database openReadOnly(Path directory, StoreOptions options, WALRecoveryMode recovery)
            throws RocksDBException {
        return open(directory, options, recovery, present(directory), RocksDB::openReadOnly);
    }

    /** What a broker of an earlier version has written may lack families; reading does not add them. */
    private static List<Family> present(Path directory) throws RocksDBException {
        try (var options = new Options()) {
            List<String> names = RocksDB.listColumnFamilies(options, directory.toString()).stream()
                    .map(name -> new String(name, UTF_8))
                    .toList();
            return Arrays.stream(Family.values())
                    .filter(family -> names.contains(family.storedName()))
                    .toList();
        }
    }

    private static Database open(
            Path directory, StoreOptions options, WALRecoveryMode recovery, List<Family> wanted, Opening opening)
            throws RocksDBException {
        var tuning = new Tuning(options, recovery);
        try {
            var handles = new ArrayList<ColumnFamilyHandle>();
            RocksDB rocks = opening.open(tuning.database(), directory.toString(), tuning.families(wanted), handles);
            var families = new EnumMap<Family, ColumnFamilyHandle>(Family.class);
            var handle = handles.iterator();
            for (Family family : wanted) families.put(family, handle.next());
            return new Database(tuning, rocks, families);
        } catch (RocksDBException e) {
            tuning.close();
            throw e;
        }
    }

    RocksDB rocks() {
        return rocks;
    }

    boolean has(Family family) {
        return families.containsKey(family);
    }

    ColumnFamilyHandle family(Family family) {
        ColumnFamilyHandle handle = families.get(family);
        if (handle == null) throw new IllegalArgumentException("not opened: " + family);
        return handle;
    }

    /** Writes every memtable to a file, so that nothing needs the write-ahead log any more. */
    void flush() throws RocksDBException {
        flush(true);
    }

    /**
     * The same without waiting for it.
     *
     * @return false when RocksDB holds writes back just now and starts none
     */
    boolean startFlush() throws RocksDBException {
        try {
            flush(false);
            return true;
        } catch (RocksDBException e) {
            Status status = e.getStatus();
            if (status != null && status.getCode() == Status.Code.TryAgain) return false;
            throw e;
        }
    }

    private void flush(boolean wait) throws RocksDBException {
        try (var options = new FlushOptions().setWaitForFlush(wait).setAllowWriteStall(true)) {
            rocks.flush(options, List.copyOf(families.values()));
        }
    }

    @Override
    public void close() {
        Natives.close(families.values());
        Natives.close(rocks);
        Natives.close(tuning);
    }

    private interface Opening {
        RocksDB open(
                DBOptions options,
                String directory,
                List<ColumnFamilyDescriptor> families,
                List<ColumnFamilyHandle> handles)
                throws RocksDBException;
    }
}
