package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.protocol.sns.UntagResourceRequest;
import dev.sluice.protocol.sns.UntagResourceResponse;

/** Takes tags from a topic. Keys that it does not have are no matter. */
final class UntagResource implements SnsAction<UntagResourceRequest, UntagResourceResponse> {

    @Override
    public void start(UntagResourceRequest request, SnsExchange<UntagResourceResponse> exchange) {
        var topic = TaggedTopics.named(request.resourceArn(), exchange.caller());
        exchange.submit(
                new TopicCommand.UntagTopic(topic, request.tagKeys()),
                reply -> new UntagResourceResponse(),
                TaggedTopics::refusal);
    }
}
