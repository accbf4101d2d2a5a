package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.protocol.sns.TagResourceRequest;
import dev.sluice.protocol.sns.TagResourceResponse;

/** Adds tags to a topic, overwriting equal keys. */
final class TagResource implements SnsAction<TagResourceRequest, TagResourceResponse> {

    @Override
    public void start(TagResourceRequest request, SnsExchange<TagResourceResponse> exchange) {
        var topic = TaggedTopics.named(request.resourceArn(), exchange.caller());
        var tags = SnsTagRules.checked(request.tags());
        exchange.submit(
                new TopicCommand.TagTopic(topic, tags), reply -> new TagResourceResponse(), TaggedTopics::refusal);
    }
}
