package dev.sluice.broker.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes a subscription was given. Immutable. The API has checked them; those in JSON are kept as they were
 * written, for they read back so.
 */
public final class SubscriptionAttributes extends GivenAttributes<SubscriptionAttribute> {
    public static final SubscriptionAttributes DEFAULTS = new SubscriptionAttributes(Map.of());

    public SubscriptionAttributes(Map<SubscriptionAttribute, String> given) {
        super(SubscriptionAttribute.class, given);
    }

    /** The value as it reads back, or null when the attribute is absent. */
    public @Nullable String value(SubscriptionAttribute attribute) {
        String value = given(attribute);
        return value != null ? value : attribute.defaultValue();
    }

    /** A copy with the changes laid over it; an empty value removes. */
    public SubscriptionAttributes with(Map<SubscriptionAttribute, String> changes) {
        return new SubscriptionAttributes(changedBy(changes));
    }

    /** Whether everything that the wish sets is set here, or the default here. What it leaves out is no matter. */
    public boolean agreesWith(SubscriptionAttributes wish) {
        for (var wanted : wish.given().entrySet()) {
            if (!wanted.getValue().equals(value(wanted.getKey()))) return false;
        }
        return true;
    }

    /** Whether endpoints get the bare text instead of an envelope. */
    public boolean isRaw() {
        return "true".equals(given(SubscriptionAttribute.RAW_MESSAGE_DELIVERY));
    }
}
