package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.MobileCommand;
import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.EndpointId;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.SequenceNumbers;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.sns.PublishRequest;
import dev.sluice.protocol.sns.PublishResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishes one message. The answer means that it is stored for every subscriber that wants it, or for the one endpoint or telephone. */
final class Publish implements SnsAction<PublishRequest, PublishResponse> {
    private final Publications publications;

    Publish(Publications publications) {
        this.publications = publications;
    }

    @Override
    public void start(PublishRequest request, SnsExchange<PublishResponse> exchange) {
        String topic = request.topicArn();
        String target = request.targetArn();
        String number = request.phoneNumber();
        if (count(topic) + count(target) + count(number) > 1) {
            throw SnsFaults.invalidParameter("TopicArn, TargetArn or PhoneNumber", "only one of them may be given");
        }
        if (topic != null) publish(topic, request, exchange);
        else if (number != null) text(number, request, exchange);
        else if (target == null) throw noTarget();
        else if (isTopic(target)) publish(target, request, exchange);
        else push(target, request, exchange);
    }

    private static int count(@Nullable String target) {
        return target == null ? 0 : 1;
    }

    private static ApiException noTarget() {
        return SnsFaults.invalidParameter("TopicArn or TargetArn", "no value for required parameter");
    }

    private static boolean isTopic(String target) {
        SnsArns.requireElements("TargetArn", target);
        TopicId topic = TopicId.ofArn(target);
        return topic != null && topic.name().indexOf('/') < 0;
    }

    private void publish(String arn, PublishRequest request, SnsExchange<PublishResponse> exchange) {
        TopicId topic = exchange.topic(arn);
        new Publishing<>(publications, topic, List.of(draft(request)), exchange, Publish::worded, SnsFaults::of)
                .start();
    }

    private static void push(String arn, PublishRequest request, SnsExchange<PublishResponse> exchange) {
        EndpointId endpoint = EndpointId.ofArn(arn);
        if (endpoint == null
                || !endpoint.application().region().equals(exchange.caller().region())) {
            throw noEndpoint();
        }
        var message = DirectMessages.of(draft(request), endpoint.application().platform(), exchange);
        exchange.submit(
                new MobileCommand.Push(endpoint, message),
                Publish::worded,
                rejected ->
                        rejected.reason() == Rejection.ENDPOINT_DOES_NOT_EXIST ? noEndpoint() : SnsFaults.of(rejected));
    }

    private static void text(String given, PublishRequest request, SnsExchange<PublishResponse> exchange) {
        PhoneNumber number = PhoneNumbers.receiver(given);
        var message = DirectMessages.text(draft(request), exchange);
        exchange.submit(new SmsCommand.Text(PhoneNumbers.account(exchange.caller()), number, message), Publish::worded);
    }

    private static Publications.Draft draft(PublishRequest request) {
        return new Publications.Draft(
                request.message(),
                request.subject(),
                request.messageStructure(),
                request.messageAttributes(),
                request.messageGroupId(),
                request.messageDeduplicationId());
    }

    private static PublishResponse worded(Reply reply) {
        var outcome = ((TopicReply.Published) reply).outcomes().get(0);
        return new PublishResponse(outcome.messageId().toString(), SequenceNumbers.text(outcome.sequence()));
    }

    private static ApiException noEndpoint() {
        return SnsFaults.invalidParameter("TargetArn", "No endpoint found for the target arn specified");
    }
}
