package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.NumberText;
import dev.sluice.broker.json.JsonText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What topics and subscriptions both have in their delivery policies: how often and how soon an endpoint is tried again, how
 * fast it may be sent to, and the content type. A policy that is left partial stays so; only in effect it is completed.
 */
final class RetryPolicyRules {
    static final String DEFAULT_CONTENT_TYPE = "text/plain; charset=UTF-8";

    private static final Set<String> FUNCTIONS = Set.of("linear", "arithmetic", "geometric", "exponential");
    private static final int LONGEST_DELAY_SECONDS = 3600;
    private static final int LONGEST_SECONDS = 3600;
    private static final int MOST_RETRIES = 100;

    private static final Set<String> PLAIN_TYPES = Set.of("application/json", "text/plain");
    private static final Set<String> TYPES = Set.of(
            "application/json",
            "text/plain",
            "text/css",
            "text/csv",
            "text/html",
            "text/xml",
            "application/atom+xml",
            "application/octet-stream",
            "application/soap+xml",
            "application/x-www-form-urlencoded",
            "application/xhtml+xml",
            "application/xml");

    /** In the order that AWS shows them. */
    private static final Map<String, Object> DEFAULTS = defaults();

    private final AttributePlace place;

    RetryPolicyRules(AttributePlace place) {
        this.place = place;
    }

    private static Map<String, Object> defaults() {
        var defaults = new LinkedHashMap<String, Object>();
        defaults.put("minDelayTarget", BigDecimal.valueOf(20));
        defaults.put("maxDelayTarget", BigDecimal.valueOf(20));
        defaults.put("numRetries", BigDecimal.valueOf(3));
        defaults.put("numMaxDelayRetries", BigDecimal.ZERO);
        defaults.put("numNoDelayRetries", BigDecimal.ZERO);
        defaults.put("numMinDelayRetries", BigDecimal.ZERO);
        defaults.put("backoffFunction", "linear");
        return defaults;
    }

    /** The policy with defaults for what it does not say. */
    static Map<String, Object> completed(@Nullable Object policy) {
        var completed = new LinkedHashMap<>(DEFAULTS);
        if (policy instanceof Map<?, ?> members) {
            for (String name : DEFAULTS.keySet()) {
                Object value = members.get(name);
                if (value != null && !JsonText.isNull(value)) completed.put(name, value);
            }
        }
        return completed;
    }

    /** The whole text as a JSON object. */
    Map<?, ?> document(String text) {
        if (JsonText.value(text) instanceof Map<?, ?> members) return members;
        String why = JsonText.whyNot(text);
        throw fault(why.isEmpty() ? "It is not a JSON object." : "failed to parse JSON. " + why);
    }

    /** @param known every name there may be */
    void requireKnown(Map<?, ?> members, Set<String> known) {
        for (Object name : members.keySet()) {
            if (!known.contains(name)) throw fault("Attribute " + name + " is unknown.");
        }
    }

    /** A retry policy in its normal form; null for none. */
    @Nullable
    Map<String, Object> retryPolicy(String name, @Nullable Object given) {
        if (given == null || JsonText.isNull(given)) return null;
        if (!(given instanceof Map<?, ?> members)) throw fault(name + " must be a JSON object.");
        requireKnown(members, DEFAULTS.keySet());
        var policy = new LinkedHashMap<String, Object>();
        for (String field : DEFAULTS.keySet()) {
            Object value = members.get(field);
            if (value == null || JsonText.isNull(value)) continue;
            policy.put(field, field.equals("backoffFunction") ? function(value) : number(field, value));
        }
        requireSensible(completed(policy));
        return policy;
    }

    private Object function(Object value) {
        if (FUNCTIONS.contains(value)) return value;
        throw fault("backoffFunction must be linear, arithmetic, geometric or exponential.");
    }

    private BigDecimal number(String name, Object value) {
        String text = JsonText.plain(value);
        int number = NumberText.digits(text, 0, Integer.MAX_VALUE);
        if (number < 0) throw fault(name + " must be a whole number that is not negative.");
        return BigDecimal.valueOf(number);
    }

    private void requireSensible(Map<String, Object> policy) {
        int least = in(policy, "minDelayTarget");
        int most = in(policy, "maxDelayTarget");
        if (least < 1 || most > LONGEST_DELAY_SECONDS) {
            throw fault("minDelayTarget and maxDelayTarget must be from 1 to " + LONGEST_DELAY_SECONDS + " seconds.");
        }
        if (least > most) throw fault("maxDelayTarget must not be less than minDelayTarget.");
        int retries = in(policy, "numRetries");
        if (retries > MOST_RETRIES) throw fault("numRetries must be from 0 to " + MOST_RETRIES + ".");
        long atLeast = in(policy, "numMinDelayRetries");
        long atMost = in(policy, "numMaxDelayRetries");
        long backingOff = retries - in(policy, "numNoDelayRetries") - atLeast - atMost;
        if (backingOff < 0) {
            throw fault(
                    "numNoDelayRetries, numMinDelayRetries and numMaxDelayRetries must not be more than numRetries.");
        }
        if (atLeast * least + atMost * most + backingOff * least > LONGEST_SECONDS) {
            throw fault("The retries must not take longer than " + LONGEST_SECONDS + " seconds.");
        }
    }

    private static int in(Map<String, Object> policy, String name) {
        return policy.get(name) instanceof BigDecimal number ? number.intValueExact() : 0;
    }

    /** A throttle policy in its normal form; null for none. */
    @Nullable
    Map<String, Object> throttlePolicy(String name, @Nullable Object given) {
        Map<?, ?> members = single(name, given, "maxReceivesPerSecond");
        Object most = members == null ? null : members.get("maxReceivesPerSecond");
        if (most == null || JsonText.isNull(most)) return null;
        BigDecimal number = number("maxReceivesPerSecond", most);
        if (number.signum() == 0) throw fault("maxReceivesPerSecond must be 1 or more.");
        return Map.of("maxReceivesPerSecond", number);
    }

    /** @param anyType whether there may be types beyond JSON and text, which make sense for raw delivery */
    @Nullable
    Map<String, Object> requestPolicy(String name, @Nullable Object given, boolean anyType) {
        Map<?, ?> members = single(name, given, "headerContentType");
        Object type = members == null ? null : members.get("headerContentType");
        if (type == null || JsonText.isNull(type)) return null;
        String text = String.valueOf(type);
        int parameters = text.indexOf(';');
        String bare = parameters < 0 ? text : text.substring(0, parameters).strip();
        boolean clean = text.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!clean || !(anyType ? TYPES : PLAIN_TYPES).contains(bare)) {
            throw fault("headerContentType " + text + " is not supported.");
        }
        return Map.of("headerContentType", text);
    }

    private @Nullable Map<?, ?> single(String name, @Nullable Object given, String only) {
        if (given == null || JsonText.isNull(given)) return null;
        if (!(given instanceof Map<?, ?> members)) throw fault(name + " must be a JSON object.");
        requireKnown(members, Set.of(only));
        return members;
    }

    RuntimeException fault(String reason) {
        return place.fault("DeliveryPolicy", reason);
    }
}
