package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.protocol.sns.SetSmsAttributesRequest;
import dev.sluice.protocol.sns.SetSmsAttributesResponse;

/** SetSMSAttributes. */
final class SetSmsAttributes implements SnsAction<SetSmsAttributesRequest, SetSmsAttributesResponse> {

    @Override
    public void start(SetSmsAttributesRequest request, SnsExchange<SetSmsAttributesResponse> exchange) {
        var changes = SmsAttributeRules.checked(request.attributes());
        exchange.submit(
                new SmsCommand.SetSmsAttributes(PhoneNumbers.account(exchange.caller()), changes),
                reply -> new SetSmsAttributesResponse());
    }
}
