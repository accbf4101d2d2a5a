package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Characters;
import dev.sluice.broker.engine.filter.FilterPolicy;
import dev.sluice.broker.engine.filter.FilterPolicyScope;
import dev.sluice.broker.engine.filter.InvalidFilterPolicy;
import dev.sluice.broker.json.JsonText;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionAttributes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the attributes of one subscription may be set to, and the normal form they are stored in. Texts in JSON stay as they
 * were written, but for delivery policies.
 */
final class SubscriptionAttributeRules {
    private static final String DEAD_LETTER_TARGET = "deadLetterTargetArn";
    private static final Set<String> REPLAY_MEMBERS = Set.of("PointType", "StartingPoint", "EndingPoint");

    private final Protocol protocol;
    private final String endpoint;
    private final boolean fifoTopic;

    /** What a subscription is cannot be changed, so these rules hold for its life. */
    SubscriptionAttributeRules(Protocol protocol, String endpoint, boolean fifoTopic) {
        this.protocol = protocol;
        this.endpoint = endpoint;
        this.fifoTopic = fifoTopic;
    }

    /** Of Subscribe. An attribute that was given empty is left out. */
    SubscriptionAttributes atCreation(Map<String, String> given) {
        var place = AttributePlace.IN_MAP;
        for (String name : given.keySet()) named(name, place);
        FilterPolicyScope scope = scope(given.get(SubscriptionAttribute.FILTER_POLICY_SCOPE.wireName()), place);
        var wanted = new EnumMap<SubscriptionAttribute, String>(SubscriptionAttribute.class);
        given.forEach((name, value) -> {
            SubscriptionAttribute attribute = named(name, place);
            String normal = normal(attribute, value, scope, place);
            if (!normal.isEmpty()) wanted.put(attribute, normal);
        });
        return new SubscriptionAttributes(wanted);
    }

    /**
     * Of SetSubscriptionAttributes. An empty value removes.
     *
     * @param present what the subscription has
     */
    Map<SubscriptionAttribute, String> change(String name, @Nullable String value, SubscriptionAttributes present) {
        var place = AttributePlace.ALONE;
        SubscriptionAttribute attribute = named(name, place);
        FilterPolicyScope scope = scope(present.value(SubscriptionAttribute.FILTER_POLICY_SCOPE), place);
        String normal = normal(attribute, value == null ? "" : value, scope, place);
        return switch (attribute) {
            case FILTER_POLICY -> filter(normal, scope);
            case FILTER_POLICY_SCOPE -> {
                String policy = present.value(SubscriptionAttribute.FILTER_POLICY);
                yield filter(
                        policy == null ? "" : filterPolicy(policy, scope(normal, place), place), scope(normal, place));
            }
            default -> Map.of(attribute, normal);
        };
    }

    /** Always both: a policy must never meet a scope that it was not checked for, whoever else changes one of them now. */
    private static Map<SubscriptionAttribute, String> filter(String policy, FilterPolicyScope scope) {
        return Map.of(
                SubscriptionAttribute.FILTER_POLICY, policy, SubscriptionAttribute.FILTER_POLICY_SCOPE, scope.text());
    }

    private static SubscriptionAttribute named(String name, AttributePlace place) {
        SubscriptionAttribute attribute = SubscriptionAttribute.named(name);
        if (attribute == null) throw place.unknownAttribute();
        return attribute;
    }

    private static FilterPolicyScope scope(@Nullable String value, AttributePlace place) {
        if (value == null) return FilterPolicyScope.MESSAGE_ATTRIBUTES;
        FilterPolicyScope scope = FilterPolicyScope.of(value);
        if (scope != null) return scope;
        throw place.fault(
                "FilterPolicyScope",
                "Invalid value [" + value + "]. Please use either MessageBody or MessageAttributes");
    }

    private String normal(
            SubscriptionAttribute attribute, String value, FilterPolicyScope scope, AttributePlace place) {
        return switch (attribute) {
            case RAW_MESSAGE_DELIVERY -> rawDelivery(value, place);
            case FILTER_POLICY_SCOPE -> scope(value, place).text();
            case FILTER_POLICY -> filterPolicy(value, scope, place);
            case REDRIVE_POLICY -> value.isEmpty() ? "" : redrivePolicy(value, place);
            case DELIVERY_POLICY -> deliveryPolicy(value, place);
            case SUBSCRIPTION_ROLE_ARN -> roleArn(value, place);
            case REPLAY_POLICY -> value.isEmpty() ? "" : replayPolicy(value, place);
        };
    }

    private static String rawDelivery(String value, AttributePlace place) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (lower.equals("true") || lower.equals("false")) return lower;
        throw place.fault("RawMessageDelivery", "Invalid value [" + value + "]. Must be true or false.");
    }

    private static String filterPolicy(String value, FilterPolicyScope scope, AttributePlace place) {
        if (FilterPolicy.unset(value)) return "";
        try {
            return FilterPolicy.of(value, scope).text();
        } catch (InvalidFilterPolicy invalid) {
            throw place.fault(String.valueOf(invalid.getMessage()));
        }
    }

    /** Whether the queue exists is not asked, since it may be made later. */
    private String redrivePolicy(String value, AttributePlace place) {
        Map<?, ?> members = object("RedrivePolicy", value, place);
        for (Object name : members.keySet()) {
            if (name.equals(DEAD_LETTER_TARGET)) continue;
            throw place.fault("RedrivePolicy", "invalid JSON. Attribute " + name + " is unknown.");
        }
        QueueId target = members.get(DEAD_LETTER_TARGET) instanceof String arn ? QueueId.ofArn(arn) : null;
        if (target == null || target.name().isEmpty() || !Characters.areAccount(target.account())) {
            throw place.fault("RedrivePolicy", DEAD_LETTER_TARGET + " is an invalid arn");
        }
        QueueId queue = protocol == Protocol.SQS ? QueueId.ofArn(endpoint) : null;
        if (fifoTopic && queue != null && queue.isFifo() && !target.isFifo()) {
            throw place.fault("RedrivePolicy", "must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
        }
        if (target.isFifo() && (queue == null || !queue.isFifo())) {
            throw place.fault("RedrivePolicy", "must use a standard queue as DLQ for a subscription without order.");
        }
        return value;
    }

    private String deliveryPolicy(String value, AttributePlace place) {
        if (protocol != Protocol.HTTP && protocol != Protocol.HTTPS) {
            throw place.fault("DeliveryPolicy", "It can only be set for HTTP and HTTPS subscriptions");
        }
        return value.isEmpty() ? "" : SubscriptionDeliveryPolicy.checked(value, place);
    }

    private static String roleArn(String value, AttributePlace place) {
        if (value.isEmpty() || (value.startsWith("arn:") && value.contains(":iam:"))) return value;
        throw place.fault("SubscriptionRoleArn", "Invalid value [" + value + "]. Must be the ARN of a role.");
    }

    private String replayPolicy(String value, AttributePlace place) {
        if (!fifoTopic) throw place.fault("ReplayPolicy", "It can only be set for subscriptions of FIFO topics");
        Map<?, ?> members = object("ReplayPolicy", value, place);
        if (members.isEmpty()) return "";
        for (Object name : members.keySet()) {
            if (!REPLAY_MEMBERS.contains(name)) {
                throw place.fault("ReplayPolicy", "invalid JSON. Attribute " + name + " is unknown.");
            }
        }
        if (!"Timestamp".equals(members.get("PointType"))) {
            throw place.fault("ReplayPolicy", "PointType must be Timestamp.");
        }
        Instant start = instant("StartingPoint", members.get("StartingPoint"), place);
        if (members.containsKey("EndingPoint")
                && !instant("EndingPoint", members.get("EndingPoint"), place).isAfter(start)) {
            throw place.fault("ReplayPolicy", "EndingPoint must be after StartingPoint.");
        }
        return value;
    }

    private static Instant instant(String name, @Nullable Object value, AttributePlace place) {
        try {
            if (value instanceof String text) return Instant.parse(text);
        } catch (DateTimeParseException noInstant) {
            throw place.fault(
                    "ReplayPolicy", name + " must be an instant in ISO 8601, such as 2026-10-01T00:00:00.000Z.");
        }
        throw place.fault("ReplayPolicy", name + " is missing.");
    }

    private static Map<?, ?> object(String attribute, String value, AttributePlace place) {
        if (JsonText.value(value) instanceof Map<?, ?> members) return members;
        String why = JsonText.whyNot(value);
        throw place.fault(attribute, "failed to parse JSON. " + (why.isEmpty() ? "It is not an object." : why));
    }
}
