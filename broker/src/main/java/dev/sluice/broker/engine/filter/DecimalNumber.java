package dev.sluice.broker.engine.filter;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number compared as the decimal it was written as. Its nearest double decides in nearly every case; only numbers which
 * differ by less than that can tell are compared digit by digit.
 *
 * <p>Beyond 100 characters, or the range of a double, the nearest double stands for the number.
 */
final class DecimalNumber implements Value.Scalar, Comparable<DecimalNumber> {
    /** Any two decimals of so many digits have different nearest doubles. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private static final int MOST_CHARACTERS = 100;

    private final double nearest;
    /** Only where the nearest double may be that of another number too. */
    private final @Nullable BigDecimal exact;

    private DecimalNumber(double nearest, @Nullable BigDecimal exact) {
        this.nearest = nearest;
        this.exact = exact;
    }

    /** Null for a text which is no decimal number. */
    static @Nullable DecimalNumber of(String text) {
        int digits = significantDigits(text);
        if (digits < 0) return null;
        double nearest = Double.parseDouble(text) + 0.0; // no negative zero
        boolean needsDigits = digits > DIGITS_OF_A_DOUBLE
                && text.length() <= MOST_CHARACTERS
                && Double.isFinite(nearest)
                && nearest != 0;
        return new DecimalNumber(nearest, needsDigits ? new BigDecimal(text) : null);
    }

    double nearest() {
        return nearest;
    }

    @Override
    public int compareTo(DecimalNumber other) {
        if (nearest != other.nearest) return nearest < other.nearest ? -1 : 1;
        if ((exact == null && other.exact == null) || Double.isInfinite(nearest)) return 0;
        return digits().compareTo(other.digits());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecimalNumber number && compareTo(number) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(nearest);
    }

    @Override
    public String toString() {
        return digits().toString();
    }

    private BigDecimal digits() {
        return exact == null ? BigDecimal.valueOf(nearest) : exact;
    }

    /** Negative for a text which is no number. Zeros at the end count: they only make it careful. */
    private static int significantDigits(String text) {
        int at = skipSign(text, 0);
        int digits = 0;
        int significant = 0;
        boolean point = false;
        for (; at < text.length(); at++) {
            char character = text.charAt(at);
            if (isDigit(character)) {
                digits++;
                if (significant > 0 || character != '0') significant++;
            } else if (character == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        return digits > 0 && isExponent(text, at) ? significant : -1;
    }

    private static boolean isExponent(String text, int from) {
        if (from == text.length()) return true;
        if (text.charAt(from) != 'e' && text.charAt(from) != 'E') return false;
        int first = skipSign(text, from + 1);
        for (int at = first; at < text.length(); at++) {
            if (!isDigit(text.charAt(at))) return false;
        }
        return first < text.length();
    }

    private static int skipSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
