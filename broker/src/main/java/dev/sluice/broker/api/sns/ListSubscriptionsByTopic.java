package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.protocol.sns.ListSubscriptionsByTopicRequest;
import dev.sluice.protocol.sns.ListSubscriptionsByTopicResponse;

/** Lists the subscriptions of a topic, whosever they are, a hundred a page. */
final class ListSubscriptionsByTopic
        implements SnsAction<ListSubscriptionsByTopicRequest, ListSubscriptionsByTopicResponse> {
    private final SnsPages pages;

    ListSubscriptionsByTopic(SnsPages pages) {
        this.pages = pages;
    }

    @Override
    public void start(ListSubscriptionsByTopicRequest request, SnsExchange<ListSubscriptionsByTopicResponse> exchange) {
        var topic = exchange.topic(request.topicArn());
        String listing = "subscriptions/" + topic.arn();
        var after = pages.subscriptionAfter(listing, request.nextToken());
        exchange.ask(new TopicQuestion.ListSubscriptionsByTopic(topic, after, SnsPages.SIZE), reply -> {
            var page = (TopicReply.SubscriptionsListed) reply;
            return new ListSubscriptionsByTopicResponse(
                    page.subscriptions().stream()
                            .map(SubscriptionReadBack::listed)
                            .toList(),
                    pages.next(listing, page.subscriptions(), each -> each.id().arn(), page.more()));
        });
    }
}
