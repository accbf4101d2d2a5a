package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.protocol.sqs.Nothing;
import dev.sluice.protocol.sqs.SetQueueAttributesRequest;

/** Changes some of a queue's settings, all of them or none. */
final class SetQueueAttributes implements Action<SetQueueAttributesRequest, Nothing> {

    @Override
    public void start(SetQueueAttributesRequest request, Exchange<Nothing> exchange) {
        var queue = exchange.queue(request.queueUrl());
        if (request.attributes().isEmpty()) throw Faults.missingParameter("Attribute.Name");
        var changes = QueueAttributeRules.changes(request.attributes(), queue.isFifo());
        exchange.submit(
                new Command.SetQueueAttributes(queue, changes),
                reply -> Nothing.NOTHING,
                rejected -> RedriveRules.refusal(rejected, request.attributes(), queue));
    }
}
