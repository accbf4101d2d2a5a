package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.SmsQuestion;
import dev.sluice.broker.engine.effect.SmsReply;
import dev.sluice.protocol.sns.CheckIfPhoneNumberIsOptedOutRequest;
import dev.sluice.protocol.sns.CheckIfPhoneNumberIsOptedOutResponse;

/** Whether who has a number wants no messages. */
final class CheckIfPhoneNumberIsOptedOut
        implements SnsAction<CheckIfPhoneNumberIsOptedOutRequest, CheckIfPhoneNumberIsOptedOutResponse> {

    @Override
    public void start(
            CheckIfPhoneNumberIsOptedOutRequest request, SnsExchange<CheckIfPhoneNumberIsOptedOutResponse> exchange) {
        var number = PhoneNumbers.checked(request.phoneNumber());
        exchange.ask(
                new SmsQuestion.DescribeNumber(PhoneNumbers.account(exchange.caller()), number),
                reply -> new CheckIfPhoneNumberIsOptedOutResponse(((SmsReply.NumberTold) reply).optedOut()));
    }
}
