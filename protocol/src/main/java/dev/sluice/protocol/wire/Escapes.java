package dev.sluice.protocol.wire;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What a text may not contain where it is written, and what stands there instead. */
final class Escapes {

    /** At least the most bytes that one character becomes. */
    static final int LONGEST = 8;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** Inside a JSON string. A lone surrogate, which UTF-8 cannot say, is written as an escape. */
    static final Escapes JSON = new Escapes(
            c -> switch (c) {
                case '"' -> "\\\"";
                case '\\' -> "\\\\";
                case '\n' -> "\\n";
                case '\r' -> "\\r";
                case '\t' -> "\\t";
                case '\b' -> "\\b";
                case '\f' -> "\\f";
                default -> c < ' ' ? unicode(c) : null;
            },
            false);

    /**
     * Inside an XML element. A bare carriage return would be read back as a line feed, and the message's digest would no
     * longer match. What XML 1.0 cannot say at all becomes U+FFFD.
     */
    static final Escapes XML = new Escapes(
            c -> switch (c) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '"' -> "&quot;";
                case '\r' -> "&#xD;";
                case '\n', '\t' -> null;
                default -> c < ' ' ? "\uFFFD" : null;
            },
            true);

    private final byte[] @Nullable [] replacements = new byte[0x80] @Nullable [];
    private final boolean xml;

    private Escapes(IntFunction<@Nullable String> replacement, boolean xml) {
        this.xml = xml;
        for (int c = 0; c < 0x80; c++) {
            String text = replacement.apply(c);
            if (text != null) replacements[c] = text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Whether an ASCII character stays as it is. */
    boolean plain(char c) {
        return replacements[c] == null;
    }

    /**
     * Among eight ASCII bytes, those that may not stay as they are in some place: control characters, {@code \}, then
     * {@code "} and {@code &}, which differ in one bit, and the four from {@code <} to {@code ?}, which agree in the upper
     * six. The high bit of each is set, and perhaps of others above it.
     */
    static long special(long word) {
        long control = word - 0x20 * ONES;
        long backslash = zeroBytes(word ^ (0x5C * ONES));
        long quoteOrAmpersand = zeroBytes((word & 0xFBFBFBFBFBFBFBFBL) ^ (0x22 * ONES));
        long angle = zeroBytes((word & 0xFCFCFCFCFCFCFCFCL) ^ (0x3C * ONES));
        return (control | backslash | quoteOrAmpersand | angle) & HIGH_BITS;
    }

    /** The high bit of each byte that is zero; of one above such a byte perhaps as well. */
    private static long zeroBytes(long word) {
        return (word - ONES) & ~word;
    }

    byte[] ascii(char c) {
        byte[] replacement = replacements[c];
        return replacement == null ? new byte[] {(byte) c} : replacement;
    }

    byte[] loneSurrogate(char c) {
        return (xml ? "\uFFFD" : unicode(c)).getBytes(StandardCharsets.UTF_8);
    }

    /** A character from U+0800 up, or what stands for it. */
    char allowed(char c) {
        return xml && c >= '\uFFFE' ? '\uFFFD' : c;
    }

    private static String unicode(int c) {
        return String.format("\\u%04x", c);
    }
}
