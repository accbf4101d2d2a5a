package dev.sluice.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request under construction, used again for the next one. */
final class RequestBuffer {
    private byte[] bytes = new byte[4096];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    RequestBuffer clear() {
        length = 0;
        return this;
    }

    RequestBuffer put(byte[] source) {
        return put(source, 0, source.length);
    }

    RequestBuffer put(byte[] source, int from, int count) {
        if (length + count > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        System.arraycopy(source, from, bytes, length, count);
        length += count;
        return this;
    }

    RequestBuffer put(String ascii) {
        return put(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** Overwrites the digits that end before {@code end}; leading places become spaces, which HTTP allows there. */
    void patchNumber(int end, int places, int number) {
        int rest = number;
        for (int at = end - 1; at >= end - places; at--) {
            bytes[at] = rest > 0 || at == end - 1 ? (byte) ('0' + rest % 10) : (byte) ' ';
            rest /= 10;
        }
    }
}
