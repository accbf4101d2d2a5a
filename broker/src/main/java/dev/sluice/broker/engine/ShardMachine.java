package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Change.PutQueue;
import dev.sluice.broker.engine.effect.Change.RemoveLog;
import dev.sluice.broker.engine.effect.Change.RemoveQueue;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.engine.effect.MobileRow;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Described;
import dev.sluice.broker.engine.effect.Reply.Done;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.engine.mobile.Mobile;
import dev.sluice.broker.engine.queue.FifoQueue;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.engine.queue.StandardQueue;
import dev.sluice.broker.engine.queue.Windows;
import dev.sluice.broker.engine.topic.ShardQueues;
import dev.sluice.broker.engine.topic.Topics;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All queues of a shard, as a function of the entries applied so far. The same entries give the same rows and the same
 * replies on every node, at every time, and with a restart from the rows after any turn. Owned by the shard thread.
 *
 * <p>A turn applies entries, ends with {@link #endTurn}, and its effects are written before the next begins: until then
 * the machine remembers what {@link StoredMessages} cannot show yet.
 */
public final class ShardMachine implements Restoration {
    private static final int MAX_TAGS = 50;
    /** Of one account, at one time. */
    private static final int MAX_MOVE_TASKS = 100;
    /** One tick makes no more steps than these; those of further tasks are due in the next turn. */
    private static final int MAX_MOVE_STEPS = 4;

    /** Messages wait in internal queues for as long as they may in any. */
    private static final QueueAttributes INTERNAL =
            new QueueAttributes(Map.of(QueueAttribute.MESSAGE_RETENTION_PERIOD, "1209600"));

    private static final Rejected NO_SUCH_QUEUE = new Rejected(Rejection.QUEUE_DOES_NOT_EXIST);
    private static final Rejected NOT_AVAILABLE = new Rejected(Rejection.MESSAGE_NOT_AVAILABLE);
    private static final Rejected ANOTHER_QUEUES_HANDLE = new Rejected(Rejection.HANDLE_OF_ANOTHER_QUEUE);

    private final StoredMessages store;
    private final QueueLimits limits;
    private final Windows windows;
    private final Queues queues = new Queues();
    private final Deadlines deadlines = new Deadlines();
    private final Holds holds = new Holds();
    private final MoveTasks moveTasks = new MoveTasks(this::accept);
    private final Topics topics;
    private final Mobile mobile;
    /** Queues that must write something when the turn ends, in the order they changed. */
    private final Set<QueueMachine> changedQueues = new LinkedHashSet<>();

    /** Definitions whose heads a restoration has not handed over yet. */
    private final Map<Long, QueueRecord> headless = new HashMap<>();

    private long nextLogId = 1;
    private long time;
    private long index;

    public ShardMachine(StoredMessages store, int inFlightLimit) {
        this(store, QueueLimits.withInFlight(inFlightLimit));
    }

    public ShardMachine(StoredMessages store, QueueLimits limits) {
        this.store = store;
        this.limits = limits;
        this.windows = new Windows(limits);
        var queuesOfTopics = new QueuesOfTopics();
        this.mobile = new Mobile(queuesOfTopics);
        this.topics = new Topics(queuesOfTopics, mobile, store);
    }

    public Reply apply(Entry entry, Effects effects) {
        require(entry.index() == index + 1, "entry %s comes after %s was applied", entry.index(), index);
        index = entry.index();
        time = Math.max(time, entry.time());
        return entry.command().applyTo(this, time, effects);
    }

    /** Completes the turn's effects. They must be written before the next entry is applied. */
    public void endTurn(Effects effects) {
        for (QueueMachine queue : changedQueues) queue.endTurn(effects);
        changedQueues.clear();
        topics.endTurn(effects);
    }

    /** Gives dead rows to deletion, as part of a turn. Not a command: it changes no reply, and each node does it alone. */
    public void sweep(Effects effects) {
        for (QueueMachine queue : queues.all()) {
            queue.sweep(effects);
            if (queue.hasChanges()) changedQueues.add(queue);
        }
    }

    /** What must be written with the effects of a turn. */
    public ShardHead head() {
        return new ShardHead(nextLogId, time, index);
    }

    /** The earliest instant at which time changes something; {@link Long#MAX_VALUE} when it never will. */
    public long nextDeadline() {
        long ofQueues = Math.min(Math.min(deadlines.firstKey(), holds.nextEnd()), nextMoveAt());
        return Math.min(ofQueues, topics.nextDeadline());
    }

    /** The instant at which a move task or a replay makes its next step; {@link Long#MAX_VALUE} when none runs. */
    public long nextMoveAt() {
        return Math.min(moveTasks.nextStepAt(), topics.nextReplayAt());
    }

    /**
     * Whether a receive at this instant would be answered with something, so that waiting before it is applied is
     * pointless: a message, or that the queue does not exist. A hint; expiry is known up to the machine's time only. A
     * short poll must be applied even so, for it is the machine that says when too many messages are in flight.
     */
    public boolean hasAvailable(QueueId id, long now) {
        QueueMachine queue = queues.find(id);
        return queue == null || queue.receivable(now);
    }

    /**
     * How long a receive of this queue may wait.
     *
     * @param waitSeconds what it asks for, or {@link Command#QUEUE_DEFAULT}
     * @return milliseconds; 0 when there is no such queue
     */
    public long waitMillis(QueueId id, int waitSeconds) {
        QueueMachine queue = queues.find(id);
        return queue == null ? 0 : waitSeconds(queue, waitSeconds) * 1000L;
    }

    Topics topics() {
        return topics;
    }

    Mobile mobile() {
        return mobile;
    }

    // Commands

    Reply createQueue(Command.CreateQueue c, long now, Effects effects) {
        QueueMachine existing = queues.find(c.queue());
        if (existing != null) return new Reply.Exists(existing.record());
        if (holds.isHeld(c.queue(), Hold.Action.CREATE, now)) return new Rejected(Rejection.QUEUE_DELETED_RECENTLY);
        if (c.tags().size() > MAX_TAGS) return new Rejected(Rejection.TOO_MANY_TAGS);
        if (!c.attributes().throughputLimitFits()) return new Rejected(Rejection.THROUGHPUT_LIMIT_NEEDS_GROUP_SCOPE);
        Rejection redrive = queues.refusalOfRedrive(c.queue(), c.attributes());
        if (redrive != null) return new Rejected(redrive);
        define(c.queue(), c.attributes(), c.tags(), now, effects);
        return new Reply.Created(c.queue());
    }

    Reply deleteQueue(Command.DeleteQueue c, long now, Effects effects) {
        if (!remove(c.queue(), effects)) return NO_SUCH_QUEUE;
        holds.release(c.queue(), Hold.Action.PURGE, effects);
        moveTasks.forget(c.queue(), effects);
        holds.hold(c.queue(), Hold.Action.CREATE, c.holdSeconds(), now, effects);
        return Done.DONE;
    }

    Reply purgeQueue(Command.PurgeQueue c, long now, Effects effects) {
        QueueMachine queue = queues.find(c.queue());
        if (queue == null) return NO_SUCH_QUEUE;
        if (holds.isHeld(c.queue(), Hold.Action.PURGE, now)) return new Rejected(Rejection.PURGE_IN_PROGRESS);
        holds.hold(c.queue(), Hold.Action.PURGE, c.holdSeconds(), now, effects);
        queue.advance(now, effects);
        end(queue);
        QueueRecord old = queue.record();
        var record =
                new QueueRecord(old.id(), nextLogId++, old.attributes(), old.tags(), old.createdAt(), old.modifiedAt());
        effects.add(new PutQueue(record));
        effects.add(new RemoveLog(old.logId()));
        start(record, queue.headAfterPurge());
        return Done.DONE;
    }

    Reply setQueueAttributes(Command.SetQueueAttributes c, long now, Effects effects) {
        return at(c.queue(), now, effects, queue -> {
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
        return setQueueAttributes(new Command.SetQueueAttributes(c.queue(), change), now, effects);
    }

    Reply tagQueue(Command.TagQueue c, Effects effects) {
        QueueMachine queue = queues.find(c.queue());
        if (queue == null) return NO_SUCH_QUEUE;
        var tags = new HashMap<>(queue.record().tags());
        tags.putAll(c.tags());
        if (tags.size() > MAX_TAGS) return new Rejected(Rejection.TOO_MANY_TAGS);
        return retag(queue, tags, effects);
    }

    Reply untagQueue(Command.UntagQueue c, Effects effects) {
        QueueMachine queue = queues.find(c.queue());
        if (queue == null) return NO_SUCH_QUEUE;
        var tags = new HashMap<>(queue.record().tags());
        c.keys().forEach(tags::remove);
        return retag(queue, tags, effects);
    }

    Reply send(Command.Send c, long now, Effects effects) {
        return at(c.queue(), now, effects, queue -> {
            if (lacksDeduplicationId(queue, c)) return new Rejected(Rejection.NO_DEDUPLICATION_ID);
            var outcomes = new ArrayList<Reply.SendOutcome>(c.messages().size());
            for (Command.Outgoing outgoing : c.messages()) {
                long delayMillis = outgoing.delaySeconds() == Command.QUEUE_DEFAULT
                        ? queue.attributes().delayMillis()
                        : outgoing.delaySeconds() * 1000L;
                outcomes.add(queue.send(outgoing.message(), outgoing.sizeBytes(), delayMillis, now, effects));
            }
            return new Reply.Sent(outcomes);
        });
    }

    private static boolean lacksDeduplicationId(QueueMachine queue, Command.Send send) {
        if (!queue.id().isFifo() || queue.attributes().deduplicatesByContent()) return false;
        for (Command.Outgoing outgoing : send.messages()) if (outgoing.deduplicatesByContent()) return true;
        return false;
    }

    Reply receive(Command.Receive c, long now, Effects effects) {
        return at(c.queue(), now, effects, queue -> {
            long visibilityMillis = c.visibilitySeconds() == Command.QUEUE_DEFAULT
                    ? queue.attributes().visibilityMillis()
                    : c.visibilitySeconds() * 1000L;
            boolean waits = waitSeconds(queue, c.waitSeconds()) > 0;
            return queue.receive(c.max(), visibilityMillis, waits, c.attempt(), now, effects);
        });
    }

    Reply delete(Command.Delete c, long now, Effects effects) {
        return at(c.queue(), now, effects, queue -> {
            var outcomes = new ArrayList<@Nullable Rejected>(c.handles().size());
            for (ReceiptHandle handle : c.handles()) {
                if (handle.logId() == queue.logId()) outcomes.add(queue.delete(handle, now, effects));
                else outcomes.add(isOfAnotherQueue(handle) ? ANOTHER_QUEUES_HANDLE : null);
            }
            return new Reply.Settled(outcomes);
        });
    }

    Reply changeVisibility(Command.ChangeVisibility c, long now, Effects effects) {
        return at(c.queue(), now, effects, queue -> {
            var outcomes = new ArrayList<@Nullable Rejected>(c.changes().size());
            for (Command.VisibilityChange change : c.changes()) {
                ReceiptHandle handle = change.handle();
                long visibilityMillis = change.seconds() * 1000L;
                if (handle.logId() == queue.logId()) {
                    outcomes.add(queue.changeVisibility(handle, visibilityMillis, now, effects));
                } else {
                    outcomes.add(isOfAnotherQueue(handle) ? ANOTHER_QUEUES_HANDLE : NOT_AVAILABLE);
                }
            }
            return new Reply.Settled(outcomes);
        });
    }

    Reply undoReceive(Command.UndoReceive c, long now, Effects effects) {
        return at(c.queue(), now, effects, queue -> {
            for (ReceiptHandle handle : c.handles()) {
                if (handle.logId() == queue.logId()) queue.undoReceive(handle, now, effects);
            }
            return Done.DONE;
        });
    }

    Reply tick(long now, Effects effects) {
        holds.advance(now, effects);
        topics.advance(now, effects);
        while (deadlines.firstKey() <= now) {
            QueueMachine queue = deadlines.first();
            queue.advance(now, effects);
            settle(queue, now, effects);
        }
        for (int steps = 0; steps < MAX_MOVE_STEPS && moveTasks.nextStepAt() <= now; steps++) {
            at(moveTasks.nextSource(), now, effects, source -> {
                moveTasks.step(source, now, effects);
                return Done.DONE;
            });
        }
        return Done.DONE;
    }

    Reply startMoveTask(Command.StartMoveTask c, long now, Effects effects) {
        QueueMachine source = queues.find(c.source());
        if (source == null) return new Rejected(Rejection.MOVE_SOURCE_DOES_NOT_EXIST);
        Rejection refusal = refusal(c);
        if (refusal != null) return new Rejected(refusal);
        if (moveTasks.runningIn(c.source().account()) >= MAX_MOVE_TASKS) {
            return new Rejected(Rejection.TOO_MANY_MOVE_TASKS, Integer.toString(MAX_MOVE_TASKS));
        }
        return at(c.source(), now, effects, queue -> {
            long toMove = queue.counts(now).available();
            moveTasks.start(
                    new MoveTask(
                            index,
                            c.task(),
                            queue.id(),
                            c.destination(),
                            c.perSecond(),
                            MoveTask.State.RUNNING,
                            now,
                            toMove,
                            0,
                            0,
                            now),
                    effects);
            return Done.DONE;
        });
    }

    private @Nullable Rejection refusal(Command.StartMoveTask c) {
        QueueId source = c.source();
        QueueId destination = c.destination();
        if (destination != null) {
            if (destination.equals(source)) return Rejection.MOVE_DESTINATION_IS_SOURCE;
            boolean near = destination.account().equals(source.account())
                    && destination.region().equals(source.region());
            if (!near || queues.find(destination) == null) return Rejection.MOVE_DESTINATION_DOES_NOT_EXIST;
            if (destination.isFifo() != source.isFifo()) return Rejection.MOVE_DESTINATION_OF_ANOTHER_TYPE;
        }
        if (!queues.isDeadLetterQueue(source)) return Rejection.MOVE_SOURCE_IS_NO_DEAD_LETTER_QUEUE;
        return moveTasks.runsOn(source) ? Rejection.MOVE_TASK_RUNS_ALREADY : null;
    }

    Reply cancelMoveTask(Command.CancelMoveTask c, Effects effects) {
        if (queues.find(c.source()) == null) return new Rejected(Rejection.MOVE_SOURCE_DOES_NOT_EXIST);
        MoveTask task = moveTasks.find(c.source(), c.task());
        if (task == null) return new Rejected(Rejection.MOVE_TASK_DOES_NOT_EXIST);
        if (!task.runs()) return new Rejected(Rejection.MOVE_TASK_RUNS_NO_LONGER);
        moveTasks.cancel(task, effects);
        return new Reply.MoveTaskCancelled(task.moved());
    }

    // Questions

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
        return queues.work(question, now);
    }

    Reply survey(long now) {
        List<Reply.SurveyedQueue> surveyed = new ArrayList<>();
        for (QueueMachine queue : queues.ofClients())
            surveyed.add(new Reply.SurveyedQueue(queue.record(), queue.counts(now), queue.times()));
        return new Reply.Surveyed(surveyed);
    }

    // Restoration

    @Override
    public void shard(ShardHead head) {
        nextLogId = head.nextLogId();
        time = head.time();
        index = head.index();
    }

    @Override
    public void moveTask(MoveTask task) {
        moveTasks.restore(task);
    }

    @Override
    public void queue(QueueRecord record) {
        headless.put(record.logId(), record);
    }

    @Override
    public void mobile(MobileRow row) {
        mobile.restore(row);
    }

    @Override
    public void topic(TopicRecord record) {
        topics.restore(record);
    }

    @Override
    public void subscription(SubscriptionRecord record) {
        topics.restore(record);
    }

    @Override
    public void replay(Replay replay) {
        topics.restore(replay);
    }

    @Override
    public void topicHead(long logId, TopicHead head) {
        topics.restore(logId, head);
    }

    @Override
    public void hold(Hold hold) {
        holds.restore(hold);
    }

    @Override
    public void head(long logId, QueueHead head) {
        QueueRecord record = headless.remove(logId);
        if (record == null) throw new IllegalStateException("log " + logId + " has a head but no queue");
        var lean = new QueueRecord(
                queues.lean(record.id()),
                logId,
                record.attributes(),
                record.tags(),
                record.createdAt(),
                record.modifiedAt());
        queues.add(machine(lean, head));
    }

    @Override
    public void due(long logId, long dueAt, int count) {
        restoring(logId).restoreDue(dueAt, count);
    }

    @Override
    public void touched(long logId, Position position, Touched touched) {
        restoring(logId).restoreTouched(position, touched);
    }

    /** Everything has been handed over; entries may follow. */
    public void restored() {
        require(headless.isEmpty(), "queues without a head: %s", headless);
        for (QueueMachine queue : queues.all()) {
            queue.restored();
            deadlines.set(queue);
        }
    }

    private QueueMachine restoring(long logId) {
        QueueMachine queue = queues.ofLog(logId);
        if (queue == null) throw new IllegalStateException("log " + logId + " has rows but no head");
        return queue;
    }

    /** Throws unless everything fits together. Reads the store and looks at everything: for tests. */
    void checkInvariants() {
        deadlines.checkInvariants();
        topics.checkInvariants();
        windows.checkInvariants();
        long readAhead = 0;
        for (QueueMachine queue : queues.all()) {
            queue.checkInvariants();
            readAhead += queue.readAheadBytes();
        }
        require(windows.bytes() == readAhead, "%s bytes read ahead for %s of queues", windows.bytes(), readAhead);
    }

    /** Does a command's work on its queue, once that is brought to now. */
    private Reply at(QueueId id, long now, Effects effects, Function<QueueMachine, Reply> work) {
        QueueMachine queue = queues.find(id);
        if (queue == null) return NO_SUCH_QUEUE;
        queue.advance(now, effects);
        Reply reply = work.apply(queue);
        settle(queue, now, effects);
        return reply;
    }

    private void settle(QueueMachine queue, long now, Effects effects) {
        queue.activeAt(now);
        queue.announce(now, effects);
        if (queue.hasChanges()) changedQueues.add(queue);
        deadlines.set(queue);
    }

    private void define(QueueId id, QueueAttributes attributes, Map<String, String> tags, long now, Effects effects) {
        var record = new QueueRecord(queues.lean(id), nextLogId++, attributes, tags, now, now);
        effects.add(new PutQueue(record));
        start(record, QueueHead.empty());
    }

    private boolean remove(QueueId id, Effects effects) {
        QueueMachine queue = queues.find(id);
        if (queue == null) return false;
        end(queue);
        effects.add(new RemoveQueue(id));
        effects.add(new RemoveLog(queue.logId()));
        effects.ready(id);
        return true;
    }

    private void start(QueueRecord record, QueueHead head) {
        QueueMachine queue = machine(record, head);
        queue.activeAt(time);
        queues.add(queue);
        changedQueues.add(queue);
    }

    private QueueMachine machine(QueueRecord record, QueueHead head) {
        return record.id().isFifo()
                ? new FifoQueue(record, head, store, limits, windows, this::accept)
                : new StandardQueue(record, head, store, limits, windows, this::accept);
    }

    /** One queue hands a message to another, in the middle of a command on the first. */
    private boolean accept(QueueId target, Message message, long sentAt, long now, Effects effects) {
        QueueMachine queue = queues.find(target);
        if (queue == null) return false;
        queue.advance(now, effects);
        queue.accept(message, sentAt, now, effects);
        settle(queue, now, effects);
        return true;
    }

    private final class QueuesOfTopics implements ShardQueues {
        @Override
        public long newLogId() {
            return nextLogId++;
        }

        @Override
        public long index() {
            return index;
        }

        @Override
        public boolean send(QueueId id, Message message, long now, Effects effects) {
            QueueMachine queue = queues.find(id);
            if (queue == null) return false;
            queue.advance(now, effects);
            queue.send(message, 0, queue.attributes().delayMillis(), now, effects);
            settle(queue, now, effects);
            return true;
        }

        @Override
        public @Nullable Message take(QueueId id, ReceiptHandle handle, long now, Effects effects) {
            QueueMachine found = queues.find(id);
            if (!(found instanceof StandardQueue queue) || found.logId() != handle.logId()) return null;
            queue.advance(now, effects);
            Message message = queue.find(handle);
            if (message != null) queue.delete(handle, now, effects);
            settle(queue, now, effects);
            return message;
        }

        @Override
        public @Nullable QueueCounts counts(QueueId id, long now) {
            QueueMachine queue = queues.find(id);
            return queue == null ? null : queue.counts(now);
        }

        @Override
        public void open(QueueId id, long now, Effects effects) {
            define(id, INTERNAL, Map.of(), now, effects);
        }

        @Override
        public void close(QueueId id, Effects effects) {
            remove(id, effects);
        }
    }

    private void end(QueueMachine queue) {
        queues.remove(queue);
        changedQueues.remove(queue);
        deadlines.forget(queue);
        queue.release();
    }

    private static void redefine(QueueMachine queue, QueueRecord record, Effects effects) {
        queue.define(record);
        effects.add(new PutQueue(record));
    }

    private Reply retag(QueueMachine queue, Map<String, String> tags, Effects effects) {
        queue.activeAt(time); // tags may say something of workers
        QueueRecord old = queue.record();
        redefine(
                queue,
                new QueueRecord(old.id(), old.logId(), old.attributes(), tags, old.createdAt(), old.modifiedAt()),
                effects);
        return Done.DONE;
    }

    private static Described describe(QueueMachine queue, long now) {
        return new Described(queue.record(), queue.counts(now));
    }

    private static int waitSeconds(QueueMachine queue, int asked) {
        return asked == Command.QUEUE_DEFAULT ? queue.attributes().waitSeconds() : asked;
    }

    /** Handles of a log that is gone may have been this queue's, before a purge. */
    private boolean isOfAnotherQueue(ReceiptHandle handle) {
        return queues.ofLog(handle.logId()) != null;
    }
}
