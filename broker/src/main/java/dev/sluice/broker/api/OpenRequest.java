package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.wire.Operation;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request of any service on its way to its one answer: it may ask the shard several times, and what comes back last is
 * worded. Owned by the call's event loop.
 */
public abstract class OpenRequest<O> implements ReplyTo {
    private static final Logger log = LoggerFactory.getLogger(OpenRequest.class);

    /** What all requests of one service and event loop share. */
    public record Desk(Shards shards, Ids ids, Answers answers, Extensions extensions) {

        /** @param secret 16 bytes that belong to the data, and live as long */
        public static Desk over(Shards shards, Ids ids, Answers answers, byte[] secret) {
            return new Desk(shards, ids, answers, Extensions.over(secret));
        }
    }

    private final Desk desk;
    private final Call call;
    private final Wire wire;
    private final Caller caller;
    private final Operation<?, O> operation;
    private final ApiMetrics.OfAction metrics;
    private final String requestId;
    private final long startedAt = System.nanoTime();

    private @Nullable Words<O> wording;
    private @Nullable Function<Rejected, ApiException> refusal;
    private @Nullable Runnable ifUndelivered;
    private @Nullable String trace;
    private boolean traceKnown;
    private boolean announces;

    protected OpenRequest(
            Desk desk, Call call, Wire wire, Caller caller, Operation<?, O> operation, ApiMetrics.OfAction metrics) {
        this.desk = desk;
        this.call = call;
        this.wire = wire;
        this.caller = caller;
        this.operation = operation;
        this.metrics = metrics;
        this.requestId = desk.ids().requestId();
        this.announces = call.header(Extensions.FEATURES) != null;
    }

    public final Caller caller() {
        return caller;
    }

    protected final Call call() {
        return call;
    }

    protected final Wire wire() {
        return wire;
    }

    protected final Shards shards() {
        return desk.shards();
    }

    public final Ids ids() {
        return desk.ids();
    }

    public final MessageId newMessageId() {
        return desk.ids().messageId();
    }

    /** The X-Ray header of the HTTP request, or null. */
    public final @Nullable String traceHeader() {
        if (!traceKnown) {
            String header = call.header("X-Amzn-Trace-Id");
            trace = header == null || header.isEmpty() || !Characters.areText(header) ? null : header;
            traceKnown = true;
        }
        return trace;
    }

    /** What the client calls its request by, unchecked; null when it does not. Answers then tell that this is understood. */
    public final @Nullable String idempotencyToken() {
        String token = call.header(Extensions.IDEMPOTENCY_TOKEN);
        if (token != null) announces = true;
        return token;
    }

    /** The reply, when it comes, is worded into the answer; a rejection of the whole request is worded here. */
    public final void submit(Command command, Words<O> words) {
        wording = words;
        requireTaken(desk.shards().submit(command, this));
    }

    /** The same with words of its own for what the machine refuses. */
    public final void submit(Command command, Words<O> words, Function<Rejected, ApiException> refusalWords) {
        refusal = refusalWords;
        submit(command, words);
    }

    public final void ask(Question question, Words<O> words) {
        wording = words;
        requireTaken(desk.shards().ask(question, this));
    }

    /** The same with words of its own for what the machine refuses. */
    public final void ask(Question question, Words<O> words, Function<Rejected, ApiException> refusalWords) {
        refusal = refusalWords;
        ask(question, words);
    }

    /** For whoever asks by other means than {@link #ask}: how to word what they will hand to {@link #accept}. */
    protected final void expect(Words<O> words) {
        wording = words;
    }

    /** Whether a reply is on its way, or came. */
    protected final boolean hasAsked() {
        return wording != null;
    }

    /** Submits a command whose reply nobody waits for. Not taken means not done. */
    public final void submitUnanswered(Command command) {
        desk.shards().submit(command, new Unanswered(call.executor()));
    }

    /** A parked receive ends when its client goes. */
    public final void cancelWhenClientGoes() {
        call.onClientGone(() -> desk.shards().cancel(this));
    }

    /** What to do if the answer cannot be handed to the client. */
    public final void ifUndelivered(Runnable action) {
        ifUndelivered = action;
    }

    @Override
    public final Executor executor() {
        return call.executor();
    }

    @Override
    public final void accept(Reply reply) {
        O response;
        try {
            response = worded(reply);
        } catch (ApiException fault) {
            refuse(fault);
            return;
        } catch (RuntimeException ours) {
            refuse(unexpected(ours));
            return;
        }
        if (response != null) answer(response);
    }

    private @Nullable O worded(Reply reply) {
        if (reply instanceof Rejected rejected) {
            ApiException fault = fault(rejected, refusal);
            if (fault != null) throw fault;
        }
        Words<O> words = wording;
        if (words == null) throw new IllegalStateException("a reply to a request that asked nothing: " + reply);
        return words.of(reply);
    }

    /**
     * The service's words for what the machine refused as a whole.
     *
     * @param refusal the action's own, which come first; null when it has none
     * @return null to leave it to the words for the reply
     */
    protected abstract @Nullable ApiException fault(
            Rejected rejected, @Nullable Function<Rejected, ApiException> refusal);

    /** Answers at once, for requests that leave the shard nothing to do. */
    public final void answer(O response) {
        Answer answer;
        try {
            answer = desk.answers().of(wire, operation, response, requestId);
        } catch (RuntimeException ours) {
            refuse(unexpected(ours));
            return;
        }
        metrics.answered(null, System.nanoTime() - startedAt);
        call.respond(announced(answer), ifUndelivered);
    }

    protected final void refuse(ApiException fault) {
        Answer answer = desk.answers().ofFault(wire, fault.code(), fault.text(), requestId);
        metrics.answered(fault.code(), System.nanoTime() - startedAt);
        call.respond(announced(answer), null);
    }

    private Answer announced(Answer answer) {
        return announces ? answer.announcing(desk.extensions().offered()) : answer;
    }

    /** Not a client's fault but ours: the log has the reason, the client may try again. */
    protected final ApiException unexpected(RuntimeException ours) {
        log.error("{} failed unexpectedly", operation.name(), ours);
        return new ApiException(ErrorCode.INTERNAL_ERROR, "The request failed for a reason inside the broker.");
    }

    protected static void requireTaken(Submission submission) {
        if (submission != Submission.TAKEN) throw Faults.notTaken(submission);
    }

    private record Unanswered(Executor executor) implements ReplyTo {
        @Override
        public void accept(Reply reply) {}
    }
}
