package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.QueueWork;
import dev.sluice.broker.engine.effect.QueueWork.DueSteps;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Described;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one queue, for the life of one log: a purge starts a new machine. Every command first lets time pass by
 * {@link #advance}, then does its work at that same instant.
 */
public abstract class QueueMachine {
    private final DeadLetters deadLetters;
    private QueueRecord record;
    /** A new log's head has not been written yet. */
    private boolean headChanged = true;

    private boolean moreAvailable;
    private boolean wasReceivable;
    private long activeAt;

    /** The machine's slot among the shard's deadlines. */
    private int deadlineSlot = IndexedHeap.NOWHERE;

    protected QueueMachine(QueueRecord record, DeadLetters deadLetters) {
        this.record = record;
        this.deadLetters = deadLetters;
    }

    public final QueueRecord record() {
        return record;
    }

    public final QueueId id() {
        return record.id();
    }

    public final long logId() {
        return record.logId();
    }

    public final QueueAttributes attributes() {
        return record.attributes();
    }

    /** Replaces the definition. It takes effect on time's passing at the next {@link #advance}. */
    public final void define(QueueRecord changed) {
        record = changed;
    }

    /** Brings the queue to this instant: hidden messages reappear, delayed ones become due, old ones expire. */
    public abstract void advance(long now, Effects effects);

    /** The next instant at which {@link #advance} may have something to do; {@link Long#MAX_VALUE} when there is none. */
    public abstract long nextDeadline();

    /** @param sizeBytes as SQS counts it */
    public abstract Reply.SendOutcome send(Message message, int sizeBytes, long delayMillis, long now, Effects effects);

    /**
     * Takes in a message from another queue, or from itself, as available at once, whatever the delay and the size limit
     * of this queue. It counts as moved in, not as sent. A dead letter's receive count and first receive go on from its
     * {@link Message#origin}.
     *
     * @param sentAt when it was sent first; for a FIFO queue its time begins anew
     * @param atOnce whether others come with it as fast as they can be moved
     */
    public final void accept(Message message, long sentAt, boolean atOnce, long now, Effects effects) {
        accept(message, sentAt, now, effects);
        if (atOnce) work().movedInAtOnce();
    }

    protected abstract void accept(Message message, long sentAt, long now, Effects effects);

    /**
     * @param waits whether the receive is a long poll, for which being over the in-flight limit is no error
     * @param attempt what tells a FIFO queue that a receive repeats another; 0 for none
     */
    public abstract Reply receive(
            int max, long visibilityMillis, boolean waits, long attempt, long now, Effects effects);

    /**
     * Offers the first message that a receive would find to somebody who may put it elsewhere. What is taken is removed
     * here, in the same batch, and counts as moved; what is not stays as it was. Messages in flight or delayed are not
     * offered.
     *
     * @return whether there was a message to offer, or may be one at the next call
     */
    public abstract boolean offerFirst(Predicate<Message> taker, long now, Effects effects);

    /**
     * Answers null when the message is gone, now or already. The handle is of this machine's log.
     *
     * @param handledMillis how long it was worked on, as its consumer says; negative when it does not
     */
    public abstract Reply.@Nullable Rejected delete(
            ReceiptHandle handle, long handledMillis, long now, Effects effects);

    /** Answers null when the message is hidden, or shown, as asked. The handle is of this machine's log. */
    public abstract Reply.@Nullable Rejected changeVisibility(
            ReceiptHandle handle, long visibilityMillis, long now, Effects effects);

    /** Makes as if the receive that gave out this handle had not been, unless something has happened since. */
    public abstract void undoReceive(ReceiptHandle handle, long now, Effects effects);

    /** Whether a receive would find a message at this instant, which may lie ahead of the machine's time. */
    public abstract boolean receivable(long now);

    /** At this instant, which may lie ahead of the machine's time; expiry is counted up to the latter. */
    public abstract QueueCounts counts(long now);

    /** No message is live, in whatever state. */
    public abstract boolean isEmpty();

    /** What workers do with the queue. */
    public abstract QueueWork work(Described described, boolean deadLetters, long now);

    /** What metrics tell of it. */
    public final Reply.SurveyedQueue surveyed(long now) {
        Work work = work();
        return new Reply.SurveyedQueue(
                record, counts(now), work.allTimes(), work.deadLettered(), work.touched(), work.inFlight());
    }

    abstract Work work();

    final QueueWork work(DueSteps dueSteps, Described described, boolean deadLetters) {
        Work work = work();
        return new QueueWork(
                described,
                deadLetters,
                work.atOnce(),
                work.completed(),
                work.holds(),
                work.services(),
                work.touched(),
                work.inFlight(),
                work.receivedMillis(),
                work.returned(),
                dueSteps);
    }

    /** When a command, or time, last did something here; 0 for not since the start. */
    public final long activeAt() {
        return activeAt;
    }

    public final void activeAt(long now) {
        activeAt = now;
    }

    /**
     * Shows some of the messages that {@link #counts} counts at this instant, in the order of their positions. Changes
     * nothing, not even what is read ahead.
     */
    public abstract Reply.Peeked peek(Peek peek, long now);

    /** What the log's head row says now. */
    public abstract QueueHead head();

    /** The head a new log of this queue starts with when this one is purged. Counts go on; the messages are deleted. */
    public abstract QueueHead headAfterPurge();

    /** Writes what was left for the end of the turn, and forgets what was kept until its messages are in the store. */
    public abstract void endTurn(Effects effects);

    /** Gives dead rows to deletion. A hint to the store: no reply depends on it. */
    public abstract void sweep(Effects effects);

    /** The log is gone: gives memory back that is shared with other queues. */
    public abstract void release();

    /** What this queue has in its windows. */
    public abstract long readAheadBytes();

    public abstract void restoreDue(long dueAt, int count);

    public abstract void restoreTouched(Position position, Touched touched);

    /** Everything has been handed over. */
    public abstract void restored();

    /** Throws unless everything fits together. Reads the store and looks at everything: for tests. */
    public abstract void checkInvariants();

    /** Tells who waits for messages, if there are more of them or there is room for more in flight. */
    public final void announce(long now, Effects effects) {
        boolean receivable = receivable(now);
        if (receivable && (moreAvailable || !wasReceivable)) effects.ready(id());
        moreAvailable = false;
        wasReceivable = receivable;
    }

    /** Whether {@link #endTurn} has something to write. */
    public boolean hasChanges() {
        return headChanged;
    }

    /** Whether the head row must be written at the end of the turn. */
    protected final boolean headChanged() {
        return headChanged;
    }

    public final int deadlineSlot() {
        return deadlineSlot;
    }

    public final void deadlineSlot(int slot) {
        deadlineSlot = slot;
    }

    /** For one receive: moves away what was received too often. */
    protected final Redrive redrive() {
        return new Redrive(id(), attributes().redrivePolicy(), deadLetters);
    }

    protected final void markHeadChanged() {
        headChanged = true;
    }

    protected final void markHeadWritten() {
        headChanged = false;
    }

    protected final void markMoreAvailable() {
        moreAvailable = true;
    }
}
