package dev.sluice.broker.courier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveryPolicyTest {
    private static final String OF_TOPIC = """
            {"http":{"defaultHealthyRetryPolicy":{"numRetries":7,"minDelayTarget":2},"disableSubscriptionOverrides":%s,
             "defaultThrottlePolicy":{"maxReceivesPerSecond":9},"defaultRequestPolicy":{"headerContentType":"application/json"}}}""";

    @Test
    void withoutAnyItIsTheDefault() {
        assertThat(DeliveryPolicy.effective(null, null)).isEqualTo(DeliveryPolicy.DEFAULT);
        assertThat(DeliveryPolicy.effective("", "")).isEqualTo(DeliveryPolicy.DEFAULT);
    }

    @Test
    void topicsHoldsWhereTheSubscriptionHasNone() {
        var policy = DeliveryPolicy.effective(null, OF_TOPIC.formatted(false));

        assertThat(policy)
                .isEqualTo(
                        new DeliveryPolicy(new RetryPolicy(2, 20, 7, 0, 0, 0, Backoff.LINEAR), 9, "application/json"));
    }

    @Test
    void subscriptionsPartsReplaceTheTopics() {
        var own = """
                {"healthyRetryPolicy":{"minDelayTarget":1,"maxDelayTarget":60,"numRetries":50,"numNoDelayRetries":3,
                 "numMinDelayRetries":2,"numMaxDelayRetries":35,"backoffFunction":"exponential"},"guaranteed":false,
                 "sicklyRetryPolicy":null,"throttlePolicy":{"maxReceivesPerSecond":3}}""";

        assertThat(DeliveryPolicy.effective(own, OF_TOPIC.formatted(false)))
                .isEqualTo(new DeliveryPolicy(
                        new RetryPolicy(1, 60, 50, 3, 2, 35, Backoff.EXPONENTIAL), 3, "application/json"));
    }

    @Test
    void topicCanForbidWhatSubscriptionsSay() {
        var own = """
                {"healthyRetryPolicy":{"numRetries":50},"requestPolicy":{"headerContentType":"text/csv"}}""";

        assertThat(DeliveryPolicy.effective(own, OF_TOPIC.formatted(true)))
                .isEqualTo(DeliveryPolicy.effective(null, OF_TOPIC.formatted(true)));
    }

    @Test
    void partThatIsNullIsNone() {
        var own = """
                {"healthyRetryPolicy":null,"sicklyRetryPolicy":null,"throttlePolicy":null,"requestPolicy":{"headerContentType":"text/csv"},"guaranteed":false}""";

        assertThat(DeliveryPolicy.effective(own, null))
                .isEqualTo(new DeliveryPolicy(RetryPolicy.DEFAULT, 0, "text/csv"));
    }
}
