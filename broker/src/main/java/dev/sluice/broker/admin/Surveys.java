package dev.sluice.broker.admin;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.TopicQuestion;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.TopicReply.TopicsSurveyed;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Asks for all queues and topics with their counts. Who asks while a survey is under way shares it: however often somebody
 * scrapes, the shard is asked once at a time. Owned by its event loop.
 */
final class Surveys {

    private final List<Consumer<Survey>> waiting = new ArrayList<>();

    /** Queues, and topics with their subscriptions, each in order. */
    record Survey(List<Reply.SurveyedQueue> queues, TopicsSurveyed topics) {
        static final Survey NOTHING = new Survey(List.of(), new TopicsSurveyed(List.of(), List.of()));
    }

    /** @return anything but TAKEN means that {@code then} will not be called */
    Submission ask(Shards shards, Executor eventLoop, Consumer<Survey> then) {
        if (waiting.isEmpty()) {
            var asker =
                    new Asker(eventLoop, reply -> askForTopics(((Reply.Surveyed) reply).queues(), shards, eventLoop));
            Submission submission = shards.ask(new Question.Survey(), asker);
            if (submission != Submission.TAKEN) return submission;
        }
        waiting.add(then);
        return Submission.TAKEN;
    }

    /** When nobody can be asked any more, there are no topics to be told of. */
    private void askForTopics(List<Reply.SurveyedQueue> queues, Shards shards, Executor eventLoop) {
        var asker = new Asker(eventLoop, reply -> tell(new Survey(queues, (TopicsSurveyed) reply)));
        if (shards.ask(new TopicQuestion.SurveyTopics(), asker) != Submission.TAKEN) {
            tell(new Survey(queues, Survey.NOTHING.topics));
        }
    }

    private void tell(Survey survey) {
        List<Consumer<Survey>> asked = List.copyOf(waiting);
        waiting.clear();
        for (var then : asked) then.accept(survey);
    }
}
