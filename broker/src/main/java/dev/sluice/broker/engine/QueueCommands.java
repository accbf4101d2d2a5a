package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.RunningQueues.NO_SUCH_QUEUE;

import dev.sluice.broker.engine.effect.Change.PutQueue;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Done;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import java.util.HashMap;
import java.util.Map;

/** What clients do with queues as such: create, define, tag, purge and delete them. */
final class QueueCommands {
    private static final int MAX_TAGS = 50;

    private final Queues queues;
    private final RunningQueues running;
    private final Holds holds;
    private final MoveTasks moveTasks;

    QueueCommands(Queues queues, RunningQueues running, Holds holds, MoveTasks moveTasks) {
        this.queues = queues;
        this.running = running;
        this.holds = holds;
        this.moveTasks = moveTasks;
    }

    Reply create(Command.CreateQueue c, long now, Effects effects) {
        QueueMachine existing = queues.find(c.queue());
        if (existing != null) return new Reply.Exists(existing.record());
        if (holds.isHeld(c.queue(), Hold.Action.CREATE, now)) return new Rejected(Rejection.QUEUE_DELETED_RECENTLY);
        if (c.tags().size() > MAX_TAGS) return new Rejected(Rejection.TOO_MANY_TAGS);
        if (!c.attributes().throughputLimitFits()) return new Rejected(Rejection.THROUGHPUT_LIMIT_NEEDS_GROUP_SCOPE);
        Rejection redrive = queues.refusalOfRedrive(c.queue(), c.attributes());
        if (redrive != null) return new Rejected(redrive);
        running.begin(c.queue(), c.attributes(), c.tags(), now, effects);
        return new Reply.Created(c.queue());
    }

    Reply delete(Command.DeleteQueue c, long now, Effects effects) {
        if (!running.end(c.queue(), effects)) return NO_SUCH_QUEUE;
        holds.release(c.queue(), Hold.Action.PURGE, effects);
        moveTasks.forget(c.queue(), effects);
        holds.hold(c.queue(), Hold.Action.CREATE, c.holdSeconds(), now, effects);
        return Done.DONE;
    }

    Reply purge(Command.PurgeQueue c, long now, Effects effects) {
        QueueMachine queue = queues.find(c.queue());
        if (queue == null) return NO_SUCH_QUEUE;
        if (holds.isHeld(c.queue(), Hold.Action.PURGE, now)) return new Rejected(Rejection.PURGE_IN_PROGRESS);
        holds.hold(c.queue(), Hold.Action.PURGE, c.holdSeconds(), now, effects);
        queue.advance(now, effects);
        running.beginAnew(queue, now, effects);
        return Done.DONE;
    }

    Reply setAttributes(Command.SetQueueAttributes c, long now, Effects effects) {
        return running.at(c.queue(), now, effects, queue -> {
            QueueRecord old = queue.record();
            QueueAttributes attributes = old.attributes().with(c.changes());
            if (!attributes.throughputLimitFits()) return new Rejected(Rejection.THROUGHPUT_LIMIT_NEEDS_GROUP_SCOPE);
            boolean redrives = c.changes().containsKey(QueueAttribute.REDRIVE_POLICY);
            Rejection refusal = redrives ? queues.refusalOfRedrive(old.id(), attributes) : null;
            if (refusal != null) return new Rejected(refusal);
            redefine(
                    queue,
                    new QueueRecord(old.id(), old.logId(), attributes, old.tags(), old.createdAt(), now),
                    effects);
            queue.advance(now, effects); // with another retention, messages may expire at once
            return Done.DONE;
        });
    }

    Reply replacePolicy(Command.ReplacePolicy c, long now, Effects effects) {
        QueueMachine queue = queues.find(c.queue());
        if (queue == null) return NO_SUCH_QUEUE;
        String policy = queue.attributes().policy();
        if (!policy.equals(c.present())) return new Reply.PolicyChanged(policy);
        var change = Map.of(QueueAttribute.POLICY, c.replacement());
        return setAttributes(new Command.SetQueueAttributes(c.queue(), change), now, effects);
    }

    Reply tag(Command.TagQueue c, long now, Effects effects) {
        QueueMachine queue = queues.find(c.queue());
        if (queue == null) return NO_SUCH_QUEUE;
        var tags = new HashMap<>(queue.record().tags());
        tags.putAll(c.tags());
        if (tags.size() > MAX_TAGS) return new Rejected(Rejection.TOO_MANY_TAGS);
        return retag(queue, tags, now, effects);
    }

    Reply untag(Command.UntagQueue c, long now, Effects effects) {
        QueueMachine queue = queues.find(c.queue());
        if (queue == null) return NO_SUCH_QUEUE;
        var tags = new HashMap<>(queue.record().tags());
        c.keys().forEach(tags::remove);
        return retag(queue, tags, now, effects);
    }

    private Reply retag(QueueMachine queue, Map<String, String> tags, long now, Effects effects) {
        queue.activeAt(now); // tags may say something of workers
        QueueRecord old = queue.record();
        redefine(
                queue,
                new QueueRecord(old.id(), old.logId(), old.attributes(), tags, old.createdAt(), old.modifiedAt()),
                effects);
        return Done.DONE;
    }

    private void redefine(QueueMachine queue, QueueRecord record, Effects effects) {
        queues.define(queue, record);
        effects.add(new PutQueue(record));
    }
}
