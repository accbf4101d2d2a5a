package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.protocol.sns.SetTopicAttributesRequest;
import dev.sluice.protocol.sqs.Nothing;
import java.util.Map;

/** Sets one attribute of a topic; no value removes it. */
final class SetTopicAttributes implements SnsAction<SetTopicAttributesRequest, Nothing> {

    @Override
    public void start(SetTopicAttributesRequest request, SnsExchange<Nothing> exchange) {
        var topic = exchange.topic(request.topicArn());
        String value = request.attributeValue() == null ? "" : request.attributeValue();
        Map<TopicAttribute, String> change = TopicAttributeRules.change(request.attributeName(), value, topic.isFifo());
        exchange.submit(new TopicCommand.SetTopicAttributes(topic, change), reply -> Nothing.NOTHING);
    }
}
