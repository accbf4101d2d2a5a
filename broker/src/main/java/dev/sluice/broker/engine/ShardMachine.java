package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Change.PutQueue;
import dev.sluice.broker.engine.effect.Change.RemoveLog;
import dev.sluice.broker.engine.effect.Change.RemoveQueue;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.engine.effect.MobileRow;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.Reply;
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
import dev.sluice.broker.engine.queue.AcceptedRequests;
import dev.sluice.broker.engine.queue.FifoQueue;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.engine.queue.StandardQueue;
import dev.sluice.broker.engine.queue.Windows;
import dev.sluice.broker.engine.topic.ShardQueues;
import dev.sluice.broker.engine.topic.TopicLimits;
import dev.sluice.broker.engine.topic.Topics;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
    /** One tick makes no more steps than these; those of further tasks are due in the next turn. */
    private static final int MAX_MOVE_STEPS = 4;

    /** Messages wait in internal queues for as long as they may in any. */
    private static final QueueAttributes INTERNAL =
            new QueueAttributes(Map.of(QueueAttribute.MESSAGE_RETENTION_PERIOD, "1209600"));

    private static final Rejected NO_SUCH_QUEUE = new Rejected(Rejection.QUEUE_DOES_NOT_EXIST);

    private final StoredMessages store;
    private final QueueLimits limits;
    private final Windows windows;
    private final Queues queues = new Queues();
    private final Deadlines deadlines = new Deadlines();
    private final Holds holds = new Holds();
    private final MoveTasks moveTasks = new MoveTasks(this::accept);
    private final AcceptedRequests acceptedRequests;
    private final MessageCommands messages;
    private final MoveTaskCommands moveTaskCommands = new MoveTaskCommands(queues, moveTasks, this::at);
    private final QueueAnswers answers;
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
        this(store, limits, TopicLimits.DEFAULTS);
    }

    public ShardMachine(StoredMessages store, QueueLimits limits, TopicLimits ofTopics) {
        this.store = store;
        this.limits = limits;
        this.acceptedRequests = new AcceptedRequests(store);
        this.messages = new MessageCommands(queues, this::at, acceptedRequests);
        this.windows = new Windows(limits);
        this.answers = new QueueAnswers(queues, moveTasks, store);
        var queuesOfTopics = new QueuesOfTopics();
        this.mobile = new Mobile(queuesOfTopics);
        this.topics = new Topics(queuesOfTopics, mobile, store, acceptedRequests, ofTopics);
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
        acceptedRequests.turnEnded();
    }

    /** Gives dead rows to deletion, as part of a turn. Not a command: it changes no reply, and each node does it alone. */
    public void sweep(Effects effects) {
        for (QueueMachine queue : queues.all()) {
            queue.sweep(effects);
            if (queue.hasChanges()) changedQueues.add(queue);
        }
    }

    /** Of the entry that was applied last. */
    long index() {
        return index;
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
        return queue == null ? 0 : MessageCommands.waitSeconds(queue, waitSeconds) * 1000L;
    }

    MessageCommands messages() {
        return messages;
    }

    MoveTaskCommands moveTasks() {
        return moveTaskCommands;
    }

    QueueAnswers answers() {
        return answers;
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
    private boolean accept(QueueId target, Message message, long sentAt, boolean atOnce, long now, Effects effects) {
        QueueMachine queue = queues.find(target);
        if (queue == null) return false;
        queue.advance(now, effects);
        queue.accept(message, sentAt, atOnce, now, effects);
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
            if (message != null) queue.delete(handle, Command.NOT_SAID, now, effects);
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
}
