package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Caller;
import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.sns.ListTopicsRequest;
import dev.sluice.protocol.sns.ListTopicsResponse;
import dev.sluice.protocol.sns.ListedTopic;
import java.util.List;

/** Lists the caller's topics of one region by name, a hundred a page. */
final class ListTopics implements SnsAction<ListTopicsRequest, ListTopicsResponse> {
    private final SnsPages pages;

    ListTopics(SnsPages pages) {
        this.pages = pages;
    }

    @Override
    public void start(ListTopicsRequest request, SnsExchange<ListTopicsResponse> exchange) {
        Caller caller = exchange.caller();
        String listing = "topics/" + caller.account() + '/' + caller.region();
        String after = pages.after(listing, request.nextToken());
        var question = new TopicQuestion.ListTopics(caller.account(), caller.region(), after, SnsPages.SIZE);
        exchange.ask(question, reply -> {
            var page = (TopicReply.TopicsListed) reply;
            List<ListedTopic> listed = page.topics().stream()
                    .map(topic -> new ListedTopic(topic.arn()))
                    .toList();
            return new ListTopicsResponse(listed, pages.next(listing, page.topics(), TopicId::name, page.more()));
        });
    }
}
