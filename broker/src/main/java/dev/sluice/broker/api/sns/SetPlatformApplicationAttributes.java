package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.MobileCommand;
import dev.sluice.protocol.sns.SetPlatformApplicationAttributesRequest;
import dev.sluice.protocol.sqs.Nothing;

/** Sets attributes of an application; an empty value removes. */
final class SetPlatformApplicationAttributes implements SnsAction<SetPlatformApplicationAttributesRequest, Nothing> {

    @Override
    public void start(SetPlatformApplicationAttributesRequest request, SnsExchange<Nothing> exchange) {
        var application = SnsArns.application(request.platformApplicationArn(), exchange.caller());
        var changes = ApplicationRules.changes(application.platform(), request.attributes());
        exchange.submit(new MobileCommand.SetApplicationAttributes(application, changes), reply -> Nothing.NOTHING);
    }
}
