package dev.sluice.broker.engine.filter;

import java.util.List;

/**
 * What a policy says of a message, and why.
 *
 * @param reason in words; empty for a match
 * @param missed keys that are not satisfied, of the branches of an {@code $or} those of the one that came nearest; empty when
 *     the reason is another
 */
public record FilterVerdict(boolean matches, String reason, List<Missed> missed) {
    static final String NOT_SATISFIED = "not every key is satisfied";
    static final String DIFFERENT_ELEMENTS = "every key is satisfied, but not within the same element of an array";

    /**
     * @param key with the names it is nested in, separated by dots
     * @param present whether the message has a value there, though none that is wanted
     */
    public record Missed(String key, boolean present) {}

    public FilterVerdict {
        missed = List.copyOf(missed);
    }

    static FilterVerdict nothingToMatch(FilterPolicyScope scope) {
        String reason = scope == FilterPolicyScope.MESSAGE_BODY
                ? "the body is not a JSON object"
                : "the message has no attributes";
        return new FilterVerdict(false, reason, List.of());
    }
}
