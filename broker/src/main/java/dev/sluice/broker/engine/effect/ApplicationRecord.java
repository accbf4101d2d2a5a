package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.ApplicationId;
import java.util.HashMap;
import java.util.Map;

/**
 * A platform application, as stored.
 *
 * @param attributes what was set, by the names on the wire, the credentials of the push service among it
 * @param createdAt epoch milliseconds
 */
public record ApplicationRecord(ApplicationId id, Map<String, String> attributes, long createdAt) implements MobileRow {
    public static final String ENABLED = "Enabled";

    public ApplicationRecord {
        attributes = Map.copyOf(attributes);
    }

    /** Whether messages are taken for its endpoints. */
    public boolean isEnabled() {
        return !"false".equals(attributes.get(ENABLED));
    }

    /** With the changes laid over its attributes; an empty value removes. */
    public ApplicationRecord with(Map<String, String> changes) {
        var merged = new HashMap<>(attributes);
        merged.putAll(changes);
        merged.values().removeIf(String::isEmpty);
        return new ApplicationRecord(id, merged, createdAt);
    }
}
