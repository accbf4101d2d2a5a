package dev.sluice.broker.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Reads a RocksDB write-ahead log by itself and tells a torn tail from damage.
 *
 * <p>A turn is written only after the turn before it was synced. So unreadable bytes with nothing after them are a write
 * that never finished, which nobody was told of; but unreadable bytes <em>followed by the start of another record</em>
 * were acknowledged once. No recovery mode of RocksDB draws this line: the strict ones refuse a torn tail, the others drop
 * everything after a flipped bit without a word, as Tolerate does too when the bit is in the last block's length fields.
 *
 * <pre>
 * file      blocks of 32 KiB; less than a header left in a block is padding
 * fragment  masked CRC-32C:4 | length:2 | type:1 | [log number:4 where files are recycled] | payload, little-endian
 * record    a FULL fragment, or FIRST, MIDDLE ..., LAST; begins with sequence number:8 | number of rows:4
 * </pre>
 */
final class WalScan {
    private static final int BLOCK = 32 << 10;
    private static final int HEADER = 7;
    private static final int RECYCLED_HEADER = 11;
    private static final int BATCH_HEADER = 12;
    private static final long NONE = -1;

    /** Rows of one record's sequence; far more than a turn has, far less than chance would hit. */
    private static final long PLAUSIBLE_GAP = 1L << 40;

    private final Path file;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] bytes = block.array();
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer batchHeader = ByteBuffer.allocate(BATCH_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    private final List<WalDamage> damages = new ArrayList<>();

    private long blockStart;
    private int blockBytes;

    /** Where the record begins whose fragments are being read, or NONE. */
    private long recordStart = NONE;

    /** Where what cannot be read begins, or NONE. */
    private long unreadableFrom = NONE;

    /** After something unreadable, fragments are passed over until a record starts. */
    private boolean searching;

    private long nextSequence = NONE;
    private long records;

    private WalScan(Path file) {
        this.file = file;
    }

    /** Reads the file; about a millisecond a MiB. */
    static WalScan of(Path file) throws IOException {
        var scan = new WalScan(file);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (; scan.readBlock(channel); scan.blockStart += BLOCK) scan.scanBlock();
        }
        if (scan.recordStart != NONE) scan.lose(scan.recordStart);
        return scan;
    }

    Path file() {
        return file;
    }

    /** Unreadable stretches that a readable record follows, in order. */
    List<WalDamage> damages() {
        return List.copyOf(damages);
    }

    /** Where the unreadable end of the file begins, or -1 when it can be read to its last byte. */
    long tornAt() {
        return unreadableFrom;
    }

    /** The sequence number of the last row that can be read, or -1 when none can. */
    long lastSequence() {
        return nextSequence == NONE ? NONE : nextSequence - 1;
    }

    /** Complete records read. */
    long records() {
        return records;
    }

    private boolean readBlock(FileChannel channel) throws IOException {
        block.clear();
        while (block.hasRemaining() && channel.read(block, blockStart + block.position()) >= 0) {
            // Reads go on until the block is full or the file ends.
        }
        blockBytes = block.position();
        return blockBytes > 0;
    }

    private void scanBlock() {
        int at = 0;
        while (at + HEADER <= blockBytes) {
            if (!readable(at)) {
                lose(recordStart == NONE ? blockStart + at : recordStart);
                at = nextStart(at + 1);
            } else {
                take(at);
                at += header(at) + length(at);
            }
        }
        boolean lastBlock = blockBytes < BLOCK;
        if (lastBlock && at < blockBytes) lose(recordStart == NONE ? blockStart + at : recordStart);
    }

    private void take(int at) {
        int type = type(at);
        if (isControl(type)) return;
        if (isStart(type)) {
            if (recordStart != NONE) lose(recordStart);
            found(blockStart + at);
            recordStart = blockStart + at;
            batchHeader.clear();
        } else if (recordStart == NONE) {
            // The rest of a record whose start was lost.
            if (!searching) lose(blockStart + at);
            return;
        }
        int wanted = Math.min(batchHeader.remaining(), length(at));
        batchHeader.put(bytes, at + header(at), wanted);
        if (isEnd(type)) complete();
    }

    private void complete() {
        if (batchHeader.hasRemaining()) {
            lose(recordStart);
        } else {
            long sequence = batchHeader.getLong(0);
            if (nextSequence != NONE && sequence > nextSequence && !followsDamage()) {
                damages.add(new WalDamage(file, recordStart, recordStart));
            }
            nextSequence = sequence + Integer.toUnsignedLong(batchHeader.getInt(8));
            records++;
        }
        recordStart = NONE;
    }

    private boolean followsDamage() {
        return !damages.isEmpty() && damages.get(damages.size() - 1).to() == recordStart;
    }

    private void lose(long from) {
        if (unreadableFrom == NONE) unreadableFrom = from;
        recordStart = NONE;
        searching = true;
    }

    private void found(long at) {
        if (unreadableFrom != NONE) damages.add(new WalDamage(file, unreadableFrom, at));
        unreadableFrom = NONE;
        searching = false;
    }

    /** The next place in this block where a record starts, whatever stands before it; the block's end if there is none. */
    private int nextStart(int from) {
        for (int at = from; at + HEADER + BATCH_HEADER <= blockBytes; at++) {
            if (isStart(type(at)) && readable(at) && plausible(at)) return at;
        }
        return blockBytes;
    }

    /** A body may hold a copy of some log; but its records are older than what was read before. */
    private boolean plausible(int at) {
        if (length(at) < BATCH_HEADER) return false;
        long sequence = block.getLong(at + header(at));
        long least = Math.max(nextSequence, 0);
        return sequence >= least && sequence - least < PLAUSIBLE_GAP;
    }

    private boolean readable(int at) {
        if (type(at) == 0) return false;
        int header = header(at);
        int length = length(at);
        if (at + header + length > blockBytes) return false;
        crc.reset();
        crc.update(bytes, at + HEADER - 1, header - HEADER + 1 + length);
        return mask((int) crc.getValue()) == block.getInt(at);
    }

    private static int mask(int crc) {
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    private int type(int at) {
        return bytes[at + 6] & 0xff;
    }

    private int length(int at) {
        return block.getShort(at + 4) & 0xffff;
    }

    private int header(int at) {
        int type = type(at);
        boolean recycled = (type >= 5 && type <= 8) || type == 11 || type == 131;
        return recycled ? RECYCLED_HEADER : HEADER;
    }

    /** FULL or FIRST. */
    private static boolean isStart(int type) {
        return type == 1 || type == 2 || type == 5 || type == 6;
    }

    /** FULL or LAST. */
    private static boolean isEnd(int type) {
        return type == 1 || type == 4 || type == 5 || type == 8;
    }

    /** What a file says about itself (compression, timestamps, the file before it), now or in a later RocksDB. */
    private static boolean isControl(int type) {
        return type > 8;
    }
}
