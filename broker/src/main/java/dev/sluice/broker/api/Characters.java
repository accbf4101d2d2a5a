package dev.sluice.broker.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Which characters SQS takes, and where. */
public final class Characters {
    static final String ALLOWED_IN_TEXT = "#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF";

    private static final int LONGEST_ID = 128;
    /** Tab, line feed and carriage return: the control characters that text may contain. */
    private static final int ALLOWED_CONTROLS = (1 << '\t') | (1 << '\n') | (1 << '\r');

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long BLANKS = 0x2020202020202020L;
    private static final long QUESTION_MARKS = 0x3F3F3F3F3F3F3F3FL;
    private static final long ONES = 0x0101010101010101L;

    private Characters() {}

    /**
     * The same of a text and its UTF-8, eight bytes at a time, for nearly every body is printable ASCII. A question mark
     * may stand for a lone surrogate, so with one the characters themselves are looked at.
     */
    static boolean areText(String text, byte[] utf8) {
        int at = 0;
        for (; at + Long.BYTES <= utf8.length; at += Long.BYTES) {
            long word = (long) WORDS.get(utf8, at);
            long marks = word ^ QUESTION_MARKS; // a byte of 0 where there is one; taking 1 from that borrows
            // The high bit of a byte is set when it is no ASCII, or when taking a blank from it borrows.
            if (((word | (word - BLANKS) | (marks - ONES)) & HIGH_BITS) != 0) return areText(text);
        }
        for (; at < utf8.length; at++) if (utf8[at] < ' ' || utf8[at] == '?') return areText(text);
        return true;
    }

    /** True when the text has only what message bodies and string attributes may have; a lone surrogate is refused. */
    static boolean areText(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                if (((ALLOWED_CONTROLS >>> c) & 1) == 0) return false;
            } else if (c >= Character.MIN_SURROGATE) {
                if (c <= Character.MAX_SURROGATE) {
                    if (Character.isLowSurrogate(c) || i + 1 == length) return false;
                    if (!Character.isLowSurrogate(text.charAt(++i))) return false;
                } else if (c > '\uFFFD') {
                    return false;
                }
            }
        }
        return true;
    }

    /** True for 1 to 128 letters, digits and punctuation marks of ASCII: a message group or deduplication id. */
    public static boolean areId(String text) {
        if (text.isEmpty() || text.length() > LONGEST_ID) return false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') return false;
        }
        return true;
    }

    /** True for {@code A-Z a-z 0-9 - _} only, of any length. */
    public static boolean areName(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isNameCharacter(text.charAt(i))) return false;
        }
        return true;
    }

    public static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '-' || c == '_';
    }

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    public static boolean areDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) return false;
        }
        return !text.isEmpty();
    }

    /** Twelve decimal digits. */
    public static boolean areAccount(String text) {
        return text.length() == 12 && areDigits(text);
    }
}
