package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.MobileQuestion;
import dev.sluice.broker.engine.effect.MobileReply;
import dev.sluice.protocol.sns.GetPlatformApplicationAttributesRequest;
import dev.sluice.protocol.sns.GetPlatformApplicationAttributesResponse;

/** Tells an application's attributes, without its credentials. */
final class GetPlatformApplicationAttributes
        implements SnsAction<GetPlatformApplicationAttributesRequest, GetPlatformApplicationAttributesResponse> {

    @Override
    public void start(
            GetPlatformApplicationAttributesRequest request,
            SnsExchange<GetPlatformApplicationAttributesResponse> exchange) {
        var application = SnsArns.application(request.platformApplicationArn(), exchange.caller());
        exchange.ask(
                new MobileQuestion.DescribeApplication(application),
                reply -> new GetPlatformApplicationAttributesResponse(
                        ApplicationRules.shown(((MobileReply.ApplicationDescribed) reply).application())));
    }
}
