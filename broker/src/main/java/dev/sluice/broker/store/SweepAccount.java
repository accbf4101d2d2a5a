package dev.sluice.broker.store;

/**
 * Guesses how full the active memtable of messages is, so that the sweep can come just before it is flushed. RocksDB's
 * own figure costs a mutex; this costs an addition. Owned by the shard thread.
 */
final class SweepAccount {
    /** What RocksDB adds to a row in its skip list: node, sequence number, lengths. */
    private static final int OVERHEAD_BYTES = 40;

    private final long threshold;
    private long bytes;

    SweepAccount(long memtableBytes) {
        // RocksDB flushes when the next arena block would not fit, so a memtable is full before its last bytes.
        this.threshold = memtableBytes * 85 / 100;
    }

    void wrote(long messageBytes, int messages) {
        bytes += messageBytes + (long) messages * OVERHEAD_BYTES;
    }

    boolean nearlyFull() {
        return bytes >= threshold;
    }

    /** RocksDB's own figure, asked for when the guess says full: it may have flushed for another reason. */
    void correct(long activeMemtableBytes) {
        bytes = activeMemtableBytes;
    }
}
