package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.SmsQuestion;
import dev.sluice.broker.engine.effect.SmsReply;
import dev.sluice.protocol.sns.GetSmsAttributesRequest;
import dev.sluice.protocol.sns.GetSmsAttributesResponse;

/** GetSMSAttributes. */
final class GetSmsAttributes implements SnsAction<GetSmsAttributesRequest, GetSmsAttributesResponse> {

    @Override
    public void start(GetSmsAttributesRequest request, SnsExchange<GetSmsAttributesResponse> exchange) {
        exchange.ask(new SmsQuestion.DescribeSettings(PhoneNumbers.account(exchange.caller())), reply -> {
            var set = ((SmsReply.SettingsTold) reply).attributes();
            return new GetSmsAttributesResponse(SmsAttributeRules.shown(set, request.attributes()));
        });
    }
}
