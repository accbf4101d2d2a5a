package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Change.PutQueue;
import dev.sluice.broker.engine.effect.Change.RemoveLog;
import dev.sluice.broker.engine.effect.Change.RemoveQueue;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.engine.queue.DeadLetters;
import dev.sluice.broker.engine.queue.FifoQueue;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.engine.queue.StandardQueue;
import dev.sluice.broker.engine.queue.Windows;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Begins and ends queues, and in between brings each to the time of every command on it, and of every tick in which it is
 * due. What a queue left to be written waits here for the end of the turn.
 */
final class RunningQueues implements DeadLetters {
    static final Rejected NO_SUCH_QUEUE = new Rejected(Rejection.QUEUE_DOES_NOT_EXIST);

    private final StoredMessages store;
    private final QueueLimits limits;
    private final Windows windows;
    private final Queues queues;
    private final Deadlines deadlines = new Deadlines();
    /** Queues that must write something when the turn ends, in the order they changed. */
    private final Set<QueueMachine> changed = new LinkedHashSet<>();

    /** Definitions whose heads a restoration has not handed over yet. */
    private final Map<Long, QueueRecord> headless = new HashMap<>();

    private long nextLogId = 1;

    RunningQueues(Queues queues, StoredMessages store, QueueLimits limits) {
        this.queues = queues;
        this.store = store;
        this.limits = limits;
        this.windows = new Windows(limits);
    }

    // Work

    /** Does a command's work on its queue, once that is brought to now; or refuses it when there is no such queue. */
    Reply at(QueueId id, long now, Effects effects, Function<QueueMachine, Reply> work) {
        QueueMachine queue = queues.find(id);
        if (queue == null) return NO_SUCH_QUEUE;
        queue.advance(now, effects);
        Reply reply = work.apply(queue);
        settle(queue, now, effects);
        return reply;
    }

    /** One queue hands a message to another, in the middle of a command on the first. */
    @Override
    public boolean accept(QueueId target, Message message, long sentAt, boolean atOnce, long now, Effects effects) {
        QueueMachine queue = queues.find(target);
        if (queue == null) return false;
        queue.advance(now, effects);
        queue.accept(message, sentAt, atOnce, now, effects);
        settle(queue, now, effects);
        return true;
    }

    /** To be called when something was done with a queue, at the instant it was brought to. */
    void settle(QueueMachine queue, long now, Effects effects) {
        queue.activeAt(now);
        queue.announce(now, effects);
        if (queue.hasChanges()) changed.add(queue);
        deadlines.set(queue);
    }

    /** The earliest instant at which time changes something; {@link Long#MAX_VALUE} when it never will. */
    long nextDeadline() {
        return deadlines.firstKey();
    }

    /** Lets time pass in the queues that are due. */
    void advance(long now, Effects effects) {
        while (deadlines.firstKey() <= now) {
            QueueMachine queue = deadlines.first();
            queue.advance(now, effects);
            settle(queue, now, effects);
        }
    }

    void endTurn(Effects effects) {
        for (QueueMachine queue : changed) queue.endTurn(effects);
        changed.clear();
    }

    void sweep(Effects effects) {
        for (QueueMachine queue : queues.all()) {
            queue.sweep(effects);
            if (queue.hasChanges()) changed.add(queue);
        }
    }

    // Beginnings and ends

    /** A log id that was never used. */
    long newLogId() {
        return nextLogId++;
    }

    /** The log id that comes next. */
    long nextLogId() {
        return nextLogId;
    }

    /** Begins a queue of this name, of which there is none. */
    void begin(QueueId id, QueueAttributes attributes, Map<String, String> tags, long now, Effects effects) {
        var record = new QueueRecord(queues.lean(id), newLogId(), attributes, tags, now, now);
        effects.add(new PutQueue(record));
        start(record, QueueHead.empty(), now);
    }

    /** Begins the queue anew, with a log that has none of its messages. */
    void beginAnew(QueueMachine queue, long now, Effects effects) {
        stop(queue);
        QueueRecord old = queue.record();
        var record =
                new QueueRecord(old.id(), newLogId(), old.attributes(), old.tags(), old.createdAt(), old.modifiedAt());
        effects.add(new PutQueue(record));
        effects.add(new RemoveLog(old.logId()));
        start(record, queue.headAfterPurge(), now);
    }

    /** Ends a queue with all that is in it. False when there is no such queue. */
    boolean end(QueueId id, Effects effects) {
        QueueMachine queue = queues.find(id);
        if (queue == null) return false;
        stop(queue);
        effects.add(new RemoveQueue(id));
        effects.add(new RemoveLog(queue.logId()));
        effects.ready(id);
        return true;
    }

    private void start(QueueRecord record, QueueHead head, long now) {
        QueueMachine queue = machine(record, head);
        queue.activeAt(now);
        queues.add(queue);
        changed.add(queue);
    }

    private void stop(QueueMachine queue) {
        queues.remove(queue);
        changed.remove(queue);
        deadlines.forget(queue);
        queue.release();
    }

    private QueueMachine machine(QueueRecord record, QueueHead head) {
        return record.id().isFifo()
                ? new FifoQueue(record, head, store, limits, windows, this)
                : new StandardQueue(record, head, store, limits, windows, this);
    }

    // Restoration

    /** @param next as {@link #nextLogId} said it */
    void restore(long next) {
        nextLogId = next;
    }

    void restore(QueueRecord record) {
        headless.put(record.logId(), record);
    }

    /** The head of a log whose definition was handed over. */
    void restore(long logId, QueueHead head) {
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

    /** The queue of a log whose head was handed over. */
    QueueMachine restoring(long logId) {
        QueueMachine queue = queues.ofLog(logId);
        if (queue == null) throw new IllegalStateException("log " + logId + " has rows but no head");
        return queue;
    }

    /** Everything has been handed over. */
    void restored() {
        require(headless.isEmpty(), "queues without a head: %s", headless);
        for (QueueMachine queue : queues.all()) {
            queue.restored();
            deadlines.set(queue);
        }
    }

    void checkInvariants() {
        deadlines.checkInvariants();
        windows.checkInvariants();
        long readAhead = 0;
        for (QueueMachine queue : queues.all()) {
            queue.checkInvariants();
            readAhead += queue.readAheadBytes();
        }
        require(windows.bytes() == readAhead, "%s bytes read ahead for %s of queues", windows.bytes(), readAhead);
    }
}
