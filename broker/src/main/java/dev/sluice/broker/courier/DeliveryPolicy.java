package dev.sluice.broker.courier;

import org.jspecify.annotations.Nullable;

/**
 * How messages are delivered to an HTTP endpoint, as its subscription and its topic say together.
 *
 * @param mostPerSecond deliveries, on average; 0 for as many as there are
 * @param contentType of notifications; null for SNS's own
 */
record DeliveryPolicy(
        RetryPolicy retry, int mostPerSecond, @Nullable String contentType) {

    static final DeliveryPolicy DEFAULT = new DeliveryPolicy(RetryPolicy.DEFAULT, 0, null);

    private static final String OF_TOPIC = "http.default";

    /**
     * Each of the three parts is the subscription's when it has one and the topic allows it, else the topic's, else SNS's
     * default.
     *
     * @param ofSubscription the attribute DeliveryPolicy; null or empty for none
     * @param ofTopic the same
     */
    static DeliveryPolicy effective(@Nullable String ofSubscription, @Nullable String ofTopic) {
        var topic = JsonLeaves.of(ofTopic);
        boolean overrides = !topic.isTrue("http.disableSubscriptionOverrides");
        var subscription = JsonLeaves.of(overrides ? ofSubscription : null);
        return new DeliveryPolicy(
                retry(subscription, topic), mostPerSecond(subscription, topic), contentType(subscription, topic));
    }

    private static RetryPolicy retry(JsonLeaves subscription, JsonLeaves topic) {
        return subscription.has("healthyRetryPolicy")
                ? retry(subscription, "healthyRetryPolicy.")
                : retry(topic, OF_TOPIC + "HealthyRetryPolicy.");
    }

    /** What is not said is as in the default. */
    private static RetryPolicy retry(JsonLeaves policy, String path) {
        var usual = RetryPolicy.DEFAULT;
        String name = policy.text(path + "backoffFunction");
        Backoff backoff = name == null ? null : Backoff.named(name);
        return new RetryPolicy(
                policy.number(path + "minDelayTarget", usual.leastSeconds()),
                policy.number(path + "maxDelayTarget", usual.mostSeconds()),
                policy.number(path + "numRetries", usual.retries()),
                policy.number(path + "numNoDelayRetries", usual.atOnce()),
                policy.number(path + "numMinDelayRetries", usual.afterLeast()),
                policy.number(path + "numMaxDelayRetries", usual.afterMost()),
                backoff == null ? usual.backoff() : backoff);
    }

    private static int mostPerSecond(JsonLeaves subscription, JsonLeaves topic) {
        int ofTopic = topic.number(OF_TOPIC + "ThrottlePolicy.maxReceivesPerSecond", 0);
        return Math.max(0, subscription.number("throttlePolicy.maxReceivesPerSecond", ofTopic));
    }

    private static @Nullable String contentType(JsonLeaves subscription, JsonLeaves topic) {
        String own = subscription.text("requestPolicy.headerContentType");
        return own != null ? own : topic.text(OF_TOPIC + "RequestPolicy.headerContentType");
    }
}
