package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.protocol.sns.OptInPhoneNumberRequest;
import dev.sluice.protocol.sns.OptInPhoneNumberResponse;

/** Lets a number get messages again. One that never opted out is no error. */
final class OptInPhoneNumber implements SnsAction<OptInPhoneNumberRequest, OptInPhoneNumberResponse> {

    @Override
    public void start(OptInPhoneNumberRequest request, SnsExchange<OptInPhoneNumberResponse> exchange) {
        var number = PhoneNumbers.checked(request.phoneNumber());
        exchange.submit(
                new SmsCommand.OptOut(PhoneNumbers.account(exchange.caller()), number, false),
                reply -> new OptInPhoneNumberResponse());
    }
}
