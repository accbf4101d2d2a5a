package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.ShardHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/**
 * Goes on from a damaged write-ahead log, at the price of what cannot be read. Everything written before the damage is
 * kept, everything after it is given up: a state the broker once was in. What could still be read further on is given up
 * too, since deletions and receive counts among it would belong to messages that are gone.
 */
public final class DataRecovery {
    private DataRecovery() {}

    /**
     * What recovering would give up.
     *
     * @param damages where acknowledged writes cannot be read; empty when nothing needs recovering
     * @param keptUntil epoch milliseconds of the last turn that would be kept; 0 when none would
     * @param lostRows rows of the turns that would be given up: messages, deletions, receives and heads
     */
    public record Loss(List<WalDamage> damages, long keptUntil, long lostRows) {
        public Loss {
            damages = List.copyOf(damages);
        }

        public boolean isNothing() {
            return lostRows == 0;
        }

        @Override
        public String toString() {
            if (isNothing()) return "nothing acknowledged would be lost";
            String until = keptUntil == 0 ? "everything" : "everything after " + Instant.ofEpochMilli(keptUntil);
            return until + " would be lost: " + lostRows + " rows. Damage: " + damages;
        }
    }

    /**
     * Looks, and changes nothing.
     *
     * @throws StoreException when a broker has the directory, or when more is damaged than the write-ahead log
     */
    public static Loss examine(StoreOptions options) {
        return DirectoryLock.holding(options.directory(), () -> loss(options));
    }

    /**
     * Recovers, having copied the write-ahead log as it was into {@code originals}.
     *
     * @param originals a directory that does not exist yet
     * @return what was given up
     * @throws StoreException as above, or when the originals could not be kept
     */
    public static Loss recover(StoreOptions options, Path originals) {
        return DirectoryLock.holding(options.directory(), () -> {
            Loss loss = loss(options);
            keep(options, originals);
            rewrite(options);
            return loss;
        });
    }

    private static Loss loss(StoreOptions options) {
        NativeLibrary.load(options.directory());
        List<WalScan> scans = WalRecovery.scan(options.rows());
        try (var database = Database.openReadOnly(options.rows(), options, WALRecoveryMode.PointInTimeRecovery)) {
            long recoverable = database.rocks().getLatestSequenceNumber();
            long lost = Math.max(0, WalRecovery.lastSequence(scans) - recoverable);
            return new Loss(WalRecovery.damages(scans), time(database), lost);
        } catch (RocksDBException e) {
            throw WalRecovery.notOpened(options, e);
        }
    }

    private static long time(Database database) {
        byte @Nullable [] row = new RowReader(database).get(Keys.shard());
        ShardHead head = row == null ? null : Rows.readShard(ByteBuffer.wrap(row));
        return head == null ? 0 : head.time();
    }

    private static void keep(StoreOptions options, Path originals) {
        try {
            Files.createDirectory(originals);
            for (Path file : WalRecovery.files(options.rows())) {
                Files.copy(file, originals.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new StoreException("could not keep the originals in " + originals.toAbsolutePath(), e);
        }
    }

    /** Opening recovers into memory; the flush makes files of it, so that the damaged log is no longer needed. */
    private static void rewrite(StoreOptions options) {
        try (var database = Database.open(options.rows(), options, WALRecoveryMode.PointInTimeRecovery)) {
            database.flush();
        } catch (RocksDBException e) {
            throw WalRecovery.notOpened(options, e);
        }
    }
}
