package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.protocol.sns.VerifySmsSandboxPhoneNumberRequest;
import dev.sluice.protocol.sns.VerifySmsSandboxPhoneNumberResponse;
import java.util.regex.Pattern;

/** VerifySMSSandboxPhoneNumber. */
final class VerifySmsSandboxPhoneNumber
        implements SnsAction<VerifySmsSandboxPhoneNumberRequest, VerifySmsSandboxPhoneNumberResponse> {
    private static final Pattern CODE = Pattern.compile("[0-9]{5,8}");

    @Override
    public void start(
            VerifySmsSandboxPhoneNumberRequest request, SnsExchange<VerifySmsSandboxPhoneNumberResponse> exchange) {
        var number = PhoneNumbers.ofSandbox(request.phoneNumber());
        String code = request.oneTimePassword();
        if (!CODE.matcher(code).matches()) throw SnsFaults.invalidParameter("OneTimePassword", "It has 5 to 8 digits");
        exchange.submit(
                new SmsCommand.VerifyNumber(PhoneNumbers.account(exchange.caller()), number, code),
                reply -> new VerifySmsSandboxPhoneNumberResponse());
    }
}
