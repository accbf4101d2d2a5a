package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.protocol.sqs.Nothing;
import dev.sluice.protocol.sqs.TagQueueRequest;

/** Puts tags on a queue, over those of the same keys. */
final class TagQueue implements Action<TagQueueRequest, Nothing> {

    @Override
    public void start(TagQueueRequest request, Exchange<Nothing> exchange) {
        var queue = exchange.queue(request.queueUrl());
        if (request.tags().isEmpty()) throw Faults.missingParameter("Tags");
        exchange.submit(new Command.TagQueue(queue, TagRules.checked(request.tags())), reply -> Nothing.NOTHING);
    }
}
