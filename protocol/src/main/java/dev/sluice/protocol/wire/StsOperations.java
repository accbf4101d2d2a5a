package dev.sluice.protocol.wire;

import dev.sluice.protocol.sts.GetCallerIdentityRequest;
import dev.sluice.protocol.sts.GetCallerIdentityResponse;

/** The operation of STS that tools ask for before they do anything with SQS. STS speaks Query only. */
public final class StsOperations {

    public static final Operation<GetCallerIdentityRequest, GetCallerIdentityResponse> GET_CALLER_IDENTITY =
            new Operation<>(
                    "GetCallerIdentity",
                    Shape.of(v -> new GetCallerIdentityRequest()),
                    Shape.of(
                            v -> new GetCallerIdentityResponse(v.requiredText(), v.requiredText(), v.requiredText()),
                            Member.text("Arn", GetCallerIdentityResponse::arn),
                            Member.text("UserId", GetCallerIdentityResponse::userId),
                            Member.text("Account", GetCallerIdentityResponse::account)),
                    false);

    private StsOperations() {}
}
