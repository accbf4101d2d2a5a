package dev.sluice.broker.api;

import dev.sluice.protocol.error.ApiException;
import java.util.Map;

/** What tags may be. */
final class TagRules {
    static final int MOST_TAGS = 50;

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final String PUNCTUATION = "_.:/=+-@";

    private TagRules() {}

    /** The tags themselves, when all may be on a queue. */
    static Map<String, String> checked(Map<String, String> tags) {
        tags.forEach((key, value) -> {
            if (key.isEmpty() || length(key) > LONGEST_KEY) {
                throw Faults.invalidParameter("Tag keys must be between 1 and 128 characters in length.");
            }
            if (key.regionMatches(true, 0, "aws:", 0, 4)) {
                throw Faults.invalidParameter("Tag keys must not start with aws:, which is reserved.");
            }
            if (length(value) > LONGEST_VALUE) {
                throw Faults.invalidParameter("Tag values must be between 0 and 256 characters in length.");
            }
            if (!hasOnlyTagCharacters(key) || !hasOnlyTagCharacters(value)) {
                throw Faults.invalidParameter("Tag keys and values may contain only letters, digits, white space and"
                        + " the characters _ . : / = + - @");
            }
        });
        return tags;
    }

    static ApiException tooMany(String queueName) {
        return Faults.invalidParameter(
                "Too many tags added for queue " + queueName + ". It can have at most " + MOST_TAGS + ".");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean hasOnlyTagCharacters(String text) {
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!Character.isLetterOrDigit(c) && !Character.isSpaceChar(c) && PUNCTUATION.indexOf(c) < 0) return false;
            at += Character.charCount(c);
        }
        return true;
    }
}
