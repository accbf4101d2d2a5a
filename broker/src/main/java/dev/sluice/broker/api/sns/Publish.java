package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.topic.Publication;
import dev.sluice.broker.model.SequenceNumbers;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.sns.PublishRequest;
import dev.sluice.protocol.sns.PublishResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishes one message. The answer means that it is stored for every subscriber that wants it. */
final class Publish implements SnsAction<PublishRequest, PublishResponse> {
    private final Publications publications;

    Publish(Publications publications) {
        this.publications = publications;
    }

    @Override
    public void start(PublishRequest request, SnsExchange<PublishResponse> exchange) {
        TopicId topic = topic(request, exchange);
        var draft = new Publications.Draft(
                request.message(),
                request.subject(),
                request.messageStructure(),
                request.messageAttributes(),
                request.messageGroupId(),
                request.messageDeduplicationId());
        Publication publication = publications.of(draft, topic, exchange);
        exchange.submit(new TopicCommand.Publish(topic, List.of(publication)), reply -> {
            var outcome = ((TopicReply.Published) reply).outcomes().get(0);
            return new PublishResponse(outcome.messageId().toString(), SequenceNumbers.text(outcome.sequence()));
        });
    }

    private static TopicId topic(PublishRequest request, SnsExchange<PublishResponse> exchange) {
        String arn = request.topicArn();
        String target = request.targetArn();
        int targets = count(arn) + count(target) + count(request.phoneNumber());
        if (targets == 0) {
            throw SnsFaults.invalidParameter("TopicArn or TargetArn", "no value for required parameter");
        }
        if (targets > 1) {
            throw SnsFaults.invalidParameter("TopicArn, TargetArn or PhoneNumber", "only one of them may be given");
        }
        if (arn != null) return exchange.topic(arn);
        if (target == null) throw notPossible(request);
        SnsArns.requireElements("TargetArn", target);
        if (TopicId.ofArn(target) == null) {
            throw SnsFaults.invalidParameter("TargetArn", "No endpoint found for the target arn specified");
        }
        return exchange.topic(target);
    }

    private static int count(@Nullable String target) {
        return target == null ? 0 : 1;
    }

    private static ApiException notPossible(PublishRequest request) {
        return SnsFaults.invalidParameter("PhoneNumber", request.phoneNumber() + " is not valid to publish to");
    }
}
