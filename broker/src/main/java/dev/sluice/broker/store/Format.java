package dev.sluice.broker.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;

/** The version of the whole: which families there are and what their keys mean. */
final class Format {
    static final int VERSION = 1;

    private Format() {}

    /** @throws StoreException when a broker of another version wrote the directory */
    static void check(Database database, Path directory) {
        try {
            byte[] row = database.rocks().get(Keys.format());
            if (row == null) {
                database.rocks().put(Keys.format(), row(VERSION));
                return;
            }
            int version = ByteBuffer.wrap(row).getInt();
            if (version != VERSION) {
                throw new StoreException("the data directory " + directory.toAbsolutePath() + " has format " + version
                        + ", and this broker knows format " + VERSION
                        + " only; start the version that wrote it, or a later one");
            }
        } catch (RocksDBException e) {
            throw new StoreException("could not read the format of " + directory.toAbsolutePath(), e);
        }
    }

    static byte[] row(int version) {
        return ByteBuffer.allocate(4).putInt(version).array();
    }
}
