package dev.sluice.broker.api;

import dev.sluice.protocol.sqs.Nothing;
import dev.sluice.protocol.sqs.RemovePermissionRequest;

/** Takes the statement with a label out of a queue's policy; the policy goes with its last statement. */
final class RemovePermission implements Action<RemovePermissionRequest, Nothing> {

    @Override
    public void start(RemovePermissionRequest request, Exchange<Nothing> exchange) {
        var queue = exchange.queue(request.queueUrl());
        String label = PermissionRules.label(request.label());
        QueuePolicyEdit.start(queue, policy -> QueuePolicy.without(label, policy), exchange);
    }
}
