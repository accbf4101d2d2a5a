package dev.sluice.protocol.wire;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array that an answer is written into, made once per event loop and reset between answers. Belongs to one
 * thread.
 */
public final class WireBytes extends OutputStream {

    /** What reset keeps: an answer larger than this has its array given back, so that one of them does not stay. */
    private static final int KEPT_BYTES = 1 << 20;

    private static final int INITIAL_BYTES = 4096;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int length;

    /** The written bytes from 0 to {@link #length}, then rubbish. Valid until the next write or reset. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Forgets what was written. */
    public void reset() {
        length = 0;
        if (bytes.length > KEPT_BYTES) bytes = new byte[INITIAL_BYTES];
    }

    @Override
    public void write(int b) {
        reserve(1);
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] source) {
        write(source, 0, source.length);
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Takes back what was written after the first {@code newLength} bytes. */
    void truncate(int newLength) {
        length = newLength;
    }

    /** A text known to be ASCII that needs no escaping. */
    @SuppressWarnings("deprecation") // copies low bytes, which is what ASCII is, with neither a decision nor an array
    public void ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    /** A JSON string, with its quotes. */
    public void jsonString(String text) {
        write('"');
        text(text, Escapes.JSON);
        write('"');
    }

    void decimal(long number) {
        ascii(Long.toString(number));
    }

    /**
     * A text as UTF-8, with what its place does not allow replaced as {@code escapes} says.
     *
     * <p>Most texts are ASCII, and those go eight bytes at a time: 1 KiB takes 0.6 microseconds instead of 1.1 (2.0 in XML).
     */
    void text(String text, Escapes escapes) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        reserve(utf8.length + Escapes.LONGEST);
        if (utf8.length == text.length()) {
            ascii(utf8, text, escapes);
        } else {
            characters(text, escapes);
        }
    }

    /** @param utf8 has one byte for each character, which is the same unless it is a lone surrogate, then '?' */
    private void ascii(byte[] utf8, String text, Escapes escapes) {
        byte[] to = bytes;
        int at = length;
        int end = utf8.length;
        int i = 0;
        while (i < end) {
            if (end - i >= Long.BYTES) {
                long word = (long) LONGS.get(utf8, i);
                LONGS.set(to, at, word); // those that turn out special are overwritten
                long special = Escapes.special(word);
                if (special == 0) {
                    i += Long.BYTES;
                    at += Long.BYTES;
                    continue;
                }
                int plain = Long.numberOfTrailingZeros(special) / Byte.SIZE;
                i += plain;
                at += plain;
            }
            char c = text.charAt(i);
            if (c < 0x80 && escapes.plain(c)) {
                to[at++] = (byte) c;
            } else {
                length = at;
                special(text, i, end - i, escapes);
                to = bytes;
                at = length;
            }
            i++;
        }
        length = at;
    }

    private void characters(String text, Escapes escapes) {
        int end = text.length();
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c < 0x80 && escapes.plain(c)) {
                bytes[length++] = (byte) c;
            } else {
                i += special(text, i, end - i, escapes);
            }
        }
    }

    /** Writes the character at {@code i} and keeps room for the {@code left} ones from it on; returns how many more it took. */
    private int special(String text, int i, int left, Escapes escapes) {
        reserve(left + 2 * Escapes.LONGEST);
        char c = text.charAt(i);
        if (c < 0x80) {
            for (byte b : escapes.ascii(c)) bytes[length++] = b;
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xC0 | (c >> 6));
            bytes[length++] = (byte) (0x80 | (c & 0x3F));
        } else if (left > 1 && Character.isSurrogatePair(c, text.charAt(i + 1))) {
            int codePoint = Character.toCodePoint(c, text.charAt(i + 1));
            bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
            bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
            return 1;
        } else if (Character.isSurrogate(c)) {
            write(escapes.loneSurrogate(c));
        } else {
            char allowed = escapes.allowed(c);
            bytes[length++] = (byte) (0xE0 | (allowed >> 12));
            bytes[length++] = (byte) (0x80 | ((allowed >> 6) & 0x3F));
            bytes[length++] = (byte) (0x80 | (allowed & 0x3F));
        }
        return 0;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
}
