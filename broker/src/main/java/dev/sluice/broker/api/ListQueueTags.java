package dev.sluice.broker.api;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.protocol.sqs.ListQueueTagsRequest;
import dev.sluice.protocol.sqs.ListQueueTagsResponse;

/** Reads a queue's tags. */
final class ListQueueTags implements Action<ListQueueTagsRequest, ListQueueTagsResponse> {

    @Override
    public void start(ListQueueTagsRequest request, Exchange<ListQueueTagsResponse> exchange) {
        var queue = exchange.queue(request.queueUrl());
        exchange.ask(new Question.ListTags(queue), reply -> new ListQueueTagsResponse(((Reply.Tags) reply).tags()));
    }
}
