package dev.sluice.broker.api;

import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.sts.GetCallerIdentityResponse;
import dev.sluice.protocol.wire.JsonCodec;
import dev.sluice.protocol.wire.QueryCodec;
import dev.sluice.protocol.wire.Service;
import dev.sluice.protocol.wire.StsOperations;

/**
 * Of AWS's Security Token Service just GetCallerIdentity, which Terraform and others ask before they do anything else:
 * who the broker takes the caller for. Anything else of STS is refused as STS refuses what it does not know. Owned by one
 * event loop.
 */
final class StsApi {
    static final String VERSION = "2011-06-15";
    private static final String NAME = StsOperations.GET_CALLER_IDENTITY.name();

    private final Answers answers = new Answers(new JsonCodec(), new QueryCodec(Service.STS));
    private final ApiMetrics.OfAction metrics;
    private final ApiMetrics.OfAction unknownAction;

    StsApi(ApiMetrics metrics) {
        this.metrics = metrics.of(NAME);
        this.unknownAction = metrics.of("unknown");
    }

    /** Answers the call. As long as accounts have no users, everybody is the root of an account. */
    void answer(String action, Caller caller, Call call, String requestId) {
        if (!action.equals(NAME)) {
            String text = "Could not find operation " + Faults.echo(action) + " for version " + VERSION;
            unknownAction.counted(ErrorCode.UNKNOWN_OPERATION);
            call.respond(answers.ofFault(Wire.QUERY, ErrorCode.UNKNOWN_OPERATION, text, requestId), null);
            return;
        }
        String account = caller.account();
        var identity = new GetCallerIdentityResponse("arn:aws:iam::" + account + ":root", account, account);
        metrics.counted(null);
        call.respond(answers.of(Wire.QUERY, StsOperations.GET_CALLER_IDENTITY, identity, requestId), null);
    }
}
