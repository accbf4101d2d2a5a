package dev.sluice.broker.api;

import dev.sluice.broker.shard.Shards;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.AwsError;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.wire.FormParameters;
import dev.sluice.protocol.wire.JsonCodec;
import dev.sluice.protocol.wire.QueryCodec;
import org.jspecify.annotations.Nullable;

/**
 * SQS over HTTP: decides which operation a call asks for, and hands it to that operation's {@link Action}. Owned by one event loop: make one for each, since it keeps a buffer and small caches without locks.
 */
public final class SqsApi {
    private final Ids ids;
    private final Callers callers;
    private final QueueUrls queueUrls;
    private final JsonCodec json = new JsonCodec();
    private final QueryCodec query = new QueryCodec();
    private final Answers answers = new Answers(json, query);
    private final OpenRequest.Desk desk;
    private final Actions actions;
    private final ApiMetrics.OfAction unknownAction;
    private final MessagesPath messagesPath;

    /**
     * @param tokenKey 16 secret bytes, the same for as long as the data lives: receipt handles are sealed with them
     * @param polls learns who receives from which queue
     */
    public SqsApi(ApiOptions options, Shards shards, byte[] tokenKey, Ids ids, Polls polls, ApiMetrics metrics) {
        this.ids = ids;
        this.desk = OpenRequest.Desk.over(shards, ids, answers, tokenKey);
        this.callers = new Callers(options);
        this.queueUrls = new QueueUrls(options.publicUrl());
        var hash = new SipHash(tokenKey);
        this.actions = new Actions(options, new ReceiptHandles(hash), new PageTokens(hash), polls.table(), metrics);
        this.unknownAction = metrics.of("unknown");
        this.messagesPath = new MessagesPath(this, options.open(), metrics);
    }

    /** Whether the path has a meaning of its own, whatever protocol is spoken on it. */
    boolean handlesPath(String path) {
        return MessagesPath.isMeant(path);
    }

    void handlePath(Call call) {
        messagesPath.handle(call);
    }

    /** @param target null when the header is absent */
    void handleJson(Call call, @Nullable String target) {
        Actions.Entry<?, ?> entry = target == null ? null : actions.targeted(target);
        if (entry == null) {
            refuse(call, Wire.JSON, ErrorCode.UNKNOWN_OPERATION, unknownTarget(target));
        } else {
            start(call, Wire.JSON, entry, null);
        }
    }

    void handleQuery(Call call, String action, FormParameters parameters) {
        if (action.isEmpty()) {
            refuse(call, Wire.QUERY, ErrorCode.MISSING_ACTION, "The request must contain the parameter Action.");
            return;
        }
        Actions.Entry<?, ?> entry = actions.named(action);
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
        var exchange = new Exchange<>(desk, queueUrls, call, wire, caller, entry);
        try {
            I request = parameters == null
                    ? json.decode(entry.operation(), call.body())
                    : query.decode(entry.operation(), parameters);
            entry.action().start(request, exchange);
        } catch (ApiException fault) {
            exchange.fail(fault);
        } catch (RuntimeException ours) {
            exchange.fail(ours);
        }
    }

    void refuse(Call call, Wire wire, AwsError code, String text) {
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

    Ids ids() {
        return ids;
    }
}
