package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.protocol.sns.GetSubscriptionAttributesRequest;
import dev.sluice.protocol.sns.GetSubscriptionAttributesResponse;

/** All attributes of a subscription: those that were set, and those that always are. */
final class GetSubscriptionAttributes
        implements SnsAction<GetSubscriptionAttributesRequest, GetSubscriptionAttributesResponse> {

    @Override
    public void start(
            GetSubscriptionAttributesRequest request, SnsExchange<GetSubscriptionAttributesResponse> exchange) {
        SubscriptionId subscription = SnsArns.subscription(request.subscriptionArn(), exchange.caller());
        if (subscription == null) throw SnsFaults.noSuchSubscription();
        exchange.ask(
                new TopicQuestion.DescribeSubscription(subscription),
                reply -> new GetSubscriptionAttributesResponse(
                        SubscriptionReadBack.attributes((TopicReply.SubscriptionDescribed) reply)));
    }
}
