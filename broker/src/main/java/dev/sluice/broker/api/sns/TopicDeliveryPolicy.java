package dev.sluice.broker.api.sns;

import dev.sluice.broker.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a topic's messages are delivered to HTTP endpoints, as its attributes say it: what may be set, the normal form of it,
 * and what it comes to where it leaves something out.
 */
record TopicDeliveryPolicy(
        @Nullable Object retry,
        boolean disablesOverrides,
        @Nullable Object throttle,
        @Nullable Object request) {
    private static final String HTTP = "http";
    private static final String RETRY = "defaultHealthyRetryPolicy";
    private static final String DISABLES = "disableSubscriptionOverrides";
    private static final String THROTTLE = "defaultThrottlePolicy";
    private static final String REQUEST = "defaultRequestPolicy";

    private static final TopicDeliveryPolicy NONE = new TopicDeliveryPolicy(null, false, null, null);

    /** The normal form. */
    static String checked(String text, AttributePlace place) {
        var rules = new RetryPolicyRules(place);
        Map<?, ?> document = rules.document(text);
        rules.requireKnown(document, Set.of(HTTP));
        if (!(document.get(HTTP) instanceof Map<?, ?> http)) throw rules.fault("http must be a JSON object.");
        rules.requireKnown(http, Set.of(RETRY, DISABLES, THROTTLE, REQUEST));
        Object disables = http.get(DISABLES);
        if (disables != null && !(disables instanceof Boolean)) {
            throw rules.fault(DISABLES + " must be true or false.");
        }
        return new TopicDeliveryPolicy(
                        rules.retryPolicy(RETRY, http.get(RETRY)),
                        Boolean.TRUE.equals(disables),
                        rules.throttlePolicy(THROTTLE, http.get(THROTTLE)),
                        rules.requestPolicy(REQUEST, http.get(REQUEST), false))
                .text();
    }

    /** @param text as it is stored, or null when the topic has none */
    static TopicDeliveryPolicy of(@Nullable String text) {
        if (text == null) return NONE;
        if (!(JsonText.value(text) instanceof Map<?, ?> document) || !(document.get(HTTP) instanceof Map<?, ?> http)) {
            throw new IllegalStateException("a delivery policy was stored that is none: " + text);
        }
        return new TopicDeliveryPolicy(
                http.get(RETRY), Boolean.TRUE.equals(http.get(DISABLES)), http.get(THROTTLE), http.get(REQUEST));
    }

    private String text() {
        return text(retry, request);
    }

    /** What EffectiveDeliveryPolicy shows of a topic. */
    String effective() {
        Object type = Map.of("headerContentType", RetryPolicyRules.DEFAULT_CONTENT_TYPE);
        return text(RetryPolicyRules.completed(retry), request == null ? type : request);
    }

    private String text(@Nullable Object retryPolicy, @Nullable Object requestPolicy) {
        var http = new LinkedHashMap<String, Object>();
        if (retryPolicy != null) http.put(RETRY, retryPolicy);
        http.put(DISABLES, disablesOverrides);
        if (throttle != null) http.put(THROTTLE, throttle);
        if (requestPolicy != null) http.put(REQUEST, requestPolicy);
        return JsonText.of(Map.of(HTTP, http));
    }
}
