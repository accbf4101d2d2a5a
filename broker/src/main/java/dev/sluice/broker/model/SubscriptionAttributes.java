package dev.sluice.broker.model;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes a subscription was given. Immutable. The API has checked them; those in JSON are kept as they were
 * written, for they read back so.
 */
public final class SubscriptionAttributes {
    public static final SubscriptionAttributes DEFAULTS = new SubscriptionAttributes(Map.of());

    private final EnumMap<SubscriptionAttribute, String> given;

    public SubscriptionAttributes(Map<SubscriptionAttribute, String> given) {
        this.given = new EnumMap<>(SubscriptionAttribute.class);
        this.given.putAll(given);
    }

    /** The value as it reads back, or null when the attribute is absent. */
    public @Nullable String value(SubscriptionAttribute attribute) {
        String value = given.get(attribute);
        return value != null ? value : attribute.defaultValue();
    }

    /** What was set, defaults left out; this is what is stored. */
    public Map<SubscriptionAttribute, String> given() {
        return new EnumMap<>(given);
    }

    /** A copy with the changes laid over it; an empty value removes. */
    public SubscriptionAttributes with(Map<SubscriptionAttribute, String> changes) {
        var merged = new EnumMap<>(given);
        changes.forEach((attribute, value) -> {
            if (value.isEmpty()) merged.remove(attribute);
            else merged.put(attribute, value);
        });
        return new SubscriptionAttributes(merged);
    }

    /** Whether everything that the wish sets is set here, or the default here. What it leaves out is no matter. */
    public boolean agreesWith(SubscriptionAttributes wish) {
        for (var wanted : wish.given.entrySet()) {
            if (!wanted.getValue().equals(value(wanted.getKey()))) return false;
        }
        return true;
    }

    /** Whether endpoints get the bare text instead of an envelope. */
    public boolean isRaw() {
        return "true".equals(given.get(SubscriptionAttribute.RAW_MESSAGE_DELIVERY));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SubscriptionAttributes that && given.equals(that.given);
    }

    @Override
    public int hashCode() {
        return given.hashCode();
    }

    @Override
    public String toString() {
        return given.toString();
    }
}
