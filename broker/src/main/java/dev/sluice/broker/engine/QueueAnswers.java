package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.RunningQueues.NO_SUCH_QUEUE;

import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Described;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.engine.topic.Topics;
import dev.sluice.broker.model.QueueId;
import java.util.ArrayList;
import java.util.List;

/** Answers questions about queues. Changes nothing. */
final class QueueAnswers {
    private final Queues queues;
    private final MoveTasks moveTasks;
    private final Topics topics;
    private final StoredMessages store;

    QueueAnswers(Queues queues, MoveTasks moveTasks, Topics topics, StoredMessages store) {
        this.queues = queues;
        this.moveTasks = moveTasks;
        this.topics = topics;
        this.store = store;
    }

    Reply describe(QueueId id, long now) {
        QueueMachine queue = queues.find(id);
        return queue == null ? NO_SUCH_QUEUE : describe(queue, now);
    }

    Reply describe(Question.DescribeQueues question, long now) {
        return queues.page(question, queue -> describe(queue, now));
    }

    Reply peek(QueueId id, Peek peek, long now) {
        QueueMachine queue = queues.find(id);
        return queue == null ? NO_SUCH_QUEUE : queue.peek(peek, now);
    }

    Reply list(Question.ListQueues question) {
        return queues.list(question);
    }

    Reply list(Question.ListDeadLetterSources question) {
        return queues.find(question.queue()) == null ? NO_SUCH_QUEUE : queues.list(question);
    }

    Reply list(Question.ListMoveTasks question) {
        if (queues.find(question.source()) == null) return new Rejected(Rejection.MOVE_SOURCE_DOES_NOT_EXIST);
        return new Reply.MoveTasks(moveTasks.of(question.source(), question.max()));
    }

    Reply tags(QueueId id) {
        QueueMachine queue = queues.find(id);
        return queue == null ? NO_SUCH_QUEUE : new Reply.Tags(queue.record().tags());
    }

    Reply countGroups(Question.CountGroups question) {
        QueueMachine queue = queues.find(question.queue());
        if (queue == null) return NO_SUCH_QUEUE;
        var counted = store.countGroups(queue.logId(), question.after(), question.max());
        return new Reply.GroupsCounted(counted.groups(), counted.last(), counted.more());
    }

    Reply survey(Question.SurveyWork question, long now) {
        return queues.work(question, topics::haveDeadLettersIn, now);
    }

    Reply survey(long now) {
        List<Reply.SurveyedQueue> surveyed = new ArrayList<>();
        for (QueueMachine queue : queues.ofClients()) surveyed.add(queue.surveyed(now));
        return new Reply.Surveyed(surveyed);
    }

    private static Described describe(QueueMachine queue, long now) {
        return new Described(queue.record(), queue.counts(now));
    }
}
