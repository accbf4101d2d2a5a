package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Commands and questions whose asker has nothing to do but wait: at the start of a broker, before it is ready. */
public final class BlockingShards {
    private static final long REPLY_SECONDS = 60;

    private BlockingShards() {}

    /** @param declared what it is for, in words */
    public static Reply carriedOut(Shards shards, Command command, Object declared) {
        return reply(replyTo -> shards.submit(command, replyTo), declared);
    }

    public static Reply answered(Shards shards, Question question, Object declared) {
        return reply(replyTo -> shards.ask(question, replyTo), declared);
    }

    private static Reply reply(Function<ReplyTo, Submission> asking, Object declared) {
        var answer = new Answer(new CompletableFuture<>());
        Submission submission = asking.apply(answer);
        if (submission != Submission.TAKEN) {
            throw new DeclarationFailed(declared, Faults.notTaken(submission).text());
        }
        try {
            return answer.reply.get(REPLY_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeclarationFailed(declared, "interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new DeclarationFailed(declared, "the broker did not carry it out", e);
        }
    }

    /** Completed on the shard's thread; nothing hangs on it but the thread that waits. */
    private record Answer(CompletableFuture<Reply> reply) implements ReplyTo {
        @Override
        public Executor executor() {
            return Runnable::run;
        }

        @Override
        public void accept(Reply answered) {
            reply.complete(answered);
        }
    }
}
