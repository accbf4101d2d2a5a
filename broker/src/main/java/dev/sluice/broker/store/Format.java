package dev.sluice.broker.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;

/** The version of the whole: which families there are and what their keys mean. */
final class Format {
    static final int VERSION = 2;

    private Format() {}

    /**
     * Writes the version into a new directory, checks it in others.
     *
     * @throws StoreException when a broker of another version wrote the directory
     */
    static void claim(Database database, Path directory) {
        try {
            if (database.rocks().get(Keys.format()) == null) database.rocks().put(Keys.format(), row(VERSION));
        } catch (RocksDBException e) {
            throw new StoreException("could not write the format of " + directory.toAbsolutePath(), e);
        }
        check(database, directory);
    }

    static void check(Database database, Path directory) {
        byte[] row = new RowReader(database).get(Keys.format());
        if (row == null) throw new StoreException(directory.toAbsolutePath() + " holds no broker's data");
        int version = ByteBuffer.wrap(row).getInt();
        if (version != VERSION) {
            throw new StoreException("the data directory " + directory.toAbsolutePath() + " has format " + version
                    + ", and this broker knows format " + VERSION
                    + " only; start the version that wrote it, or a later one");
        }
    }

    static byte[] row(int version) {
        return ByteBuffer.allocate(4).putInt(version).array();
    }
}
