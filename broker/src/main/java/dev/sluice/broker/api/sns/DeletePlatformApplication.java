package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.MobileCommand;
import dev.sluice.protocol.sns.DeletePlatformApplicationRequest;
import dev.sluice.protocol.sqs.Nothing;

/** Deletes an application with its endpoints, if it is there. */
final class DeletePlatformApplication implements SnsAction<DeletePlatformApplicationRequest, Nothing> {

    @Override
    public void start(DeletePlatformApplicationRequest request, SnsExchange<Nothing> exchange) {
        var application = SnsArns.application(request.platformApplicationArn(), exchange.caller());
        exchange.submit(new MobileCommand.DeleteApplication(application), reply -> Nothing.NOTHING);
    }
}
