package dev.sluice.broker.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number.
 *
 * @param text in its normal form: a plus sign and digits
 */
public record PhoneNumber(String text) implements Comparable<PhoneNumber> {
    private static final Pattern INTERNATIONAL = Pattern.compile("\\+?[1-9][0-9]{1,14}");
    private static final Pattern SEPARATOR = Pattern.compile("[./-]");

    /** The number of E.164 that a text is, with or without the plus sign; null when it is none. */
    public static @Nullable PhoneNumber of(String text) {
        return INTERNATIONAL.matcher(text).matches() ? normal(text) : null;
    }

    /** The number that a subscription was made with, which may have separators. */
    public static PhoneNumber ofEndpoint(String endpoint) {
        return normal(SEPARATOR.matcher(endpoint).replaceAll(""));
    }

    private static PhoneNumber normal(String digits) {
        return new PhoneNumber(digits.startsWith("+") ? digits : "+" + digits);
    }

    @Override
    public int compareTo(PhoneNumber other) {
        return text.compareTo(other.text);
    }
}
