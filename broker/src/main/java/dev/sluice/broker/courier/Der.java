package dev.sluice.broker.courier;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** As much of ASN.1's distinguished encoding as one certificate needs. Each method returns a whole element. */
final class Der {
    private static final int UNIVERSAL_TIME_ENDS = 2050;

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return element(0x30, joined(elements));
    }

    static byte[] set(byte[]... elements) {
        return element(0x31, joined(elements));
    }

    /** @param value big-endian, two's complement, as {@link java.math.BigInteger#toByteArray} has it */
    static byte[] integer(byte[] value) {
        return element(0x02, value);
    }

    static byte[] octets(byte[] value) {
        return element(0x04, value);
    }

    static byte[] yes() {
        return element(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] nothing() {
        return element(0x05, new byte[0]);
    }

    /** @param unused bits at the end of the last byte that do not count */
    static byte[] bits(int unused, byte[] value) {
        return element(0x03, joined(new byte[] {(byte) unused}, value));
    }

    static byte[] text(String value) {
        return element(0x0c, value.getBytes(StandardCharsets.UTF_8));
    }

    /** An element under a number that its context gives a meaning. */
    static byte[] tagged(int number, byte[] element) {
        return element(0xa0 | number, element);
    }

    /** Bare bytes under a number that its context gives a meaning. */
    static byte[] bare(int number, byte[] value) {
        return element(0x80 | number, value);
    }

    /** @param dotted such as 2.5.4.3 */
    static byte[] identifier(String dotted) {
        String[] parts = dotted.split("\\.", -1);
        var out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
        for (int i = 2; i < parts.length; i++) writeBase128(out, Integer.parseInt(parts[i]));
        return element(0x06, out.toByteArray());
    }

    private static void writeBase128(ByteArrayOutputStream out, int value) {
        for (int shift = 28; shift > 0; shift -= 7) {
            if (value >>> shift != 0) out.write(0x80 | (value >>> shift & 0x7f));
        }
        out.write(value & 0x7f);
    }

    /** To the second. X.509 writes years from 2050 on in another form. */
    static byte[] time(Instant instant) {
        var time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        boolean universal = time.getYear() < UNIVERSAL_TIME_ENDS;
        var format = DateTimeFormatter.ofPattern(universal ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'", Locale.ROOT);
        return element(universal ? 0x17 : 0x18, format.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] element(int tag, byte[] value) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        writeLength(out, value.length);
        out.writeBytes(value);
        return out.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        out.write(0x80 | bytes);
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out.write(length >>> shift);
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) out.writeBytes(part);
        return out.toByteArray();
    }
}
