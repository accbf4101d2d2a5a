package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Caller;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;

/** Topics to the actions for tags, which call them resources and have a code of their own for those that do not exist. */
final class TaggedTopics {
    private TaggedTopics() {}

    static TopicId named(String arn, Caller caller) {
        SnsArns.requireElements("ResourceArn", arn);
        TopicId topic = TopicId.ofArn(arn);
        if (topic == null || !topic.region().equals(caller.region())) throw SnsFaults.noSuchResource();
        return topic;
    }

    static ApiException refusal(Rejected rejected) {
        return rejected.reason() == Rejection.TOPIC_DOES_NOT_EXIST
                ? SnsFaults.noSuchResource()
                : SnsFaults.of(rejected);
    }
}
