package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.SmsQuestion;
import dev.sluice.broker.engine.effect.SmsReply;
import dev.sluice.protocol.sns.GetSmsSandboxAccountStatusRequest;
import dev.sluice.protocol.sns.GetSmsSandboxAccountStatusResponse;

/** GetSMSSandboxAccountStatus: of a broker, all accounts are in the sandbox or none. */
final class GetSmsSandboxAccountStatus
        implements SnsAction<GetSmsSandboxAccountStatusRequest, GetSmsSandboxAccountStatusResponse> {

    @Override
    public void start(
            GetSmsSandboxAccountStatusRequest request, SnsExchange<GetSmsSandboxAccountStatusResponse> exchange) {
        exchange.ask(
                new SmsQuestion.DescribeSandbox(),
                reply -> new GetSmsSandboxAccountStatusResponse(((SmsReply.SandboxTold) reply).on()));
    }
}
