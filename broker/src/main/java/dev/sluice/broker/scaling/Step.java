package dev.sluice.broker.scaling;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The largest change in so many seconds, written {@code 50%/30s} or {@code 4/60s}.
 *
 * @param amount workers, or percent of those there are, rounded up; 1 to 99,999
 * @param seconds 1 to 99,999
 */
public record Step(int amount, boolean percent, int seconds) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})(%?)/([1-9]\\d{0,4})s");

    static boolean isStep(String text) {
        return FORM.matcher(text).matches();
    }

    /** @throws IllegalArgumentException unless it has that form */
    public static Step parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) throw new IllegalArgumentException("a step is written 50%/30s or 4/60s, not " + text);
        return new Step(Integer.parseInt(parts.group(1)), !parts.group(2).isEmpty(), Integer.parseInt(parts.group(3)));
    }

    /** So many workers at once, starting from these; at least one. */
    int from(int workers) {
        return percent ? (int) Math.max(1, ((long) workers * amount + 99) / 100) : amount;
    }

    @Override
    public String toString() {
        return amount + (percent ? "%" : "") + "/" + seconds + "s";
    }
}
