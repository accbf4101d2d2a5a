package dev.sluice.broker.api;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.protocol.sqs.GetQueueAttributesRequest;
import dev.sluice.protocol.sqs.GetQueueAttributesResponse;

/** Reads a queue's settings and counts. */
final class GetQueueAttributes implements Action<GetQueueAttributesRequest, GetQueueAttributesResponse> {

    @Override
    public void start(GetQueueAttributesRequest request, Exchange<GetQueueAttributesResponse> exchange) {
        var queue = exchange.queue(request.queueUrl());
        QueueReadBack.checkNames(request.attributeNames());
        exchange.ask(
                new Question.DescribeQueue(queue),
                reply -> new GetQueueAttributesResponse(
                        QueueReadBack.values((Reply.Described) reply, request.attributeNames())));
    }
}
