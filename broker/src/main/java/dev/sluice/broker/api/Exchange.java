package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards.Submission;
import dev.sluice.protocol.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One request on its way to its answer. Owned by the call's event loop. */
final class Exchange<O> implements ReplyTo {
    private final SqsApi api;
    private final Call call;
    private final Wire wire;
    private final Caller caller;
    private final Actions.Entry<?, O> entry;
    private final String requestId;
    private final long startedAt = System.nanoTime();

    private @Nullable QueueId queue;
    private @Nullable Words<O> wording;
    private @Nullable Function<Rejected, ApiException> refusal;
    private @Nullable Runnable ifUndelivered;
    private @Nullable String trace;
    private boolean traceKnown;

    Exchange(SqsApi api, Call call, Wire wire, Caller caller, Actions.Entry<?, O> entry, String requestId) {
        this.api = api;
        this.call = call;
        this.wire = wire;
        this.caller = caller;
        this.entry = entry;
        this.requestId = requestId;
    }

    Caller caller() {
        return caller;
    }

    /** The queue that the request means: by its URL, or in the Query protocol by the path it was sent to. */
    QueueId queue(@Nullable String url) {
        String spelling = url;
        if (spelling == null || spelling.isEmpty()) {
            if (wire == Wire.JSON || call.path().length() <= 1) throw Faults.noSuchQueue();
            spelling = call.path();
        }
        QueueId found = api.queueUrls().queue(spelling, caller);
        queue = found;
        return found;
    }

    String url(QueueId of) {
        return api.queueUrls().url(of, call);
    }

    List<String> urls(List<QueueId> of) {
        var urls = new ArrayList<String>(of.size());
        for (QueueId each : of) urls.add(url(each));
        return urls;
    }

    MessageId newMessageId() {
        return api.ids().messageId();
    }

    UUID newTaskId() {
        return api.ids().taskId();
    }

    /** Who sends, as ReceiveMessage reports it: the account, or the address of a caller without credentials. */
    String senderId() {
        return caller.accessKey() == null ? call.remoteAddress() : caller.account();
    }

    /** The X-Ray header of the HTTP request, or null. */
    @Nullable
    String traceHeader() {
        if (!traceKnown) {
            String header = call.header("X-Amzn-Trace-Id");
            trace = header == null || header.isEmpty() || !Characters.areText(header) ? null : header;
            traceKnown = true;
        }
        return trace;
    }

    /** The reply, when it comes, is worded into the answer; a rejection of the whole request is worded here. */
    void submit(Command command, Words<O> words) {
        wording = words;
        requireTaken(api.shards().submit(command, this));
    }

    /** The same with words of its own for what the machine refuses. */
    void submit(Command command, Words<O> words, Function<Rejected, ApiException> refusalWords) {
        refusal = refusalWords;
        submit(command, words);
    }

    void ask(Question question, Words<O> words) {
        wording = words;
        requireTaken(api.shards().ask(question, this));
    }

    /** Looks at messages without receiving them, a page of them. */
    void look(QueueId at, Peek first, Words<O> words) {
        wording = words;
        requireTaken(MessagePage.ask(api.shards(), executor(), at, first, this::accept));
    }

    /** Answers so if the queue exists, for requests that leave the shard nothing to do. */
    void answerIfQueueExists(QueueId asked, O response) {
        ask(new Question.DescribeQueue(asked), described -> response);
    }

    /** A parked receive ends when its client goes. */
    void cancelWhenClientGoes() {
        call.onClientGone(() -> api.shards().cancel(this));
    }

    /** What to do if the answer cannot be handed to the client. */
    void ifUndelivered(Runnable action) {
        ifUndelivered = action;
    }

    /** Submits a command whose reply nobody waits for. Not taken means not done. */
    void submitUnanswered(Command command) {
        api.shards().submit(command, new Unanswered(call.executor()));
    }

    /** Refuses the request; but if its queue does not exist, that is what it is told. */
    void fail(ApiException fault) {
        QueueId asked = queue;
        if (asked == null || wording != null) {
            refuse(fault);
            return;
        }
        wording = described -> {
            throw fault;
        };
        Submission submission = api.shards().ask(new Question.DescribeQueue(asked), this);
        if (submission != Submission.TAKEN) refuse(Faults.notTaken(submission));
    }

    @Override
    public Executor executor() {
        return call.executor();
    }

    @Override
    public void accept(Reply reply) {
        Answer answer;
        try {
            O response = worded(reply);
            if (response == null) return;
            answer = api.answers().of(wire, entry.operation(), response, requestId);
        } catch (ApiException fault) {
            refuse(fault);
            return;
        } catch (RuntimeException ours) {
            refuse(api.unexpected(entry.operation().name(), ours));
            return;
        }
        entry.metrics().answered(null, System.nanoTime() - startedAt);
        call.respond(answer, ifUndelivered);
    }

    private @Nullable O worded(Reply reply) {
        QueueId asked = queue;
        if (reply instanceof Rejected rejected && asked != null) {
            throw refusal == null ? Faults.of(rejected, asked) : refusal.apply(rejected);
        }
        Words<O> words = wording;
        if (words == null) throw new IllegalStateException("a reply to a request that asked nothing: " + reply);
        return words.of(reply);
    }

    private void refuse(ApiException fault) {
        Answer answer = api.answers().ofFault(wire, fault.code(), fault.text(), requestId);
        entry.metrics().answered(fault.code(), System.nanoTime() - startedAt);
        call.respond(answer, null);
    }

    private static void requireTaken(Submission submission) {
        if (submission != Submission.TAKEN) throw Faults.notTaken(submission);
    }

    private record Unanswered(Executor executor) implements ReplyTo {
        @Override
        public void accept(Reply reply) {}
    }
}
