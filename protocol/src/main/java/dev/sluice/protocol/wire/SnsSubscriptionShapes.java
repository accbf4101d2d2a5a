package dev.sluice.protocol.wire;

import static dev.sluice.protocol.wire.Member.flag;
import static dev.sluice.protocol.wire.Member.text;
import static dev.sluice.protocol.wire.SnsMembers.entries;
import static dev.sluice.protocol.wire.SnsMembers.members;

import dev.sluice.protocol.sns.ConfirmSubscriptionRequest;
import dev.sluice.protocol.sns.ConfirmSubscriptionResponse;
import dev.sluice.protocol.sns.GetSubscriptionAttributesRequest;
import dev.sluice.protocol.sns.GetSubscriptionAttributesResponse;
import dev.sluice.protocol.sns.ListSubscriptionsByTopicRequest;
import dev.sluice.protocol.sns.ListSubscriptionsByTopicResponse;
import dev.sluice.protocol.sns.ListSubscriptionsRequest;
import dev.sluice.protocol.sns.ListSubscriptionsResponse;
import dev.sluice.protocol.sns.ListedSubscription;
import dev.sluice.protocol.sns.SetSubscriptionAttributesRequest;
import dev.sluice.protocol.sns.SubscribeRequest;
import dev.sluice.protocol.sns.SubscribeResponse;
import dev.sluice.protocol.sns.UnsubscribeRequest;

/** SNS on the wire: subscriptions. As in {@link SqsShapes}, a constructor takes its arguments in the order of the members below it. */
final class SnsSubscriptionShapes {

    static final Shape<SubscribeRequest> SUBSCRIBE_REQUEST = Shape.of(
            v -> new SubscribeRequest(v.requiredText(), v.requiredText(), v.text(), v.map(), v.flag()),
            text("TopicArn", SubscribeRequest::topicArn).required(),
            text("Protocol", SubscribeRequest::protocol).required(),
            text("Endpoint", SubscribeRequest::endpoint),
            entries("Attributes", SubscribeRequest::attributes),
            flag("ReturnSubscriptionArn", SubscribeRequest::returnSubscriptionArn));

    static final Shape<SubscribeResponse> SUBSCRIBE_RESPONSE = Shape.of(
            v -> new SubscribeResponse(v.requiredText()), text("SubscriptionArn", SubscribeResponse::subscriptionArn));

    static final Shape<ConfirmSubscriptionRequest> CONFIRM_SUBSCRIPTION_REQUEST = Shape.of(
            v -> new ConfirmSubscriptionRequest(v.requiredText(), v.requiredText(), v.text()),
            text("TopicArn", ConfirmSubscriptionRequest::topicArn).required(),
            text("Token", ConfirmSubscriptionRequest::token).required(),
            text("AuthenticateOnUnsubscribe", ConfirmSubscriptionRequest::authenticateOnUnsubscribe));

    static final Shape<ConfirmSubscriptionResponse> CONFIRM_SUBSCRIPTION_RESPONSE = Shape.of(
            v -> new ConfirmSubscriptionResponse(v.requiredText()),
            text("SubscriptionArn", ConfirmSubscriptionResponse::subscriptionArn));

    static final Shape<UnsubscribeRequest> UNSUBSCRIBE_REQUEST = Shape.of(
            v -> new UnsubscribeRequest(v.text()), text("SubscriptionArn", UnsubscribeRequest::subscriptionArn));

    static final Shape<ListSubscriptionsRequest> LIST_SUBSCRIPTIONS_REQUEST = Shape.of(
            v -> new ListSubscriptionsRequest(v.text()), text("NextToken", ListSubscriptionsRequest::nextToken));

    private static final Shape<ListedSubscription> LISTED_SUBSCRIPTION = Shape.of(
            v -> new ListedSubscription(
                    v.requiredText(), v.requiredText(), v.requiredText(), v.requiredText(), v.requiredText()),
            text("SubscriptionArn", ListedSubscription::subscriptionArn),
            text("Owner", ListedSubscription::owner),
            text("Protocol", ListedSubscription::protocol),
            text("Endpoint", ListedSubscription::endpoint),
            text("TopicArn", ListedSubscription::topicArn));

    static final Shape<ListSubscriptionsResponse> LIST_SUBSCRIPTIONS_RESPONSE = Shape.of(
            v -> new ListSubscriptionsResponse(v.list(), v.text()),
            members("Subscriptions", LISTED_SUBSCRIPTION, ListSubscriptionsResponse::subscriptions),
            text("NextToken", ListSubscriptionsResponse::nextToken));

    static final Shape<ListSubscriptionsByTopicRequest> LIST_SUBSCRIPTIONS_BY_TOPIC_REQUEST = Shape.of(
            v -> new ListSubscriptionsByTopicRequest(v.requiredText(), v.text()),
            text("TopicArn", ListSubscriptionsByTopicRequest::topicArn).required(),
            text("NextToken", ListSubscriptionsByTopicRequest::nextToken));

    static final Shape<ListSubscriptionsByTopicResponse> LIST_SUBSCRIPTIONS_BY_TOPIC_RESPONSE = Shape.of(
            v -> new ListSubscriptionsByTopicResponse(v.list(), v.text()),
            members("Subscriptions", LISTED_SUBSCRIPTION, ListSubscriptionsByTopicResponse::subscriptions),
            text("NextToken", ListSubscriptionsByTopicResponse::nextToken));

    static final Shape<GetSubscriptionAttributesRequest> GET_SUBSCRIPTION_ATTRIBUTES_REQUEST = Shape.of(
            v -> new GetSubscriptionAttributesRequest(v.requiredText()),
            text("SubscriptionArn", GetSubscriptionAttributesRequest::subscriptionArn)
                    .required());

    static final Shape<GetSubscriptionAttributesResponse> GET_SUBSCRIPTION_ATTRIBUTES_RESPONSE = Shape.of(
            v -> new GetSubscriptionAttributesResponse(v.map()),
            entries("Attributes", GetSubscriptionAttributesResponse::attributes));

    static final Shape<SetSubscriptionAttributesRequest> SET_SUBSCRIPTION_ATTRIBUTES_REQUEST = Shape.of(
            v -> new SetSubscriptionAttributesRequest(v.requiredText(), v.requiredText(), v.text()),
            text("SubscriptionArn", SetSubscriptionAttributesRequest::subscriptionArn)
                    .required(),
            text("AttributeName", SetSubscriptionAttributesRequest::attributeName)
                    .required(),
            text("AttributeValue", SetSubscriptionAttributesRequest::attributeValue));

    private SnsSubscriptionShapes() {}
}
