package dev.sluice.broker.store;

import java.nio.ByteBuffer;

/**
 * Direct buffers for a key and a value, used again for every row: RocksDB copies out of them and into them, so nothing
 * is allocated for a row. Owned by one thread.
 */
final class Scratch {
    private static final int VALUE_BYTES = 16 << 10;

    private final ByteBuffer key = ByteBuffer.allocateDirect(Keys.MAX_BYTES);
    private ByteBuffer value = ByteBuffer.allocateDirect(VALUE_BYTES);

    /** Empty, with room for any key. */
    ByteBuffer key() {
        return key.clear();
    }

    /** Empty, with room for {@code bytes} at least. */
    ByteBuffer value(int bytes) {
        if (value.capacity() < bytes) value = ByteBuffer.allocateDirect(Math.max(bytes, 2 * value.capacity()));
        return value.clear();
    }
}
