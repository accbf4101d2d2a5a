package dev.sluice.broker.api;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request of SQS on its way to its answer. Owned by the call's event loop. */
final class Exchange<O> extends OpenRequest<O> {
    private final QueueUrls queueUrls;
    private @Nullable QueueId queue;

    Exchange(Desk desk, QueueUrls queueUrls, Call call, Wire wire, Caller caller, Actions.Entry<?, O> entry) {
        super(desk, call, wire, caller, entry.operation(), entry.metrics());
        this.queueUrls = queueUrls;
    }

    /** The queue that the request means: by its URL, or in the Query protocol by the path it was sent to. */
    QueueId queue(@Nullable String url) {
        String spelling = url;
        if (spelling == null || spelling.isEmpty()) {
            if (wire() == Wire.JSON || call().path().length() <= 1) throw Faults.noSuchQueue();
            spelling = call().path();
        }
        QueueId found = queueUrls.queue(spelling, caller());
        queue = found;
        return found;
    }

    /** Of the HTTP request; null when there is none of that name. */
    @Nullable
    String header(String name) {
        return call().header(name);
    }

    String remoteAddress() {
        return call().remoteAddress();
    }

    String url(QueueId of) {
        return queueUrls.url(of, call());
    }

    List<String> urls(List<QueueId> of) {
        var urls = new ArrayList<String>(of.size());
        for (QueueId each : of) urls.add(url(each));
        return urls;
    }

    UUID newTaskId() {
        return ids().taskId();
    }

    /** Who sends, as ReceiveMessage reports it: the account, or the address of a caller without credentials. */
    String senderId() {
        return caller().accessKey() == null ? call().remoteAddress() : caller().account();
    }

    /** Looks at messages without receiving them, a page of them. */
    void look(QueueId at, Peek first, Words<O> words) {
        expect(words);
        requireTaken(MessagePage.ask(shards(), executor(), at, first, this::accept));
    }

    /** Answers so if the queue exists, for requests that leave the shard nothing to do. */
    void answerIfQueueExists(QueueId asked, O response) {
        ask(new Question.DescribeQueue(asked), described -> response);
    }

    /** Refuses the request; but if its queue does not exist, that is what it is told. */
    void fail(ApiException fault) {
        QueueId asked = queue;
        if (asked == null || hasAsked()) {
            refuse(fault);
            return;
        }
        try {
            ask(new Question.DescribeQueue(asked), described -> {
                throw fault;
            });
        } catch (ApiException notTaken) {
            refuse(notTaken);
        }
    }

    void fail(RuntimeException ours) {
        fail(unexpected(ours));
    }

    /** A rejection that names no queue is for the action's own words. */
    @Override
    protected @Nullable ApiException fault(Rejected rejected, @Nullable Function<Rejected, ApiException> refusal) {
        QueueId asked = queue;
        if (asked == null) return null;
        return refusal == null ? Faults.of(rejected, asked) : refusal.apply(rejected);
    }
}
