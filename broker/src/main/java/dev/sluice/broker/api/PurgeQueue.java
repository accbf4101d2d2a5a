package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.protocol.sqs.Nothing;
import dev.sluice.protocol.sqs.PurgeQueueRequest;

/** Removes every message of a queue: available, delayed and in flight. */
final class PurgeQueue implements Action<PurgeQueueRequest, Nothing> {

    private final int holdSeconds;

    PurgeQueue(int holdSeconds) {
        this.holdSeconds = holdSeconds;
    }

    @Override
    public void start(PurgeQueueRequest request, Exchange<Nothing> exchange) {
        var queue = exchange.queue(request.queueUrl());
        exchange.submit(new Command.PurgeQueue(queue, holdSeconds), reply -> Nothing.NOTHING);
    }
}
