package dev.sluice.broker.api;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.protocol.sqs.ListDeadLetterSourceQueuesRequest;
import dev.sluice.protocol.sqs.ListDeadLetterSourceQueuesResponse;

/** Lists the queues that have this one as their dead-letter queue, in pages when a page size is given. */
final class ListDeadLetterSourceQueues
        implements Action<ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResponse> {
    private final PageTokens pages;

    ListDeadLetterSourceQueues(PageTokens pages) {
        this.pages = pages;
    }

    @Override
    public void start(
            ListDeadLetterSourceQueuesRequest request, Exchange<ListDeadLetterSourceQueuesResponse> exchange) {
        var queue = exchange.queue(request.queueUrl());
        int size = PageTokens.size(request.maxResults());
        String listing = "sources/" + queue.arn();
        String after = pages.after(listing, request.nextToken());
        exchange.ask(new Question.ListDeadLetterSources(queue, after, size), reply -> {
            var page = (Reply.Listed) reply;
            String next = pages.next(listing, page, request.maxResults());
            return new ListDeadLetterSourceQueuesResponse(exchange.urls(page.queues()), next);
        });
    }
}
