package dev.sluice.broker.api;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.sqs.ListQueuesRequest;
import dev.sluice.protocol.sqs.ListQueuesResponse;
import java.util.ArrayList;

/** Lists the caller's queues of one region by name, in pages when a page size is given. */
final class ListQueues implements Action<ListQueuesRequest, ListQueuesResponse> {
    private static final int MOST_RESULTS = 1000;

    private final PageTokens pages;

    ListQueues(PageTokens pages) {
        this.pages = pages;
    }

    @Override
    public void start(ListQueuesRequest request, Exchange<ListQueuesResponse> exchange) {
        Integer max = request.maxResults();
        if (max != null && (max < 1 || max > MOST_RESULTS)) {
            throw Faults.invalidParameter(max, "MaxResults", "Must be between 1 and 1000, if provided.");
        }
        Caller caller = exchange.caller();
        String prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
        String listing = caller.account() + '/' + caller.region() + '/' + prefix;
        String token = request.nextToken();
        String after = token == null || token.isEmpty() ? null : pages.after(listing, token);

        int size = max == null ? MOST_RESULTS : max;
        var question = new Question.ListQueues(caller.account(), caller.region(), prefix, after, size);
        exchange.ask(question, reply -> {
            var listed = (Reply.Listed) reply;
            var urls = new ArrayList<String>(listed.queues().size());
            for (QueueId queue : listed.queues()) urls.add(exchange.url(queue));
            boolean goesOn = max != null && listed.more() && !urls.isEmpty();
            String last = goesOn ? listed.queues().get(urls.size() - 1).name() : "";
            return new ListQueuesResponse(urls, goesOn ? pages.token(listing, last) : null);
        });
    }
}
