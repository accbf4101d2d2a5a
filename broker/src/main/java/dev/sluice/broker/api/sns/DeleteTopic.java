package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.protocol.sns.DeleteTopicRequest;
import dev.sluice.protocol.sqs.Nothing;

/** Removes a topic with its subscriptions. One that does not exist is as good as removed. */
final class DeleteTopic implements SnsAction<DeleteTopicRequest, Nothing> {

    @Override
    public void start(DeleteTopicRequest request, SnsExchange<Nothing> exchange) {
        var topic = SnsArns.topic("TopicArn", request.topicArn(), exchange.caller());
        exchange.submit(new TopicCommand.DeleteTopic(topic), reply -> Nothing.NOTHING);
    }
}
