package dev.sluice.broker.api;

/** Numbers as text. */
public final class NumberText {
    private static final int MOST_DIGITS = 38;
    private static final int LEAST_EXPONENT = -128;
    private static final int GREATEST_EXPONENT = 126;

    private NumberText() {}

    /**
     * True for what a message attribute of type Number may hold: decimal or exponent notation, at most 38 significant
     * digits, 0 or a magnitude from 1e-128 to 1e126.
     */
    public static boolean isNumber(String text) {
        int length = text.length();
        int at = 0;
        if (at < length && isSign(text.charAt(at))) at++;

        int digits = 0; // all of them
        int significant = 0; // from the first that is not 0 to the last that is not 0
        int trailingZeros = 0;
        int leadingExponent = 0; // of the first that is not 0
        boolean isOne = false; // the first that is not 0 is 1 and nothing but zeros follow
        int point = -1;
        for (; at < length; at++) {
            char c = text.charAt(at);
            if (c == '.') {
                if (point >= 0) return false;
                point = digits;
                continue;
            }
            if (!Characters.isDigit(c)) break;
            digits++;
            if (c == '0') {
                if (significant > 0) trailingZeros++;
                continue;
            }
            if (significant == 0) leadingExponent = -digits;
            isOne = significant == 0 && c == '1';
            significant += trailingZeros + 1;
            trailingZeros = 0;
        }
        if (digits == 0) return false;

        int exponent = 0;
        if (at < length) {
            char c = text.charAt(at++);
            if (c != 'e' && c != 'E') return false;
            boolean negative = at < length && text.charAt(at) == '-';
            if (at < length && isSign(text.charAt(at))) at++;
            if (at == length) return false;
            for (; at < length; at++) {
                char digit = text.charAt(at);
                if (!Characters.isDigit(digit)) return false;
                exponent = Math.min(exponent * 10 + digit - '0', 1_000_000);
            }
            if (negative) exponent = -exponent;
        }
        if (significant == 0) return true;
        if (significant > MOST_DIGITS) return false;
        int magnitude = leadingExponent + (point >= 0 ? point : digits) + exponent;
        return magnitude >= LEAST_EXPONENT
                && (magnitude < GREATEST_EXPONENT || (magnitude == GREATEST_EXPONENT && isOne));
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-';
    }

    /** The integer that the plain digits say when it is in the range, else -1. No sign, no blank. */
    public static int digits(String text, int from, int to) {
        if (text.length() > 18 || !Characters.areDigits(text)) return -1;
        long value = Long.parseLong(text);
        return value < from || value > to ? -1 : (int) value;
    }
}
