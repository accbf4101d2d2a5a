package dev.sluice.broker.api;

import dev.sluice.protocol.sqs.AddPermissionRequest;
import dev.sluice.protocol.sqs.Nothing;

/** Adds a statement to a queue's policy that allows other accounts to do something with it. */
final class AddPermission implements Action<AddPermissionRequest, Nothing> {

    @Override
    public void start(AddPermissionRequest request, Exchange<Nothing> exchange) {
        var queue = exchange.queue(request.queueUrl());
        var statement = PermissionRules.statement(request, queue);
        QueuePolicyEdit.start(queue, policy -> QueuePolicy.with(statement, policy, queue), exchange);
    }
}
