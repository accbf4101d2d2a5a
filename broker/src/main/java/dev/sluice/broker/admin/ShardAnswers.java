package dev.sluice.broker.admin;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.api.MessagePage;
import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers calls with what the shards reply, put into words; or says why they do not take the question. */
final class ShardAnswers {
    private final Supplier<@Nullable Shards> shards;

    /** @param shards gives null until the broker is ready */
    ShardAnswers(Supplier<@Nullable Shards> shards) {
        this.shards = shards;
    }

    void ask(Call call, Question question, Function<Reply, Answer> words) {
        askFirst(call, question, reply -> LateAnswer.respond(call, () -> words.apply(reply)));
    }

    /** For a call whose answer takes more than one reply. */
    void askFirst(Call call, Question question, Consumer<Reply> then) {
        Shards asked = shards.get();
        var asker = new Asker(call.executor(), then);
        respondUnlessTaken(call, asked == null ? Submission.STOPPING : asked.ask(question, asker));
    }

    void submit(Call call, Command command, Function<Reply, Answer> words) {
        Shards asked = shards.get();
        var asker = new Asker(call.executor(), reply -> LateAnswer.respond(call, () -> words.apply(reply)));
        respondUnlessTaken(call, asked == null ? Submission.STOPPING : asked.submit(command, asker));
    }

    /**
     * Shows one page of a queue's messages.
     *
     * @param missing answers when there is no such queue
     */
    void look(Call call, QueueId queue, Peek peek, Supplier<Answer> missing) {
        Shards asked = shards.get();
        Consumer<Reply> then = reply -> LateAnswer.respond(
                call, () -> reply instanceof Reply.Peeked page ? MessagePages.messages(queue, page) : missing.get());
        respondUnlessTaken(
                call, asked == null ? Submission.STOPPING : MessagePage.ask(asked, call.executor(), queue, peek, then));
    }

    private static void respondUnlessTaken(Call call, Submission submission) {
        if (submission == Submission.TAKEN) return;
        boolean busy = submission == Submission.MAILBOX_FULL;
        call.respond(Json.problem(503, busy ? "the broker is busy, try again" : "the broker is not ready"), null);
    }
}
