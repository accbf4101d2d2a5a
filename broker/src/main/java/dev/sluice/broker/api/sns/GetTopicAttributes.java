package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.protocol.sns.GetTopicAttributesRequest;
import dev.sluice.protocol.sns.GetTopicAttributesResponse;

/** All attributes of a topic: those that were set, those that always are, and counts. */
final class GetTopicAttributes implements SnsAction<GetTopicAttributesRequest, GetTopicAttributesResponse> {

    @Override
    public void start(GetTopicAttributesRequest request, SnsExchange<GetTopicAttributesResponse> exchange) {
        var topic = exchange.topic(request.topicArn());
        exchange.ask(
                new TopicQuestion.DescribeTopic(topic),
                reply -> new GetTopicAttributesResponse(TopicReadBack.attributes((TopicReply.TopicDescribed) reply)));
    }
}
