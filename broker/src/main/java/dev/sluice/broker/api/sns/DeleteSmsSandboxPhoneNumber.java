package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.protocol.sns.DeleteSmsSandboxPhoneNumberRequest;
import dev.sluice.protocol.sns.DeleteSmsSandboxPhoneNumberResponse;

/** DeleteSMSSandboxPhoneNumber. */
final class DeleteSmsSandboxPhoneNumber
        implements SnsAction<DeleteSmsSandboxPhoneNumberRequest, DeleteSmsSandboxPhoneNumberResponse> {

    @Override
    public void start(
            DeleteSmsSandboxPhoneNumberRequest request, SnsExchange<DeleteSmsSandboxPhoneNumberResponse> exchange) {
        var number = PhoneNumbers.ofSandbox(request.phoneNumber());
        exchange.submit(
                new SmsCommand.RemoveFromSandbox(PhoneNumbers.account(exchange.caller()), number),
                reply -> new DeleteSmsSandboxPhoneNumberResponse());
    }
}
