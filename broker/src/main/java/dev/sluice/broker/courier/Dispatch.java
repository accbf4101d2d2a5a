package dev.sluice.broker.courier;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes commands and questions to the shard, again when it is too busy. Owned by the loop's thread. */
public final class Dispatch {
    private static final long BUSY_MILLIS = 100;

    private final Shards shards;
    private final Loop loop;
    private int unanswered;

    public Dispatch(Shards shards, Loop loop) {
        this.shards = shards;
        this.loop = loop;
    }

    /** @param then is not run when the broker stops first */
    public void submit(Command command, Consumer<Reply> then) {
        hand(replyTo -> shards.submit(command, replyTo), then);
    }

    public void ask(Question question, Consumer<Reply> then) {
        hand(replyTo -> shards.ask(question, replyTo), then);
    }

    /** Of commands and questions. */
    int unanswered() {
        return unanswered;
    }

    private void hand(Function<ReplyTo, Submission> door, Consumer<Reply> then) {
        unanswered++;
        Submission submission = door.apply(new Answer(loop, reply -> {
            unanswered--;
            then.accept(reply);
        }));
        if (submission == Submission.TAKEN) return;
        unanswered--;
        if (submission != Submission.STOPPING) loop.at(loop.millis() + BUSY_MILLIS, () -> hand(door, then));
    }

    private record Answer(Executor executor, Consumer<Reply> then) implements ReplyTo {
        @Override
        public void accept(Reply reply) {
            then.accept(reply);
        }
    }
}
