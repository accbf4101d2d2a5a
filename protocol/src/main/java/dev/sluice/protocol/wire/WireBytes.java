package dev.sluice.protocol.wire;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * A growing array that an answer is written into, made once per event loop and reset between answers. Belongs to one
 * thread.
 */
public final class WireBytes extends OutputStream {

    /** What reset keeps: an answer larger than this has its array given back, so that one of them does not stay. */
    private static final int KEPT_BYTES = 1 << 20;

    private static final int INITIAL_BYTES = 4096;

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
    void ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    void decimal(long number) {
        ascii(Long.toString(number));
    }

    /** A text as UTF-8, with what its place does not allow replaced as {@code escapes} says. */
    void text(String text, Escapes escapes) {
        int end = text.length();
        reserve(end);
        int at = length;
        byte[] to = bytes;
        for (int i = 0; i < end; i++) {
            // here `to` has room for one byte for each character still to come
            char c = text.charAt(i);
            if (c < 0x80 && escapes.plain(c)) {
                to[at++] = (byte) c;
                continue;
            }
            length = at;
            i += special(text, i, end - i, escapes);
            to = bytes;
            at = length;
        }
        length = at;
    }

    /** Writes the character at {@code i} and keeps room for the rest; returns how many more characters it took. */
    private int special(String text, int i, int left, Escapes escapes) {
        reserve(left + Escapes.LONGEST);
        char c = text.charAt(i);
        if (c < 0x80) {
            write(escapes.ascii(c));
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
