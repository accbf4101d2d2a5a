package dev.sluice.broker.api;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.sign.CredentialScope;
import dev.sluice.protocol.wire.FormParameters;
import dev.sluice.protocol.wire.Service;
import dev.sluice.protocol.wire.SnsOperations;
import dev.sluice.protocol.wire.SqsOperations;
import dev.sluice.protocol.wire.StsOperations;
import org.jspecify.annotations.Nullable;

/**
 * Several services of AWS on one port: decides which protocol a call speaks and which service it is for. Only SQS speaks
 * JSON. Owned by one event loop, as all that it holds.
 */
public final class AwsApi implements Endpoint {
    private static final String VERSION_OF_SNS = "2010-03-31";

    private final SqsApi sqs;
    private final QueryService sns;
    private final StsApi sts;

    public AwsApi(SqsApi sqs, QueryService sns, ApiMetrics metrics) {
        this.sqs = sqs;
        this.sns = sns;
        this.sts = new StsApi(metrics);
    }

    @Override
    public void handle(Call call) {
        if (sqs.handlesPath(call.path())) {
            sqs.handlePath(call);
            return;
        }
        String target = call.header("X-Amz-Target");
        String contentType = target == null ? call.header("Content-Type") : null;
        if (target != null || isJson(contentType)) {
            sqs.handleJson(call, target);
        } else if (call.method().equals("POST") || call.method().equals("GET")) {
            handleQuery(call);
        } else {
            // No part of the API. HEAD must not have a body, which is as good an answer for all of them.
            sqs.notFound(call, false);
        }
    }

    private void handleQuery(Call call) {
        FormParameters parameters;
        try {
            parameters = FormParameters.parse(call.query(), call.body());
        } catch (ApiException fault) {
            sqs.refuse(call, Wire.QUERY, fault.code(), fault.text());
            return;
        }
        String action = parameters.get("Action");
        if (action == null) action = "";
        if (action.isEmpty() && call.method().equals("GET")) {
            sqs.notFound(call, true);
            return;
        }
        switch (service(call, action, parameters)) {
            case SQS -> sqs.handleQuery(call, action, parameters);
            case SNS -> sns.handle(call, action, parameters);
            case STS ->
                sts.answer(action, sqs.caller(call, parameters), call, sqs.ids().requestId());
        }
    }

    /**
     * The service a request was signed for, unless it says by its version or its action that it is for STS, which tools
     * ask with whatever credentials they have. An unsigned one is told by its version, or else by its action.
     */
    private static Service service(Call call, String action, FormParameters parameters) {
        String version = parameters.get("Version");
        if (StsApi.VERSION.equals(version) || action.equals(StsOperations.GET_CALLER_IDENTITY.name())) {
            return Service.STS;
        }
        CredentialScope scope = CredentialScope.ofAuthorization(call.header("Authorization"));
        if (scope == null) scope = CredentialScope.parse(parameters.get("X-Amz-Credential"));
        String signedFor = scope == null ? "" : scope.service();
        boolean ofSqs = SqsOperations.named(action) != null;
        return switch (signedFor) {
            case "sqs" -> Service.SQS;
            case "sns" -> Service.SNS;
            case "sts" -> ofSqs ? Service.SQS : Service.STS;
            default -> {
                boolean ofSns = VERSION_OF_SNS.equals(version) || (!ofSqs && SnsOperations.named(action) != null);
                yield ofSns ? Service.SNS : Service.SQS;
            }
        };
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && (startsWith(contentType, "application/x-amz-json-") || startsWith(contentType, "application/json"));
    }

    private static boolean startsWith(String text, String lowerCasePrefix) {
        return text.regionMatches(true, 0, lowerCasePrefix, 0, lowerCasePrefix.length());
    }
}
