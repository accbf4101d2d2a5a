package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.protocol.sns.UnsubscribeRequest;
import dev.sluice.protocol.sqs.Nothing;

/** Ends a subscription. Where nobody signed for that, its endpoint is told how to get it back. */
final class Unsubscribe implements SnsAction<UnsubscribeRequest, Nothing> {
    private final Handshakes handshakes;

    Unsubscribe(Handshakes handshakes) {
        this.handshakes = handshakes;
    }

    @Override
    public void start(UnsubscribeRequest request, SnsExchange<Nothing> exchange) {
        String arn = request.subscriptionArn();
        if (arn == null) throw SnsFaults.invalidParameter("SubscriptionArn", "no value for required parameter");
        SubscriptionId subscription = SnsArns.subscription(arn, exchange.caller());
        if (subscription == null) {
            exchange.answer(Nothing.NOTHING);
            return;
        }
        boolean signed = exchange.isSigned();
        var farewell = signed ? null : handshakes.farewell(subscription, exchange);
        exchange.submit(new TopicCommand.Unsubscribe(subscription, signed, farewell), reply -> Nothing.NOTHING);
    }
}
