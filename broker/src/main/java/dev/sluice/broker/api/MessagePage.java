package dev.sluice.broker.api;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.PeekedMessage;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One page of a look at a queue's messages, put together from as many small questions as it takes, so that nobody waits
 * longer for their own because somebody searches through millions. Owned by its event loop.
 */
public final class MessagePage implements ReplyTo {
    /** Then the page ends, even an empty one: it has looked at 16,384 messages, or at 64 MiB of them. */
    static final int MOST_QUESTIONS = 64;

    /** A page also ends once what it shows weighs this much. */
    static final int MOST_BYTES = 4 << 20;

    private final Shards shards;
    private final Executor eventLoop;
    private final QueueId queue;
    private final int max;
    private final Consumer<Reply> then;
    private final List<PeekedMessage> shown = new ArrayList<>();
    private Peek peek;
    private int questions = 1;
    private long bytes;

    private MessagePage(Shards shards, Executor eventLoop, QueueId queue, Peek first, Consumer<Reply> then) {
        this.shards = shards;
        this.eventLoop = eventLoop;
        this.queue = queue;
        this.max = first.max();
        this.peek = first;
        this.then = then;
    }

    /**
     * @param first where the page starts, what it shows and how much of that
     * @param then gets a {@link Reply.Peeked}, or why there is none
     * @return anything but TAKEN means that {@code then} will not be called
     */
    public static Submission ask(Shards shards, Executor eventLoop, QueueId queue, Peek first, Consumer<Reply> then) {
        return new MessagePage(shards, eventLoop, queue, first, then).ask();
    }

    private Submission ask() {
        return shards.ask(new Question.PeekMessages(queue, peek), this);
    }

    @Override
    public Executor executor() {
        return eventLoop;
    }

    @Override
    public void accept(Reply reply) {
        if (!(reply instanceof Reply.Peeked step)) {
            then.accept(reply);
            return;
        }
        shown.addAll(step.messages());
        for (PeekedMessage message : step.messages())
            bytes += message.delivery().message().weight();
        boolean full = shown.size() >= max || bytes >= MOST_BYTES || questions == MOST_QUESTIONS;
        if (step.next() != null && !full) {
            peek = peek.after(step, max - shown.size());
            questions++;
            if (ask() == Submission.TAKEN) return;
        }
        then.accept(new Reply.Peeked(step.logId(), shown, step.next()));
    }
}
