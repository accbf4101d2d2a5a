package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.MobileCommand;
import dev.sluice.protocol.sns.SetEndpointAttributesRequest;
import dev.sluice.protocol.sqs.Nothing;

/** Sets attributes of an endpoint: a token that the push service has renewed, or that it may be sent to again. */
final class SetEndpointAttributes implements SnsAction<SetEndpointAttributesRequest, Nothing> {

    @Override
    public void start(SetEndpointAttributesRequest request, SnsExchange<Nothing> exchange) {
        var endpoint = SnsArns.endpoint(request.endpointArn(), exchange.caller());
        var changes = MobileEndpointRules.changes(request.attributes());
        if (endpoint == null) throw SnsFaults.noSuchEndpoint();
        exchange.submit(new MobileCommand.SetEndpointAttributes(endpoint, changes), reply -> Nothing.NOTHING);
    }
}
