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
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** Keeps rows in one RocksDB: one batch and at most one sync a turn. Owned by the shard thread. */
public final class RocksStore implements Store {
    private final DirectoryLock lock;
    private final Database database;
    private final RocksMessages messages;
    private final TurnBatch batch;
    private final WriteOptions writeOptions;
    private final FlushOptions flushOptions =
            new FlushOptions().setWaitForFlush(false).setAllowWriteStall(true);
    private final SweepAccount sweepAccount;

    private RocksStore(DirectoryLock lock, Database database, StoreOptions options) {
        this.lock = lock;
        this.database = database;
        this.messages = new RocksMessages(database);
        this.batch = new TurnBatch(database);
        this.writeOptions = new WriteOptions().setSync(options.sync() == SyncMode.ALWAYS);
        this.sweepAccount = new SweepAccount(options.memtableBytes());
    }

    /**
     * Opens the directory, creating what is missing.
     *
     * @throws StoreException when another process has it, when it is of a format this broker does not know, or when it
     *     is damaged
     */
    public static RocksStore open(StoreOptions options) {
        createDirectory(options.directory());
        var lock = DirectoryLock.acquire(options.directory());
        try {
            NativeLibrary.load(options.directory());
            Database database = WalRecovery.open(options);
            try {
                checkFormat(database, options.directory());
                return new RocksStore(lock, database, options);
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

    private static void checkFormat(Database database, Path directory) {
        try {
            byte[] format = database.rocks().get(Keys.format());
            if (format == null) {
                database.rocks().put(Keys.format(), Rows.format());
            } else if (Rows.readFormat(format) != Rows.FORMAT) {
                throw new StoreException("the data directory " + directory.toAbsolutePath() + " has format "
                        + Rows.readFormat(format) + "; this broker knows format " + Rows.FORMAT
                        + ", so it must be opened by the version that wrote it or a later one");
            }
        } catch (RocksDBException e) {
            throw new StoreException("could not read the format of " + directory.toAbsolutePath(), e);
        }
    }

    @Override
    public void restore(Restoration restoration) {
        new RowReader(database).restore(restoration);
    }

    @Override
    public StoredMessages messages() {
        return messages;
    }

    @Override
    public void write(List<Change> changes, ShardHead head) {
        try {
            database.rocks().write(writeOptions, batch.fill(changes, head));
        } catch (RocksDBException e) {
            throw new StoreException("could not write a turn of " + changes.size() + " changes", e);
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
        return sweepAccount.wantsSweep();
    }

    @Override
    public void swept() {
        try {
            database.rocks().flush(flushOptions, database.family(Family.MESSAGE));
        } catch (RocksDBException e) {
            throw new StoreException("could not flush the messages", e);
        }
        sweepAccount.flushed();
    }

    @Override
    public boolean acceptsSends() {
        return true;
    }

    @Override
    public void close() {
        messages.close();
        batch.close();
        writeOptions.close();
        flushOptions.close();
        database.close();
        lock.close();
    }
}
