package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.protocol.sqs.Nothing;
import dev.sluice.protocol.sqs.UntagQueueRequest;

/** Takes tags off a queue; keys it does not have are passed over. */
final class UntagQueue implements Action<UntagQueueRequest, Nothing> {

    @Override
    public void start(UntagQueueRequest request, Exchange<Nothing> exchange) {
        var queue = exchange.queue(request.queueUrl());
        if (request.tagKeys().isEmpty()) throw Faults.missingParameter("TagKeys");
        exchange.submit(new Command.UntagQueue(queue, request.tagKeys()), reply -> Nothing.NOTHING);
    }
}
