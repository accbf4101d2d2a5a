package dev.sluice.broker.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a database whatever a power cut has left at the end of its write-ahead log, and never without what was
 * acknowledged.
 *
 * <p>RocksDB's Tolerate mode comes nearest, but it refuses some honestly torn writes, and it drops up to a block of
 * acknowledged records when a damaged length field points beyond the end of the file. Comparing what PointInTime and
 * SkipAny recover does not find the latter either, since both give up the rest of a block. So every log is read by
 * {@link WalScan} first, which costs little and only after a crash, for a clean stop leaves an empty log.
 */
final class WalRecovery {
    private static final Logger log = LoggerFactory.getLogger(WalRecovery.class);

    private WalRecovery() {}

    /** @throws StoreException when acknowledged writes cannot be read; nothing has been changed then */
    static Database open(StoreOptions options) {
        List<WalScan> scans = scan(options.rows());
        List<WalDamage> damages = damages(scans);
        if (!damages.isEmpty()) throw refusal(options, damages.toString(), null);
        try {
            return Database.open(options.rows(), options, WALRecoveryMode.TolerateCorruptedTailRecords);
        } catch (RocksDBException e) {
            if (!isCorruption(e)) throw notOpened(options, e);
            return openTorn(options, scans, e);
        }
    }

    static List<WalScan> scan(Path rows) {
        var scans = new ArrayList<WalScan>();
        try {
            for (Path file : files(rows)) scans.add(WalScan.of(file));
        } catch (IOException e) {
            throw new StoreException("could not read the write-ahead log in " + rows.toAbsolutePath(), e);
        }
        return scans;
    }

    /** Oldest first: their names are numbers of equal length. */
    static Iterable<Path> files(Path rows) throws IOException {
        var files = new TreeSet<Path>();
        if (!Files.isDirectory(rows)) return files;
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(rows, "*.log")) {
            logs.forEach(files::add);
        }
        return files;
    }

    static List<WalDamage> damages(List<WalScan> scans) {
        return scans.stream().flatMap(scan -> scan.damages().stream()).toList();
    }

    static long lastSequence(List<WalScan> scans) {
        return scans.stream().mapToLong(WalScan::lastSequence).max().orElse(-1);
    }

    static boolean isCorruption(RocksDBException e) {
        Status status = e.getStatus();
        return status != null && status.getCode() == Status.Code.Corruption;
    }

    static StoreException notOpened(StoreOptions options, RocksDBException e) {
        return new StoreException("could not open " + options.rows().toAbsolutePath() + ": " + e.getMessage(), e);
    }

    private static Database openTorn(StoreOptions options, List<WalScan> scans, RocksDBException refused) {
        try {
            long recoverable;
            try (var database = Database.openReadOnly(options.rows(), options, WALRecoveryMode.PointInTimeRecovery)) {
                recoverable = database.rocks().getLatestSequenceNumber();
            }
            if (recoverable < lastSequence(scans)) throw refusal(options, tears(scans), refused);
            log.warn(
                    "the last write had not finished when the broker stopped, and nobody had been told of it: {}",
                    tears(scans));
            return Database.open(options.rows(), options, WALRecoveryMode.PointInTimeRecovery);
        } catch (RocksDBException e) {
            throw notOpened(options, e);
        }
    }

    private static String tears(List<WalScan> scans) {
        return scans.stream()
                .filter(scan -> scan.tornAt() >= 0)
                .map(scan -> scan.file() + ": nothing can be read from byte " + scan.tornAt())
                .toList()
                .toString();
    }

    private static StoreException refusal(StoreOptions options, String damage, @Nullable RocksDBException cause) {
        String message = "acknowledged writes cannot be read: " + damage
                + ". Nothing was changed. Restore a backup, or see what going on without them would lose: "
                + "sluice data recover --data " + options.directory().toAbsolutePath();
        return cause == null ? new StoreException(message) : new StoreException(message, cause);
    }
}
