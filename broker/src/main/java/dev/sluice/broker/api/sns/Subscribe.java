package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.topic.WantedSubscription;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.sns.SubscribeRequest;
import dev.sluice.protocol.sns.SubscribeResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes an endpoint to a topic, or finds that it is subscribed. Who may speak for the endpoint, as the owner of a queue
 * does, is believed; others are asked first.
 */
final class Subscribe implements SnsAction<SubscribeRequest, SubscribeResponse> {
    private static final String PENDING = "pending confirmation";

    private final Handshakes handshakes;
    private final @Nullable TopicId ownTopic;

    /** @param ownTopic is there as soon as somebody subscribes to it; null for none */
    Subscribe(Handshakes handshakes, @Nullable TopicId ownTopic) {
        this.handshakes = handshakes;
        this.ownTopic = ownTopic;
    }

    @Override
    public void start(SubscribeRequest request, SnsExchange<SubscribeResponse> exchange) {
        TopicId topic = exchange.topic(request.topicArn());
        Protocol protocol = EndpointRules.protocol(request.protocol());
        String endpoint = EndpointRules.checked(protocol, request.endpoint(), topic);
        var rules = new SubscriptionAttributeRules(protocol, endpoint, topic.isFifo());
        SubscriptionAttributes attributes = rules.atCreation(request.attributes());

        var id = new SubscriptionId(topic, exchange.newUuid());
        boolean believed = isBelieved(protocol, endpoint, exchange);
        var wanted = new WantedSubscription(
                id,
                protocol,
                endpoint,
                exchange.caller().account(),
                exchange.principal(),
                attributes,
                believed,
                believed ? null : handshakes.confirmation(id, protocol, endpoint, exchange));
        boolean returnsArn = request.returnSubscriptionArn();
        if (topic.equals(ownTopic)) {
            var creation = new TopicCommand.CreateTopic(topic, CreateTopic.withDefaults(Map.of(), false), Map.of(), "");
            exchange.submit(creation, made -> subscribe(wanted, returnsArn, exchange));
        } else {
            subscribe(wanted, returnsArn, exchange);
        }
    }

    private static @Nullable SubscribeResponse subscribe(
            WantedSubscription wanted, boolean returnsArn, SnsExchange<SubscribeResponse> exchange) {
        exchange.submit(
                new TopicCommand.Subscribe(wanted),
                reply -> {
                    SubscriptionRecord subscription = ((TopicReply.Subscribed) reply).subscription();
                    boolean told = subscription.isConfirmed() || returnsArn;
                    return new SubscribeResponse(told ? subscription.id().arn() : PENDING);
                },
                Subscribe::refusal);
        return null;
    }

    private static ApiException refusal(Rejected rejected) {
        if (rejected.reason() != Rejection.ENDPOINT_DOES_NOT_EXIST) return SnsFaults.of(rejected);
        return SnsFaults.invalidParameter(
                "Endpoint", "Endpoint does not exist for endpoint arn" + rejected.detail()); // without a space, as AWS
    }

    private static boolean isBelieved(Protocol protocol, String endpoint, SnsExchange<?> exchange) {
        return switch (protocol) {
            case SQS -> {
                QueueId queue = QueueId.ofArn(endpoint);
                yield queue != null && queue.account().equals(exchange.caller().account());
            }
            case SMS, APPLICATION, LAMBDA, FIREHOSE -> true;
            case HTTP, HTTPS, EMAIL, EMAIL_JSON -> false;
        };
    }
}
