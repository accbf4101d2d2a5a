package dev.sluice.broker.api.sns;

import dev.sluice.protocol.sns.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tags of a topic may be. */
final class SnsTagRules {
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private SnsTagRules() {}

    static Map<String, String> checked(List<Tag> tags) {
        var checked = new LinkedHashMap<String, String>();
        for (Tag tag : tags) {
            checkKey(tag.key());
            if (length(tag.value()) > LONGEST_VALUE) {
                throw SnsFaults.invalidParameter("Tag values must be between 0 and 256 characters in length.");
            }
            if (checked.put(tag.key(), tag.value()) != null) {
                throw SnsFaults.invalidParameter("Duplicated keys are not allowed.");
            }
        }
        return checked;
    }

    private static void checkKey(String key) {
        if (key.isEmpty() || length(key) > LONGEST_KEY) {
            throw SnsFaults.invalidParameter("Tag keys must be between 1 and 128 characters in length.");
        }
        if (key.regionMatches(true, 0, "aws:", 0, 4)) {
            throw SnsFaults.invalidParameter("Tag keys must not start with aws:, which is reserved.");
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
