package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Caller;
import dev.sluice.broker.engine.MobileCommand;
import dev.sluice.broker.engine.effect.ApplicationRecord;
import dev.sluice.broker.engine.effect.MobileReply;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.protocol.sns.CreatePlatformApplicationRequest;
import dev.sluice.protocol.sns.CreatePlatformApplicationResponse;
import java.util.Map;

/** Makes a platform application. For one that exists the answer is its ARN when every attribute given is there already. */
final class CreatePlatformApplication
        implements SnsAction<CreatePlatformApplicationRequest, CreatePlatformApplicationResponse> {

    @Override
    public void start(
            CreatePlatformApplicationRequest request, SnsExchange<CreatePlatformApplicationResponse> exchange) {
        String name = ApplicationRules.name(request.name());
        String platform = ApplicationRules.platform(request.platform());
        Map<String, String> attributes = ApplicationRules.atCreation(platform, request.attributes());
        Caller caller = exchange.caller();
        var application = new ApplicationId(caller.account(), caller.region(), platform, name);
        exchange.submit(new MobileCommand.CreateApplication(application, attributes), reply -> {
            if (reply instanceof MobileReply.ApplicationExists exists) requireSame(attributes, exists.application());
            return new CreatePlatformApplicationResponse(application.arn());
        });
    }

    private static void requireSame(Map<String, String> wanted, ApplicationRecord present) {
        wanted.forEach((name, value) -> {
            if (value.equals(present.attributes().get(name))) return;
            if (name.equals(ApplicationRecord.ENABLED) && value.equals("true") && present.isEnabled()) return;
            throw AttributePlace.IN_MAP.fault("PlatformApplication already exists with different attributes");
        });
    }
}
