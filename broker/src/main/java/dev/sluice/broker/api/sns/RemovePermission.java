package dev.sluice.broker.api.sns;

import dev.sluice.protocol.sns.RemovePermissionRequest;
import dev.sluice.protocol.sqs.Nothing;

/** Removes the statements of one label from a topic's policy. A label that is not there is no matter. */
final class RemovePermission implements SnsAction<RemovePermissionRequest, Nothing> {

    @Override
    public void start(RemovePermissionRequest request, SnsExchange<Nothing> exchange) {
        var topic = exchange.topic(request.topicArn());
        TopicPolicyEdit.start(topic, policy -> TopicPolicy.without(request.label(), policy), exchange);
    }
}
