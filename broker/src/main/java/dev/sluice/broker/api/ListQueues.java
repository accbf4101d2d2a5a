package dev.sluice.broker.api;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.protocol.sqs.ListQueuesRequest;
import dev.sluice.protocol.sqs.ListQueuesResponse;

/** Lists the caller's queues of one region by name, in pages when a page size is given. */
final class ListQueues implements Action<ListQueuesRequest, ListQueuesResponse> {
    private final PageTokens pages;

    ListQueues(PageTokens pages) {
        this.pages = pages;
    }

    @Override
    public void start(ListQueuesRequest request, Exchange<ListQueuesResponse> exchange) {
        int size = PageTokens.size(request.maxResults());
        Caller caller = exchange.caller();
        String prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
        String listing = caller.account() + '/' + caller.region() + '/' + prefix;
        String after = pages.after(listing, request.nextToken());
        var question = new Question.ListQueues(caller.account(), caller.region(), prefix, after, size);
        exchange.ask(question, reply -> {
            var page = (Reply.Listed) reply;
            String next = pages.next(listing, page, request.maxResults());
            return new ListQueuesResponse(exchange.urls(page.queues()), next);
        });
    }
}
