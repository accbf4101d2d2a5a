package dev.sluice.broker.api.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Delivery policies of topics and subscriptions: their normal forms, and what they come to together. */
class DeliveryPolicyTest {
    private static final String DEFAULT_RETRIES = "'minDelayTarget':20,'maxDelayTarget':20,'numRetries':3,"
            + "'numMaxDelayRetries':0,'numNoDelayRetries':0,'numMinDelayRetries':0,'backoffFunction':'linear'";

    @Test
    void aTopicWithoutAPolicyHasTheDefaultsInEffect() {
        assertThat(TopicDeliveryPolicy.of(null).effective())
                .isEqualTo(json("{'http':{'defaultHealthyRetryPolicy':{" + DEFAULT_RETRIES
                        + "},'disableSubscriptionOverrides':false,"
                        + "'defaultRequestPolicy':{'headerContentType':'text/plain; charset=UTF-8'}}}"));
    }

    @Test
    void whetherSubscriptionsMayDifferIsAlwaysSaidAndANullIsDropped() {
        assertThat(ofTopic("{'http':{'defaultHealthyRetryPolicy':null}}"))
                .isEqualTo(json("{'http':{'disableSubscriptionOverrides':false}}"));
    }

    @Test
    void aPartialRetryPolicyStaysPartialAndIsCompletedInEffect() {
        String stored = ofTopic("{'http':{'defaultHealthyRetryPolicy':{'numRetries':5.0}}}");

        assertThat(stored)
                .isEqualTo(json("{'http':{'defaultHealthyRetryPolicy':{'numRetries':5},"
                        + "'disableSubscriptionOverrides':false}}"));
        assertThat(TopicDeliveryPolicy.of(stored).effective())
                .contains(json("{" + DEFAULT_RETRIES.replace("'numRetries':3", "'numRetries':5") + "}"));
    }

    @Test
    void aSubscriptionAlwaysShowsFiveMembers() {
        assertThat(ofSubscription("{'requestPolicy':{'headerContentType':'text/csv'}}"))
                .isEqualTo(json("{'healthyRetryPolicy':null,'sicklyRetryPolicy':null,'throttlePolicy':null,"
                        + "'requestPolicy':{'headerContentType':'text/csv'},'guaranteed':false}"));
    }

    @Test
    void whatASubscriptionShowsItTakes() {
        String shown =
                ofSubscription("{'healthyRetryPolicy':{'numRetries':1},'guaranteed':true,'sicklyRetryPolicy':{}}");

        assertThat(ofSubscription(shown)).isEqualTo(shown);
    }

    @Test
    void whatASubscriptionDoesNotSayIsAsItsTopicSays() {
        String topic = ofTopic("{'http':{'defaultHealthyRetryPolicy':{'numRetries':7},"
                + "'defaultThrottlePolicy':{'maxReceivesPerSecond':9},"
                + "'defaultRequestPolicy':{'headerContentType':'application/json'}}}");
        String subscription = ofSubscription("{'throttlePolicy':{'maxReceivesPerSecond':2}}");

        assertThat(effective(subscription, topic))
                .contains(json("'numRetries':7"))
                .contains(json("'throttlePolicy':{'maxReceivesPerSecond':2}"))
                .contains(json("'requestPolicy':{'headerContentType':'application/json'}"));
    }

    @Test
    void aTopicMayForbidSubscriptionsToDiffer() {
        String topic = ofTopic("{'http':{'disableSubscriptionOverrides':true}}");
        String subscription = ofSubscription("{'healthyRetryPolicy':{'numRetries':50}}");

        assertThat(effective(subscription, topic)).contains(json("'numRetries':3"));
    }

    @Test
    void withoutAnyPolicyTheContentTypeIsLeftOpen() {
        assertThat(effective(null, null))
                .isEqualTo(json("{'healthyRetryPolicy':{" + DEFAULT_RETRIES
                        + "},'sicklyRetryPolicy':null,'throttlePolicy':null,'requestPolicy':null,'guaranteed':false}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'healthyRetryPolicy':{'numRetries':1e999999999}} | numRetries must be a whole number that is not negative",
                "{'healthyRetryPolicy':{'minDelayTarget':0}} | minDelayTarget and maxDelayTarget must be from 1 to 3600",
                "{'healthyRetryPolicy':{'maxDelayTarget':3601}} | minDelayTarget and maxDelayTarget must be from 1 to 3600",
                "{'healthyRetryPolicy':{'minDelayTarget':21}} | maxDelayTarget must not be less than minDelayTarget",
                "{'healthyRetryPolicy':{'numRetries':101}} | numRetries must be from 0 to 100",
                "{'healthyRetryPolicy':{'numRetries':-1}} | numRetries must be a whole number that is not negative",
                "{'healthyRetryPolicy':{'numRetries':1.5}} | numRetries must be a whole number that is not negative",
                "{'healthyRetryPolicy':{'numNoDelayRetries':2,'numMinDelayRetries':2}} | must not be more than numRetries",
                "{'healthyRetryPolicy':{'numRetries':100,'minDelayTarget':40,'maxDelayTarget':40}} | must not take longer",
                "{'healthyRetryPolicy':{'backoffFunction':'cubic'}} | backoffFunction must be linear",
                "{'healthyRetryPolicy':{'retries':1}} | Attribute retries is unknown.",
                "{'healthyRetryPolicy':7} | healthyRetryPolicy must be a JSON object.",
                "{'throttlePolicy':{'maxReceivesPerSecond':0}} | maxReceivesPerSecond must be 1 or more.",
                "{'requestPolicy':{'headerContentType':'text/x-mine'}} | headerContentType text/x-mine is not supported.",
                "{'http':{}} | Attribute http is unknown.",
                "[] | It is not a JSON object.",
                "{ | failed to parse JSON. Unexpected end-of-input"
            })
    void whatMakesNoSenseIsRefused(String policy, String reason) {
        assertThatThrownBy(() -> ofSubscription(policy))
                .hasMessageStartingWith("Invalid parameter: DeliveryPolicy: ")
                .hasMessageContaining(reason);
    }

    @Test
    void atTopicLevelContentTypesAreJsonAndText() {
        assertThatThrownBy(() -> ofTopic("{'http':{'defaultRequestPolicy':{'headerContentType':'text/csv'}}}"))
                .hasMessage("Invalid parameter: DeliveryPolicy: headerContentType text/csv is not supported.");
        assertThat(ofTopic("{'http':{'defaultRequestPolicy':{'headerContentType':'text/plain; charset=UTF-8'}}}"))
                .contains("text/plain; charset=UTF-8");
    }

    private static String ofTopic(String policy) {
        return TopicDeliveryPolicy.checked(json(policy), AttributePlace.ALONE);
    }

    private static String ofSubscription(String policy) {
        return SubscriptionDeliveryPolicy.checked(json(policy), AttributePlace.ALONE);
    }

    private static String effective(@Nullable String subscription, @Nullable String topic) {
        return SubscriptionDeliveryPolicy.of(subscription).effective(TopicDeliveryPolicy.of(topic));
    }

    private static String json(String apostrophes) {
        return apostrophes.replace('\'', '"');
    }
}
