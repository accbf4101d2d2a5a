package dev.sluice.broker.store;

/**
 * What a store measured of itself at one moment, all sizes in bytes. For metrics; callable from any thread through
 * {@link RocksStore#gauges}.
 *
 * @param sstBytes keys and small messages on disk
 * @param blobBytes bodies on disk, garbage included
 * @param blobGarbageBytes bodies on disk that nothing refers to any more
 * @param memtableBytes written but not in a file yet, of all families
 * @param logBytes what a restart would have to replay
 * @param pendingCompactionBytes what compaction has before it
 * @param waitingFlushes full memtables of messages that wait to be written to files
 * @param writeStopped RocksDB takes no writes until it has caught up
 * @param delayedWriteBytesPerSecond what it slows writes down to, 0 when it does not
 * @param freeBytes left on the disk
 * @param collectingBlobGarbage the janitor has switched garbage collection on
 */
public record StoreGauges(
        long sstBytes,
        long blobBytes,
        long blobGarbageBytes,
        long memtableBytes,
        long logBytes,
        long pendingCompactionBytes,
        long waitingFlushes,
        boolean writeStopped,
        long delayedWriteBytesPerSecond,
        long freeBytes,
        boolean collectingBlobGarbage) {}
