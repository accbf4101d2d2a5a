package dev.sluice.broker.api;

import dev.sluice.broker.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An access policy that was checked already, to be written anew with other statements. Its other members stay as they are. */
public final class PolicyDocument {
    private static final String STATEMENT = "Statement";
    private static final String SID = "Sid";

    private final Map<String, Object> members;

    private PolicyDocument(Map<String, Object> members) {
        this.members = members;
    }

    /** A new one without statements. */
    public static PolicyDocument fresh(String id) {
        var members = new LinkedHashMap<String, Object>();
        members.put("Version", "2008-10-17");
        members.put("Id", id);
        return new PolicyDocument(members);
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    public static PolicyDocument of(String policy) {
        if (JsonText.value(policy) instanceof Map<?, ?> document) {
            return new PolicyDocument((Map<String, Object>) document);
        }
        throw new IllegalStateException("a policy was stored that is none: " + policy);
    }

    /** The statements, in a list of the caller's own. */
    public List<Object> statements() {
        List<?> statements = oneOrAll(members.get(STATEMENT));
        return statements == null ? new ArrayList<>() : new ArrayList<>(statements);
    }

    /** The text of the policy with these statements instead. */
    public String with(List<Object> statements) {
        var changed = new LinkedHashMap<>(members);
        changed.put(STATEMENT, statements);
        return JsonText.of(changed);
    }

    public static boolean hasSid(Object statement, @Nullable Object label) {
        return statement instanceof Map<?, ?> members
                && members.get(SID) != null
                && members.get(SID).equals(label);
    }

    /** Where a policy may have a list it may also have a single value. */
    public static @Nullable List<?> oneOrAll(@Nullable Object value) {
        if (value == null) return null;
        return value instanceof List<?> list ? list : List.of(value);
    }
}
