package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Change.PutDue;
import dev.sluice.broker.engine.effect.Change.RemoveMessages;
import dev.sluice.broker.engine.effect.DueTimes;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueWork.DueSteps;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lane 1: messages that were sent with a delay, by the instant they become due. How many become due at each step ahead
 * is counted, so that available and delayed messages are told apart exactly without looking at any. Messages from other
 * queues stand here too, due at once: their times of sending are in no order, which lane 0 could not bear.
 *
 * <p>The cursor never passes an instant that is still ahead, because a later send with a shorter delay may land anywhere
 * ahead. A message that outlives the retention is therefore dropped when it is due and stands first, not before.
 */
final class DelayedLane extends Lane {
    private final NavigableMap<Long, Integer> countByDueAt = new TreeMap<>();
    /** Steps whose count this turn has changed. */
    private final TreeSet<Long> changedSteps = new TreeSet<>();

    private long nextSequence;
    private long waiting;
    /** Those of the waiting that are not due: the sum of the counts ahead. */
    private long notDue;
    /** Whether messages may stand here that were sent long before they were due. */
    private boolean holdsMoved;

    DelayedLane(long logId, QueueHead head, StoredMessages store, Windows windows) {
        super(
                logId,
                head.delayedCursor(),
                head.delayedSwept(),
                earliestSentAt(head.delayedCursor(), head.movedIn() > 0),
                store,
                windows);
        this.nextSequence = head.nextDelayed();
        this.holdsMoved = head.movedIn() > 0;
    }

    long nextSequence() {
        return nextSequence;
    }

    @Override
    long waiting() {
        return waiting;
    }

    long due() {
        return waiting - notDue;
    }

    /** Due at this later instant. */
    long dueAt(long now) {
        long count = due();
        for (int step : countByDueAt.headMap(now, true).values()) count += step;
        return count;
    }

    /** How many become due in the time ahead. */
    DueSteps dueSteps(long now) {
        if (notDue == 0) return DueSteps.NONE;
        var within = new int[DueSteps.STEPS];
        for (var due : countByDueAt.tailMap(now, false).entrySet()) {
            int step = (int) ((due.getKey() - now - 1) / DueSteps.STEP_MILLIS);
            if (step >= 0 && step < within.length) within[step] += due.getValue();
        }
        for (int step = 1; step < within.length; step++) within[step] += within[step - 1];
        return new DueSteps(within);
    }

    /** When the next message becomes due; {@link Long#MAX_VALUE} when none is delayed. */
    long nextDueAt() {
        return notDue == 0 ? Long.MAX_VALUE : countByDueAt.firstKey();
    }

    void send(Message message, long delayMillis, long now, Effects effects) {
        long dueAt = DueTimes.roundUp(now + delayMillis);
        waiting++;
        notDue++;
        countByDueAt.merge(dueAt, 1, Integer::sum);
        changedSteps.add(dueAt);
        append(new StoredMessage(new Position(dueAt, nextSequence++), now, message), effects);
    }

    /**
     * Takes in a message that is due already. It stands at the last step that has passed, behind all that are there: not
     * before the cursor, which has passed no later one.
     */
    void accept(Message message, long sentAt, long now, Effects effects) {
        holdsMoved = true;
        waiting++;
        append(new StoredMessage(new Position(DueTimes.roundDown(now), nextSequence++), sentAt, message), effects);
    }

    /** Lets time pass, and says whether messages became due. */
    boolean advance(long now) {
        if (nextDueAt() > now) return false;
        NavigableMap<Long, Integer> passed = countByDueAt.headMap(now, true);
        for (int count : passed.values()) notDue -= count;
        changedSteps.addAll(passed.keySet());
        passed.clear();
        return true;
    }

    /** The first due message, or null when none is due. */
    @Nullable
    StoredMessage dueHead() {
        return due() == 0 ? null : head();
    }

    @Override
    StoredMessage take() {
        StoredMessage taken = removeHead(earliestSentAt(head().position(), holdsMoved));
        waiting--;
        return taken;
    }

    /** Drops due messages from the head that were sent at {@code sentAt} or before, and says how many that was. */
    long expire(long sentAt) {
        long count = 0;
        while (due() > 0 && headSentAtLeast() <= sentAt && headSentAt() <= sentAt) {
            take();
            count++;
        }
        return count;
    }

    @Override
    protected List<StoredMessage> read(Position from, int maxMessages, int maxBytes) {
        return store.delayed(logId, from, maxMessages, maxBytes);
    }

    /** Sequences are not dense here, so nobody knows which rows to delete one by one: always a range. */
    @Override
    protected int remove(Position from, Position to, Effects effects) {
        if (from.equals(to)) return 0;
        effects.add(new RemoveMessages(logId, from, to));
        return 1;
    }

    /** Writes the counts this turn has changed. */
    void writeCounts(Effects effects) {
        for (long dueAt : changedSteps) {
            effects.add(new PutDue(logId, dueAt, countByDueAt.getOrDefault(dueAt, 0)));
        }
        changedSteps.clear();
    }

    void restoreCount(long dueAt, int count) {
        countByDueAt.put(dueAt, count);
        notDue += count;
    }

    void restoreWaiting(long count) {
        waiting = count;
    }

    @Override
    void checkInvariants() {
        super.checkInvariants();
        require(notDue <= waiting, "%s of %s waiting messages are not due", notDue, waiting);
        long sum = 0;
        for (int count : countByDueAt.values()) sum += count;
        require(sum == notDue, "%s messages are not due, %s by their steps", notDue, sum);
    }

    /**
     * A message at or behind this position cannot have been sent earlier, for it was delayed by so much at most. Of moved
     * ones nothing is known without reading.
     */
    private static long earliestSentAt(Position position, boolean holdsMoved) {
        return holdsMoved ? 0 : position.dueAt() - DueTimes.MAX_DELAY_MILLIS - DueTimes.STEP_MILLIS;
    }
}
