package dev.sluice.broker.store;

import java.nio.file.Path;

/**
 * @param directory holds everything the broker keeps; created when missing
 * @param memtableBytes write buffer of the message rows, 8 MiB to 1 GiB
 * @param blockCacheBytes shared block cache, at least 8 MiB
 * @param minimumFreeBytes sends are refused while the disk has less
 */
public record StoreOptions(
        Path directory, SyncMode sync, long memtableBytes, long blockCacheBytes, long minimumFreeBytes) {

    public StoreOptions {
        require(memtableBytes >= 8L << 20 && memtableBytes <= 1L << 30, "memtableBytes must be 8 MiB to 1 GiB");
        require(blockCacheBytes >= 8L << 20, "blockCacheBytes must be at least 8 MiB");
        require(minimumFreeBytes >= 0, "minimumFreeBytes must not be negative");
    }

    /** What commands on a stopped store open it with. */
    public static StoreOptions stopped(Path directory) {
        return new StoreOptions(directory, SyncMode.ALWAYS, 64L << 20, 64L << 20, 0);
    }

    /** Where RocksDB's files are. */
    Path rows() {
        return directory.resolve("rows");
    }

    private static void require(boolean condition, String message) {
        if (!condition) throw new IllegalArgumentException(message);
    }
}
