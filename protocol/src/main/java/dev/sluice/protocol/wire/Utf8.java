package dev.sluice.protocol.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether bytes are UTF-8. Neither Jackson nor String refuses all that is not: one lets it through, the other mends it. */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    static boolean valid(byte[] bytes, int from, int to) {
        int i = from;
        while (true) {
            i = afterAscii(bytes, i, to);
            if (i == to) return true;
            int length = sequence(bytes, i, to);
            if (length == 0) return false;
            i += length;
        }
    }

    private static int afterAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i <= to - 8 && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) i += 8;
        while (i < to && bytes[i] >= 0) i++;
        return i;
    }

    /** The length of the well-formed sequence of two to four bytes at {@code i}, or 0. Table 3-7 of the Unicode standard. */
    private static int sequence(byte[] bytes, int i, int to) {
        int first = bytes[i] & 0xFF;
        int length = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (length == 0 || to - i < length) return 0;
        int second = bytes[i + 1] & 0xFF;
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) return 0;
        for (int j = i + 2; j < i + length; j++) {
            if ((bytes[j] & 0xC0) != 0x80) return 0;
        }
        return length;
    }
}
