package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.protocol.sns.ListTagsForResourceRequest;
import dev.sluice.protocol.sns.ListTagsForResourceResponse;
import dev.sluice.protocol.sns.Tag;
import java.util.TreeMap;

/** The tags of a topic, by key in order. */
final class ListTagsForResource implements SnsAction<ListTagsForResourceRequest, ListTagsForResourceResponse> {

    @Override
    public void start(ListTagsForResourceRequest request, SnsExchange<ListTagsForResourceResponse> exchange) {
        var topic = TaggedTopics.named(request.resourceArn(), exchange.caller());
        exchange.ask(
                new TopicQuestion.DescribeTopic(topic),
                reply -> {
                    var tags = new TreeMap<>(
                            ((TopicReply.TopicDescribed) reply).topic().tags());
                    return new ListTagsForResourceResponse(tags.entrySet().stream()
                            .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                            .toList());
                },
                TaggedTopics::refusal);
    }
}
