package dev.sluice.broker.engine.topic;

/**
 * How many subscriptions there may be, and of which kinds. An account is counted in each region by itself. What is there
 * already stays when a limit becomes lower.
 *
 * @param subscriptionsPerTopic of a standard topic; FIFO topics have a lower limit of their own
 * @param filterPoliciesPerTopic subscriptions of a topic with a filter policy
 * @param filterPoliciesPerAccount subscriptions of an account with a filter policy
 * @param pendingPerAccount subscriptions of an account that wait for their confirmation
 * @param replaysPerAccount subscriptions of an account to which an archive is being replayed
 */
public record TopicLimits(
        int subscriptionsPerTopic,
        int filterPoliciesPerTopic,
        int filterPoliciesPerAccount,
        int pendingPerAccount,
        int replaysPerAccount) {

    /** AWS's, but for the last, of which AWS's is not published. */
    public static final TopicLimits DEFAULTS = new TopicLimits(12_500_000, 200, 10_000, 5_000, 100);

    public TopicLimits {
        require(subscriptionsPerTopic >= 1, "subscriptionsPerTopic must be positive");
        require(filterPoliciesPerTopic >= 0, "filterPoliciesPerTopic must not be negative");
        require(filterPoliciesPerAccount >= 0, "filterPoliciesPerAccount must not be negative");
        require(pendingPerAccount >= 0, "pendingPerAccount must not be negative");
        require(replaysPerAccount >= 0, "replaysPerAccount must not be negative");
    }

    private static void require(boolean condition, String message) {
        if (!condition) throw new IllegalArgumentException(message);
    }
}
