package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Caller;
import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.protocol.sns.ListSubscriptionsRequest;
import dev.sluice.protocol.sns.ListSubscriptionsResponse;

/** Lists the caller's subscriptions of one region, whosever the topics are, a hundred a page. */
final class ListSubscriptions implements SnsAction<ListSubscriptionsRequest, ListSubscriptionsResponse> {
    private final SnsPages pages;

    ListSubscriptions(SnsPages pages) {
        this.pages = pages;
    }

    @Override
    public void start(ListSubscriptionsRequest request, SnsExchange<ListSubscriptionsResponse> exchange) {
        Caller caller = exchange.caller();
        String listing = "subscriptions/" + caller.account() + '/' + caller.region();
        var after = pages.subscriptionAfter(listing, request.nextToken());
        exchange.ask(
                new TopicQuestion.ListSubscriptions(caller.account(), caller.region(), after, SnsPages.SIZE), reply -> {
                    var page = (TopicReply.SubscriptionsListed) reply;
                    return new ListSubscriptionsResponse(
                            page.subscriptions().stream()
                                    .map(SubscriptionReadBack::listed)
                                    .toList(),
                            pages.next(
                                    listing,
                                    page.subscriptions(),
                                    each -> each.id().arn(),
                                    page.more()));
                });
    }
}
