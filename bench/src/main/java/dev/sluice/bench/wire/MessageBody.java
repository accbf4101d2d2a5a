package dev.sluice.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The body of a message: who sent it, as which number and when it was due, then text. The text is a window into a
 * megabyte of random letters, another for each message, so that compression does not flatter the broker.
 *
 * <pre> run:8 sequence:12 dueAt:16 text... (hexadecimal)</pre>
 */
public final class MessageBody {
    public static final int MIN_BYTES = 64;

    private static final int RUN_DIGITS = 8;
    private static final int SEQUENCE_DIGITS = 12;
    private static final int DUE_DIGITS = 16;
    private static final int IDENTITY_BYTES = RUN_DIGITS + SEQUENCE_DIGITS + DUE_DIGITS;
    private static final int STRIDE = 7919;
    private static final byte[] LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TEXT = text(1 << 20);

    private final int run;

    /** @param run tells this run's messages from what others left in the queue */
    public MessageBody(int run) {
        this.run = run;
    }

    void write(byte[] target, int at, int size, long sequence, long dueAt) {
        writeHex(target, at, RUN_DIGITS, run);
        writeHex(target, at + RUN_DIGITS, SEQUENCE_DIGITS, sequence);
        writeHex(target, at + RUN_DIGITS + SEQUENCE_DIGITS, DUE_DIGITS, dueAt);
        int window = (int) (sequence * STRIDE % (TEXT.length - size));
        System.arraycopy(TEXT, window, target, at + IDENTITY_BYTES, size - IDENTITY_BYTES);
    }

    /** True when the body at that place was written by this run. */
    public boolean isOurs(Response response, int at) {
        return (int) readHex(response, at, RUN_DIGITS) == run;
    }

    public static long sequence(Response response, int at) {
        return readHex(response, at + RUN_DIGITS, SEQUENCE_DIGITS);
    }

    /** In {@link System#nanoTime} of this process. */
    public static long dueAt(Response response, int at) {
        return readHex(response, at + RUN_DIGITS + SEQUENCE_DIGITS, DUE_DIGITS);
    }

    static void writeHex(byte[] target, int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--, rest >>>= 4) target[i] = HEX[(int) (rest & 15)];
    }

    private static long readHex(Response response, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) value = value << 4 | Character.digit(response.byteAt(i), 16);
        return value;
    }

    private static byte[] text(int size) {
        var random = new SplittableRandom(1);
        var text = new byte[size];
        for (int i = 0; i < size; i++) text[i] = LETTERS[random.nextInt(LETTERS.length)];
        return text;
    }
}
