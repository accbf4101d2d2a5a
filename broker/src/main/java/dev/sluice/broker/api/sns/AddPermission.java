package dev.sluice.broker.api.sns;

import dev.sluice.protocol.sns.AddPermissionRequest;
import dev.sluice.protocol.sqs.Nothing;

/** Adds a statement to a topic's policy that allows other accounts to do something with it. */
final class AddPermission implements SnsAction<AddPermissionRequest, Nothing> {

    @Override
    public void start(AddPermissionRequest request, SnsExchange<Nothing> exchange) {
        var topic = exchange.topic(request.topicArn());
        var statement = TopicPolicy.statement(request.label(), request.awsAccountIds(), request.actionNames(), topic);
        TopicPolicyEdit.start(topic, policy -> TopicPolicy.with(statement, policy), exchange);
    }
}
