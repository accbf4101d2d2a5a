package dev.sluice.broker.engine.filter;

import org.jspecify.annotations.Nullable;

/** What a filter policy looks at: the attributes of a message, which is the default, or its body. */
public enum FilterPolicyScope {
    MESSAGE_ATTRIBUTES("MessageAttributes"),
    MESSAGE_BODY("MessageBody");

    private final String text;

    FilterPolicyScope(String text) {
        this.text = text;
    }

    /** As the attribute {@code FilterPolicyScope} spells it. */
    public String text() {
        return text;
    }

    /** Null for a text that names no scope. */
    public static @Nullable FilterPolicyScope of(String text) {
        for (FilterPolicyScope scope : values()) {
            if (scope.text.equals(text)) return scope;
        }
        return null;
    }
}
