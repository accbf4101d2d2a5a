package dev.sluice.broker.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settable attributes of a subscription, by their names on the wire, with the default in its normal form. */
public enum SubscriptionAttribute {
    RAW_MESSAGE_DELIVERY("RawMessageDelivery", "false"),
    FILTER_POLICY("FilterPolicy", null),
    FILTER_POLICY_SCOPE("FilterPolicyScope", "MessageAttributes"),
    REDRIVE_POLICY("RedrivePolicy", null),
    DELIVERY_POLICY("DeliveryPolicy", null),
    SUBSCRIPTION_ROLE_ARN("SubscriptionRoleArn", null),
    REPLAY_POLICY("ReplayPolicy", null);

    private static final Map<String, SubscriptionAttribute> BY_WIRE_NAME = new HashMap<>();

    static {
        for (SubscriptionAttribute attribute : values()) BY_WIRE_NAME.put(attribute.wireName, attribute);
    }

    private final String wireName;
    private final @Nullable String defaultValue;

    SubscriptionAttribute(String wireName, @Nullable String defaultValue) {
        this.wireName = wireName;
        this.defaultValue = defaultValue;
    }

    public String wireName() {
        return wireName;
    }

    /** The value of a subscription that never set it; null when it is then absent. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    public static @Nullable SubscriptionAttribute named(String wireName) {
        return BY_WIRE_NAME.get(wireName);
    }
}
