package dev.sluice.broker.admin;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Asks for all queues with their counts. Who asks while a survey is under way shares it: however often somebody scrapes, the
 * shard is asked once at a time. Owned by its event loop.
 */
final class Surveys {

    private final List<Consumer<List<Reply.Described>>> waiting = new ArrayList<>();

    /** @return anything but TAKEN means that {@code then} will not be called */
    Submission ask(Shards shards, Executor eventLoop, Consumer<List<Reply.Described>> then) {
        if (waiting.isEmpty()) {
            Submission submission = shards.ask(new Question.Survey(), new Askers(eventLoop));
            if (submission != Submission.TAKEN) return submission;
        }
        waiting.add(then);
        return Submission.TAKEN;
    }

    private final class Askers implements ReplyTo {
        private final Executor eventLoop;

        private Askers(Executor eventLoop) {
            this.eventLoop = eventLoop;
        }

        @Override
        public Executor executor() {
            return eventLoop;
        }

        @Override
        public void accept(Reply reply) {
            List<Consumer<List<Reply.Described>>> asked = List.copyOf(waiting);
            waiting.clear();
            List<Reply.Described> queues = ((Reply.Surveyed) reply).queues();
            for (var then : asked) then.accept(queues);
        }
    }
}
