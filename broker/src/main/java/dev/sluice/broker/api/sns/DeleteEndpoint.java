package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.MobileCommand;
import dev.sluice.protocol.sns.DeleteEndpointRequest;
import dev.sluice.protocol.sqs.Nothing;

/** Deletes an endpoint, if it is there. Its subscriptions stay, and deliver nothing any more. */
final class DeleteEndpoint implements SnsAction<DeleteEndpointRequest, Nothing> {

    @Override
    public void start(DeleteEndpointRequest request, SnsExchange<Nothing> exchange) {
        var endpoint = SnsArns.endpoint(request.endpointArn(), exchange.caller());
        if (endpoint == null) exchange.answer(Nothing.NOTHING);
        else exchange.submit(new MobileCommand.DeleteEndpoint(endpoint), reply -> Nothing.NOTHING);
    }
}
