package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.StoredMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps rows in one RocksDB: one batch and at most one sync a turn. Owned by the shard thread, but for
 * {@link #acceptsSends} and {@link #gauges}, which any thread may call.
 */
public final class RocksStore implements Store {
    private static final Logger log = LoggerFactory.getLogger(RocksStore.class);
    private static final long WORTHWHILE_GARBAGE_BYTES = 1L << 30;

    private final DirectoryLock lock;
    private final Database database;
    private final ReadAhead messages;
    private final TurnBatch batch;
    private final WriteOptions writeOptions;
    private final SweepAccount sweepAccount;
    private final DeadRows deadRows = new DeadRows();
    private final Janitor janitor;
    private final Sampler sampler;
    private final Upkeep upkeep;
    private boolean failed;

    private RocksStore(DirectoryLock lock, Database database, StoreOptions options, long worthwhileGarbageBytes) {
        this.lock = lock;
        this.database = database;
        this.messages = new ReadAhead(database);
        this.batch = new TurnBatch(database, deadRows);
        this.writeOptions = new WriteOptions().setSync(options.sync() == SyncMode.ALWAYS);
        this.sweepAccount = new SweepAccount(options.memtableBytes());
        this.janitor = new Janitor(database, deadRows, worthwhileGarbageBytes);
        this.sampler = new Sampler(database, options, janitor::collecting);
        this.upkeep = new Upkeep(sampler, janitor);
    }

    /**
     * Opens the directory, creating what is missing.
     *
     * @throws StoreException when another process has it, when it is of a format this broker does not know, or when
     *     something acknowledged cannot be read; the message says what to do
     */
    public static RocksStore open(StoreOptions options) {
        return open(options, WORTHWHILE_GARBAGE_BYTES);
    }

    static RocksStore open(StoreOptions options, long worthwhileGarbageBytes) {
        createDirectory(options.directory());
        var lock = DirectoryLock.acquire(options.directory());
        try {
            NativeLibrary.load(options.directory());
            Database database = WalRecovery.open(options);
            try {
                Format.claim(database, options.directory());
                return new RocksStore(lock, database, options, worthwhileGarbageBytes);
            } catch (StoreException e) {
                database.close();
                throw e;
            }
        } catch (StoreException e) {
            lock.close();
            throw e;
        }
    }

    private static void createDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StoreException("could not create the data directory " + directory.toAbsolutePath(), e);
        }
    }

    @Override
    public void restore(Restoration restoration) {
        var noting = new DeadRowsAtStart(restoration, deadRows);
        new RowReader(database).restore(noting);
        noting.noteRemovedLogs();
    }

    @Override
    public StoredMessages messages() {
        return messages;
    }

    @Override
    public void write(List<Change> changes, ShardHead head) {
        if (failed) throw new StoreException("an earlier write failed; what memory holds may not be on disk");
        messages.forget(changes);
        try {
            database.rocks().write(writeOptions, batch.fill(changes, head));
        } catch (RocksDBException e) {
            failed = true;
            throw new StoreException("could not write a turn of " + changes.size() + " changes: " + e.getMessage(), e);
        }
        sweepAccount.wrote(batch.messageBytes(), batch.messageCount());
    }

    /** Random bytes that are made once for a data directory and stay the same: such as the key of receipt handles. */
    public byte[] secret(String name, int length) {
        try {
            byte[] secret = database.rocks().get(Keys.secret(name));
            if (secret != null) return secret;
            secret = new byte[length];
            new SecureRandom().nextBytes(secret);
            database.rocks().put(writeOptions, Keys.secret(name), secret);
            return secret;
        } catch (RocksDBException e) {
            throw new StoreException("could not read or write the secret " + name, e);
        }
    }

    @Override
    public boolean wantsSweep() {
        if (!sweepAccount.nearlyFull()) return false;
        try {
            sweepAccount.correct(database.rocks()
                    .getLongProperty(database.family(Family.MESSAGE), "rocksdb.cur-size-active-mem-table"));
        } catch (RocksDBException e) {
            throw new StoreException("could not ask for the size of the memtable", e);
        }
        return sweepAccount.nearlyFull();
    }

    /**
     * Flushes every family, not only the large one: then the log before this turn is done with, so that a restart replays
     * one memtable at most, and damage to the log never lies before what other families have in files already.
     *
     * <p>While RocksDB holds writes back it starts no flush, for it has some to finish; a later turn asks again.
     */
    @Override
    public void swept() {
        try {
            if (database.startFlush()) sweepAccount.correct(0);
        } catch (RocksDBException e) {
            throw new StoreException("could not start a flush", e);
        }
    }

    @Override
    public boolean acceptsSends() {
        return sampler.acceptsSends();
    }

    /** What the store measured of itself within the last second or so. */
    public StoreGauges gauges() {
        return sampler.gauges();
    }

    Database database() {
        return database;
    }

    /** What was read before it was asked for, and waits to be. Callable from any thread. */
    long readAheadBytes() {
        return messages.bytes();
    }

    Janitor janitor() {
        return janitor;
    }

    Sampler sampler() {
        return sampler;
    }

    /** Writes everything to files first, so that the next start has no log to replay. */
    @Override
    public void close() {
        upkeep.close();
        janitor.close();
        if (!failed) flush();
        messages.close();
        batch.close();
        writeOptions.close();
        database.close();
        lock.close();
    }

    private void flush() {
        try {
            database.flush();
        } catch (RocksDBException e) {
            log.warn("could not flush while closing; the next start replays the log instead", e);
        }
    }
}
