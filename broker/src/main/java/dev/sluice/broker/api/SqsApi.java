package dev.sluice.broker.api;

import dev.sluice.broker.shard.Shards;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.wire.FormParameters;
import dev.sluice.protocol.wire.JsonCodec;
import dev.sluice.protocol.wire.QueryCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SQS over HTTP: decides which protocol a call speaks and which operation it asks for, and hands it to that operation's
 * {@link Action}. Owned by one event loop: make one for each, since it keeps a buffer and small caches without locks.
 */
public final class SqsApi implements Endpoint {
    private static final Logger log = LoggerFactory.getLogger(SqsApi.class);

    private final Shards shards;
    private final Ids ids;
    private final Callers callers;
    private final QueueUrls queueUrls;
    private final JsonCodec json = new JsonCodec();
    private final QueryCodec query = new QueryCodec();
    private final Answers answers = new Answers(json, query);
    private final Actions actions;
    private final ApiMetrics.OfAction unknownAction;
    private final StsApi sts;
    private final MessagesPath messagesPath;

    /** @param tokenKey 16 secret bytes, the same for as long as the data lives: receipt handles are sealed with them */
    public SqsApi(ApiOptions options, Shards shards, byte[] tokenKey, Ids ids, ApiMetrics metrics) {
        this.shards = shards;
        this.ids = ids;
        this.callers = new Callers(options);
        this.queueUrls = new QueueUrls(options.publicUrl());
        var hash = new SipHash(tokenKey);
        this.actions = new Actions(options, new ReceiptHandles(hash), new PageTokens(hash), metrics);
        this.unknownAction = metrics.of("unknown");
        this.sts = new StsApi(metrics);
        this.messagesPath = new MessagesPath(this, options.open(), metrics);
    }

    @Override
    public void handle(Call call) {
        if (MessagesPath.isMeant(call.path())) {
            messagesPath.handle(call);
            return;
        }
        String target = call.header("X-Amz-Target");
        String contentType = target == null ? call.header("Content-Type") : null;
        if (target != null || isJson(contentType)) {
            handleJson(call, target);
        } else if (call.method().equals("POST") || call.method().equals("GET")) {
            handleQuery(call);
        } else {
            // No part of the API. HEAD must not have a body, which is as good an answer for all of them.
            notFound(call, false);
        }
    }

    private void handleJson(Call call, @Nullable String target) {
        Actions.Entry<?, ?> entry = target == null ? null : actions.targeted(target);
        if (entry == null) {
            refuse(call, Wire.JSON, ErrorCode.UNKNOWN_OPERATION, unknownTarget(target));
        } else {
            start(call, Wire.JSON, entry, null);
        }
    }

    private void handleQuery(Call call) {
        FormParameters parameters;
        try {
            parameters = FormParameters.parse(call.query(), call.body());
        } catch (ApiException fault) {
            refuse(call, Wire.QUERY, fault.code(), fault.text());
            return;
        }
        String action = parameters.get("Action");
        if (action == null || action.isEmpty()) {
            if (call.method().equals("GET")) {
                notFound(call, true);
            } else {
                refuse(call, Wire.QUERY, ErrorCode.MISSING_ACTION, "The request must contain the parameter Action.");
            }
            return;
        }
        Actions.Entry<?, ?> entry = actions.named(action);
        if (StsApi.isMeant(action, entry != null, parameters, call)) {
            sts.answer(action, callers.of(call, parameters.get("X-Amz-Credential")), call, ids.requestId());
            return;
        }
        if (entry == null || (!entry.operation().onQueuePath() && call.path().length() > 1)) {
            String name = Faults.echo(action);
            refuse(
                    call,
                    Wire.QUERY,
                    ErrorCode.UNKNOWN_OPERATION,
                    "The action " + name + " is not valid for this endpoint.");
        } else {
            start(call, Wire.QUERY, entry, parameters);
        }
    }

    private <I, O> void start(Call call, Wire wire, Actions.Entry<I, O> entry, @Nullable FormParameters parameters) {
        start(call, wire, caller(call, parameters), entry, parameters);
    }

    Caller caller(Call call, @Nullable FormParameters parameters) {
        return callers.of(call, parameters == null ? null : parameters.get("X-Amz-Credential"));
    }

    /** @param parameters null when the request is in the JSON protocol */
    <I, O> void start(
            Call call, Wire wire, Caller caller, Actions.Entry<I, O> entry, @Nullable FormParameters parameters) {
        var exchange = new Exchange<>(this, call, wire, caller, entry, ids.requestId());
        try {
            I request = parameters == null
                    ? json.decode(entry.operation(), call.body())
                    : query.decode(entry.operation(), parameters);
            entry.action().start(request, exchange);
        } catch (ApiException fault) {
            exchange.fail(fault);
        } catch (RuntimeException ours) {
            exchange.fail(unexpected(entry.operation().name(), ours));
        }
    }

    /** Not a client's fault but ours: the log has the reason, the client may try again. */
    ApiException unexpected(String action, RuntimeException ours) {
        log.error("{} failed unexpectedly", action, ours);
        return new ApiException(ErrorCode.INTERNAL_ERROR, "The request failed for a reason inside the broker.");
    }

    void refuse(Call call, Wire wire, ErrorCode code, String text) {
        Answer answer = answers.ofFault(wire, code, text, ids.requestId());
        unknownAction.counted(code);
        call.respond(answer, null);
    }

    void notFound(Call call, boolean withBody) {
        unknownAction.counted(ErrorCode.UNKNOWN_OPERATION);
        call.respond(answers.notFound(withBody, ids.requestId()), null);
    }

    private static String unknownTarget(@Nullable String target) {
        if (target == null) return "The request names no operation in the header X-Amz-Target.";
        return "The operation " + Faults.echo(target) + " does not exist.";
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && (startsWith(contentType, "application/x-amz-json-") || startsWith(contentType, "application/json"));
    }

    private static boolean startsWith(String text, String lowerCasePrefix) {
        return text.regionMatches(true, 0, lowerCasePrefix, 0, lowerCasePrefix.length());
    }

    Shards shards() {
        return shards;
    }

    Ids ids() {
        return ids;
    }

    QueueUrls queueUrls() {
        return queueUrls;
    }

    Answers answers() {
        return answers;
    }
}
