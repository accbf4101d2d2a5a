package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.SnsErrorCode;
import dev.sluice.protocol.sns.ConfirmSubscriptionRequest;
import dev.sluice.protocol.sns.ConfirmSubscriptionResponse;

/** Confirms the subscription that a token names, as often as it is asked to; which topic the request names is no matter. */
final class ConfirmSubscription implements SnsAction<ConfirmSubscriptionRequest, ConfirmSubscriptionResponse> {

    @Override
    public void start(ConfirmSubscriptionRequest request, SnsExchange<ConfirmSubscriptionResponse> exchange) {
        TopicId topic = TopicId.ofArn(request.topicArn());
        if (topic == null || !topic.region().equals(exchange.caller().region())) {
            throw SnsFaults.invalidParameter("Topic");
        }
        if (!Handshakes.isToken(request.token())) {
            throw new ApiException(SnsErrorCode.INVALID_PARAMETER, "Invalid token");
        }
        boolean signedOnly = "true".equalsIgnoreCase(request.authenticateOnUnsubscribe());
        exchange.submit(
                new TopicCommand.ConfirmSubscription(request.token(), exchange.isSigned(), signedOnly),
                reply -> new ConfirmSubscriptionResponse(
                        ((TopicReply.Subscribed) reply).subscription().id().arn()));
    }
}
