package dev.sluice.protocol.wire;

import org.jspecify.annotations.Nullable;

/** Integers spelled in text: an optional minus and ASCII digits. */
final class WholeNumber {

    private WholeNumber() {}

    /** The number, or null when the text is none or too large for 64 bits. */
    static @Nullable Long parse(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null; // empty, or too large
        }
    }
}
