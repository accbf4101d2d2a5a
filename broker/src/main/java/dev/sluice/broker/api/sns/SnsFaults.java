package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Extensions;
import dev.sluice.broker.api.Faults;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.SnsErrorCode;

/** The words of SNS for every no that is not particular to one area. Clients search some of these texts. */
final class SnsFaults {
    private SnsFaults() {}

    /** {@code Invalid parameter: Topic Name}. */
    static ApiException invalidParameter(String what) {
        return new ApiException(SnsErrorCode.INVALID_PARAMETER, "Invalid parameter: " + Faults.echo(what));
    }

    /** {@code Invalid parameter: Platform Reason: X is not supported}. */
    static ApiException invalidParameter(String what, String reason) {
        return invalidParameter(what + " Reason: " + reason);
    }

    static ApiException noSuchTopic() {
        return new ApiException(SnsErrorCode.NOT_FOUND, "Topic does not exist");
    }

    static ApiException noSuchSubscription() {
        return new ApiException(SnsErrorCode.NOT_FOUND, "Subscription does not exist");
    }

    static ApiException noSuchEndpoint() {
        return new ApiException(SnsErrorCode.NOT_FOUND, "Endpoint does not exist");
    }

    /** What tags are asked of. */
    static ApiException noSuchResource() {
        return new ApiException(SnsErrorCode.RESOURCE_NOT_FOUND, "Resource does not exist");
    }

    static ApiException tooManyTags() {
        return new ApiException(
                SnsErrorCode.TAG_LIMIT_EXCEEDED, "Could not complete request: tag quota of per resource exceeded");
    }

    /** Sensitive data that the topic's data protection policy does not let in. */
    static ApiException deniedByProtection(String principal, TopicId topic) {
        return new ApiException(
                SnsErrorCode.AUTHORIZATION_ERROR,
                "User: " + principal + " is not authorized to perform: SNS:Publish on resource: " + topic.arn()
                        + " with an explicit deny in a data protection policy");
    }

    /** What the machine refused for the whole request. */
    static ApiException of(Rejected rejected) {
        return switch (rejected.reason()) {
            case TOPIC_DOES_NOT_EXIST -> noSuchTopic();
            case SUBSCRIPTION_DOES_NOT_EXIST -> noSuchSubscription();
            case TOPIC_HAS_ARCHIVE ->
                new ApiException(
                        SnsErrorCode.INVALID_STATE,
                        "Invalid state: Cannot delete a topic with an active archive policy");
            case MESSAGE_SIZE_NEEDS_OTHER_SUBSCRIPTIONS ->
                AttributePlace.ALONE.fault(
                        "MaximumMessageSize",
                        "Above 262144 bytes a topic can have at most 100 subscriptions, all of them of SQS, Lambda or"
                                + " Firehose");
            case PROTOCOL_TAKES_NO_LARGE_MESSAGES ->
                invalidParameter(
                        "Protocol", "The topic takes messages above 262144 bytes, which this protocol does not");
            case SUBSCRIPTION_HAS_OTHER_ATTRIBUTES ->
                AttributePlace.IN_MAP.fault("Subscription already exists with different attributes");
            case FILTER_POLICY_DOES_NOT_FIT -> AttributePlace.ALONE.fault(rejected.detail());
            case SUBSCRIPTION_IS_PENDING ->
                invalidParameter("SubscriptionArn", "Cannot unsubscribe a subscription that is pending confirmation");
            case UNSUBSCRIBE_NEEDS_SIGNATURE ->
                new ApiException(
                        SnsErrorCode.AUTHORIZATION_ERROR,
                        "This subscription can only be ended by a signed request of its owner or the topic's owner");
            case TOO_MANY_SUBSCRIPTIONS ->
                new ApiException(
                        SnsErrorCode.SUBSCRIPTION_LIMIT_EXCEEDED,
                        "Subscription limit of " + rejected.detail() + " exceeded");
            case TOO_MANY_FILTER_POLICIES ->
                new ApiException(
                        SnsErrorCode.FILTER_POLICY_LIMIT_EXCEEDED,
                        "Filter policy limit of " + rejected.detail() + " exceeded");
            case TOO_MANY_REPLAYS ->
                new ApiException(
                        SnsErrorCode.REPLAY_LIMIT_EXCEEDED, "Replay limit of " + rejected.detail() + " exceeded");
            case TOKEN_UNKNOWN -> invalidParameter("Token");
            case APPLICATION_DOES_NOT_EXIST ->
                new ApiException(SnsErrorCode.NOT_FOUND, "PlatformApplication does not exist");
            case ENDPOINT_DOES_NOT_EXIST -> noSuchEndpoint();
            case ENDPOINT_DISABLED -> new ApiException(SnsErrorCode.ENDPOINT_DISABLED, "Endpoint is disabled");
            case APPLICATION_DISABLED ->
                new ApiException(SnsErrorCode.PLATFORM_APPLICATION_DISABLED, "Platform application is disabled");
            case PHONE_NUMBER_OPTED_OUT ->
                new ApiException(SnsErrorCode.OPTED_OUT, "The phone number has opted out of text messages");
            case PHONE_NUMBER_NOT_VERIFIED ->
                invalidParameter(
                        "PhoneNumber",
                        rejected.detail() + " is not valid to publish to: it is not verified in the SMS sandbox");
            case PHONE_NUMBER_NOT_IN_SANDBOX ->
                new ApiException(
                        SnsErrorCode.RESOURCE_NOT_FOUND, "The phone number is not in the account's SMS sandbox");
            case PHONE_NUMBER_IS_VERIFIED ->
                new ApiException(SnsErrorCode.USER_ERROR, "The phone number is verified already");
            case TOO_MANY_SANDBOX_NUMBERS ->
                new ApiException(
                        SnsErrorCode.USER_ERROR, "An SMS sandbox has at most " + rejected.detail() + " phone numbers");
            case VERIFICATION_CODE_WRONG ->
                new ApiException(
                        SnsErrorCode.VERIFICATION_EXCEPTION,
                        "The one-time password is wrong, or it is too late for it");
            case ENDPOINT_HAS_OTHER_ATTRIBUTES ->
                invalidParameter(
                        "Token",
                        "Endpoint " + rejected.detail()
                                + " already exists with the same Token, but different attributes.");
            case TOO_MANY_TAGS -> tooManyTags();
            case MESSAGE_TOO_LARGE -> invalidParameter("Message too long");
            case TOKEN_OF_ANOTHER_REQUEST ->
                invalidParameter(
                        Extensions.IDEMPOTENCY_TOKEN,
                        "it is that of another request to this topic, which had other messages");
            case NO_DEDUPLICATION_ID ->
                invalidParameter("The topic should either have ContentBasedDeduplication enabled or"
                        + " MessageDeduplicationId provided explicitly");
            default -> throw new IllegalStateException(rejected + " is not about SNS");
        };
    }
}
