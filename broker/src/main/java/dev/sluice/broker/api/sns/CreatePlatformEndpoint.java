package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.MobileCommand;
import dev.sluice.broker.engine.effect.MobileReply;
import dev.sluice.broker.model.EndpointId;
import dev.sluice.protocol.sns.CreatePlatformEndpointRequest;
import dev.sluice.protocol.sns.CreatePlatformEndpointResponse;

/** Makes an endpoint of an application, or finds the one that has its token and its attributes. */
final class CreatePlatformEndpoint implements SnsAction<CreatePlatformEndpointRequest, CreatePlatformEndpointResponse> {

    @Override
    public void start(CreatePlatformEndpointRequest request, SnsExchange<CreatePlatformEndpointResponse> exchange) {
        var application = SnsArns.application(request.platformApplicationArn(), exchange.caller());
        var given = MobileEndpointRules.changes(request.attributes());
        String token = MobileEndpointRules.token(given.token() == null ? request.token() : given.token());
        String userData = given.userData();
        if (userData == null) userData = request.customUserData() == null ? "" : request.customUserData();
        var wanted = new MobileCommand.CreateEndpoint(
                new EndpointId(application, exchange.newUuid()),
                token,
                given.enabled() == null || given.enabled(),
                MobileEndpointRules.userData(userData));
        exchange.submit(
                wanted,
                reply -> new CreatePlatformEndpointResponse(
                        ((MobileReply.EndpointDescribed) reply).endpoint().id().arn()));
    }
}
