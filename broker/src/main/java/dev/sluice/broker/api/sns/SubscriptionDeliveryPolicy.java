package dev.sluice.broker.api.sns;

import dev.sluice.broker.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The same for one subscription, in the five members that AWS always shows; two of them have long had no meaning. */
record SubscriptionDeliveryPolicy(
        @Nullable Object retry,
        @Nullable Object throttle,
        @Nullable Object request) {
    private static final String RETRY = "healthyRetryPolicy";
    private static final String SICKLY = "sicklyRetryPolicy";
    private static final String THROTTLE = "throttlePolicy";
    private static final String REQUEST = "requestPolicy";
    private static final String GUARANTEED = "guaranteed";

    private static final SubscriptionDeliveryPolicy NONE = new SubscriptionDeliveryPolicy(null, null, null);

    /** The normal form. */
    static String checked(String text, AttributePlace place) {
        var rules = new RetryPolicyRules(place);
        Map<?, ?> members = rules.document(text);
        rules.requireKnown(members, Set.of(RETRY, SICKLY, THROTTLE, REQUEST, GUARANTEED));
        return new SubscriptionDeliveryPolicy(
                        rules.retryPolicy(RETRY, members.get(RETRY)),
                        rules.throttlePolicy(THROTTLE, members.get(THROTTLE)),
                        rules.requestPolicy(REQUEST, members.get(REQUEST), true))
                .text();
    }

    /** @param text as it is stored, or null when the subscription has none */
    static SubscriptionDeliveryPolicy of(@Nullable String text) {
        if (text == null) return NONE;
        if (!(JsonText.value(text) instanceof Map<?, ?> members)) {
            throw new IllegalStateException("a delivery policy was stored that is none: " + text);
        }
        return new SubscriptionDeliveryPolicy(
                present(members.get(RETRY)), present(members.get(THROTTLE)), present(members.get(REQUEST)));
    }

    private static @Nullable Object present(@Nullable Object value) {
        return value == null || JsonText.isNull(value) ? null : value;
    }

    /** What EffectiveDeliveryPolicy shows of a subscription: its own, else the topic's, else the defaults. */
    String effective(TopicDeliveryPolicy topic) {
        SubscriptionDeliveryPolicy own = topic.disablesOverrides() ? NONE : this;
        return new SubscriptionDeliveryPolicy(
                        RetryPolicyRules.completed(own.retry != null ? own.retry : topic.retry()),
                        own.throttle != null ? own.throttle : topic.throttle(),
                        own.request != null ? own.request : topic.request())
                .text();
    }

    private String text() {
        var members = new LinkedHashMap<String, Object>();
        members.put(RETRY, orNull(retry));
        members.put(SICKLY, JsonText.NULL);
        members.put(THROTTLE, orNull(throttle));
        members.put(REQUEST, orNull(request));
        members.put(GUARANTEED, false);
        return JsonText.of(members);
    }

    private static Object orNull(@Nullable Object value) {
        return value == null ? JsonText.NULL : value;
    }
}
