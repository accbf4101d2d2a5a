package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.protocol.sqs.DeleteQueueRequest;
import dev.sluice.protocol.sqs.Nothing;

/** Removes a queue with everything in it. */
final class DeleteQueue implements Action<DeleteQueueRequest, Nothing> {

    private final int holdSeconds;

    DeleteQueue(int holdSeconds) {
        this.holdSeconds = holdSeconds;
    }

    @Override
    public void start(DeleteQueueRequest request, Exchange<Nothing> exchange) {
        var queue = exchange.queue(request.queueUrl());
        exchange.submit(new Command.DeleteQueue(queue, holdSeconds), reply -> Nothing.NOTHING);
    }
}
