package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.MobileQuestion;
import dev.sluice.broker.engine.effect.MobileReply;
import dev.sluice.protocol.sns.GetEndpointAttributesRequest;
import dev.sluice.protocol.sns.GetEndpointAttributesResponse;

/** Tells an endpoint's attributes. */
final class GetEndpointAttributes implements SnsAction<GetEndpointAttributesRequest, GetEndpointAttributesResponse> {

    @Override
    public void start(GetEndpointAttributesRequest request, SnsExchange<GetEndpointAttributesResponse> exchange) {
        var endpoint = SnsArns.endpoint(request.endpointArn(), exchange.caller());
        if (endpoint == null) throw SnsFaults.noSuchEndpoint();
        exchange.ask(
                new MobileQuestion.DescribeEndpoint(endpoint),
                reply -> new GetEndpointAttributesResponse(
                        MobileEndpointRules.shown(((MobileReply.EndpointDescribed) reply).endpoint())));
    }
}
