package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Change.PutHead;
import dev.sluice.broker.engine.effect.Change.PutTouched;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Fairness;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueCounts.Noisy;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.QueueWork;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Described;
import dev.sluice.broker.engine.effect.Reply.Peeked;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.Reply.SendOutcome;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A queue with best-effort order: lanes of messages that nobody has received, and those that have been.
 *
 * <pre>
 *   send ──▶ lane 0 ────────▶ receive ──▶ touched: hidden ──▶ delete
 *     ├────▶ lane 1 ── due ──▶  ▲ ▲                  │ visibility timeout ends
 *     └────▶ lane 2 ────────────┘ └──── ready ◀──────┘
 * </pre>
 *
 * A message is in exactly one of these places. Memory is spent on touched messages and on what is read ahead, never on
 * what waits.
 */
public final class StandardQueue extends QueueMachine {
    /** No handle may hide its message for longer after its receive. */
    private static final long MAX_HIDDEN_MILLIS = 43_200_000;

    private final QueueLimits limits;
    private final WaitingMessages waiting;
    private final TouchedMessages touched = new TouchedMessages();
    private final Totals totals;
    private final Departures departures;
    private final StandardReceives receives;

    public StandardQueue(
            QueueRecord record,
            QueueHead head,
            StoredMessages store,
            QueueLimits limits,
            Windows windows,
            DeadLetters deadLetters) {
        super(record, deadLetters);
        this.limits = limits;
        waiting = new WaitingMessages(record, head, store, windows);
        totals = new Totals(head);
        departures = new Departures(this, waiting, touched, totals);
        receives = new StandardReceives(this, departures, limits.inFlight(), head.nonce());
    }

    @Override
    public void advance(long now, Effects effects) {
        departures.expire(now, effects);
        boolean reappeared = touched.reveal(now);
        boolean becameDue = waiting.advance(now);
        if (reappeared || becameDue) markMoreAvailable();
        if (becameDue) {
            markHeadChanged();
            departures.expireDue(now);
        }
    }

    @Override
    public long nextDeadline() {
        long next = Math.min(touched.nextVisibleAt(), waiting.nextDueAt());
        long oldest = Math.min(touched.oldestSentAt(), waiting.sentAtLeast());
        return oldest == Long.MAX_VALUE
                ? next
                : Math.min(next, oldest + attributes().retentionMillis());
    }

    @Override
    public SendOutcome send(Message message, int sizeBytes, long delayMillis, long now, Effects effects) {
        int maximum = attributes().maximumMessageBytes();
        if (sizeBytes > maximum) {
            return SendOutcome.rejected(new Rejected(Rejection.MESSAGE_TOO_LARGE, Integer.toString(maximum)));
        }
        totals.countSent(message.weight());
        if (delayMillis == 0) {
            waiting.send(message, touched, now, effects);
            markMoreAvailable();
        } else {
            waiting.sendDelayed(message, delayMillis, now, effects);
        }
        markHeadChanged();
        return SendOutcome.accepted(message.id());
    }

    @Override
    protected void accept(Message message, long sentAt, long now, Effects effects) {
        totals.countMovedIn(message.weight());
        waiting.accept(message, sentAt, now, effects);
        markMoreAvailable();
        markHeadChanged();
    }

    @Override
    public Reply receive(int max, long visibilityMillis, boolean waits, long attempt, long now, Effects effects) {
        return receives.receive(max, visibilityMillis, waits, now, effects);
    }

    @Override
    public boolean offerFirst(Predicate<Message> taker, long now, Effects effects) {
        return receives.offerFirst(taker, now, effects);
    }

    /** What was received under this handle, or null when it is gone. The handle is of this machine's log. */
    public @Nullable Message find(ReceiptHandle handle) {
        TouchedMessage message = touched.find(handle.position());
        return message == null
                ? null
                : waiting.laneOf(message).find(message.position()).message();
    }

    /** Any handle will do, not only the latest: a consumer that has done the work is done with it. */
    @Override
    public @Nullable Rejected delete(ReceiptHandle handle, long handledMillis, long now, Effects effects) {
        TouchedMessage message = touched.find(handle.position());
        if (message == null) return null;
        touched.work().completed(message, handledMillis, now);
        departures.delete(message, effects);
        return null;
    }

    @Override
    public @Nullable Rejected changeVisibility(ReceiptHandle handle, long visibilityMillis, long now, Effects effects) {
        TouchedMessage message = touched.find(handle.position());
        if (message == null) return new Rejected(Rejection.MESSAGE_NOT_AVAILABLE);
        if (now + visibilityMillis - message.receivedAt > MAX_HIDDEN_MILLIS) {
            return new Rejected(Rejection.HIDDEN_TOO_LONG);
        }
        if (visibilityMillis == 0 && message.visibleAt > now) touched.work().returned(message);
        show(message, now + visibilityMillis, now, effects);
        return null;
    }

    @Override
    public void undoReceive(ReceiptHandle handle, long now, Effects effects) {
        TouchedMessage message = touched.find(handle.position());
        if (message == null || message.nonce != handle.nonce()) return;
        touched.undoReceive(message);
        show(message, now, now, effects);
    }

    @Override
    public boolean receivable(long now) {
        if (touched.hiddenAt(now) >= limits.inFlight()) return false;
        if (touched.hasReadyAt(now)) return true;
        return receives.takesFresh() && waiting.anyAt(now);
    }

    @Override
    public QueueCounts counts(long now) {
        long inFlight = touched.hiddenAt(now);
        long notDue = waiting.notDueAt(now);
        long oldest = Math.min(touched.oldestSentAt(), waiting.oldestSentAt());
        return totals.counts(inFlight, notDue, orZero(oldest), noisy(now));
    }

    private Noisy noisy(long now) {
        List<Fairness.HeldBack> groups = waiting.heldBackGroups();
        long inFlight = 0;
        for (Fairness.HeldBack noisy : groups) inFlight += touched.hiddenOfAt(noisy.group(), now);
        return new Noisy(groups.size(), waiting.heldBackCount(), inFlight, orZero(waiting.oldestQuietSentAt(now)));
    }

    @Override
    public boolean isEmpty() {
        return totals.live() == 0;
    }

    @Override
    Work work() {
        return touched.work();
    }

    @Override
    public QueueWork work(Described described, boolean deadLetters, long now) {
        return work(waiting.dueSteps(now), described, deadLetters);
    }

    @Override
    public Peeked peek(Peek peek, long now) {
        var walk = new PeekWalk(peek, logId(), now);
        waiting.walk(walk, touched);
        return walk.peeked();
    }

    @Override
    public QueueHead head() {
        return waiting.head(totals, receives.nonce());
    }

    @Override
    public QueueHead headAfterPurge() {
        return totals.purged().head(1, 1, 1, QueueHead.START, 1, QueueHead.START, receives.nonce(), Fairness.NONE);
    }

    @Override
    public void endTurn(Effects effects) {
        if (headChanged()) effects.add(new PutHead(logId(), head()));
        markHeadWritten();
        waiting.endTurn(effects);
    }

    @Override
    public void sweep(Effects effects) {
        waiting.forEachLane(lane -> sweep(lane, effects));
    }

    @Override
    public void release() {
        waiting.forEachLane(lane -> lane.window.drop());
    }

    @Override
    public long readAheadBytes() {
        return waiting.readAheadBytes();
    }

    @Override
    public void restoreDue(long dueAt, int count) {
        waiting.restoreDue(dueAt, count);
    }

    @Override
    public void restoreTouched(Position position, Touched row) {
        touched.restore(new TouchedMessage(position, row));
    }

    @Override
    public void restored() {
        waiting.restoreCount(totals.live() - touched.size());
        requireAllPlaced();
        markHeadWritten();
    }

    @Override
    public void checkInvariants() {
        waiting.checkInvariants();
        touched.checkInvariants();
        requireAllPlaced();
        totals.checkInvariants();
        require(
                totals.liveBytes() >= touched.bytes(),
                "all weigh %s, the touched %s",
                totals.liveBytes(),
                touched.bytes());
    }

    private void requireAllPlaced() {
        require(
                totals.live() == waiting.count() + touched.size(),
                "%s: %s messages, but %s waiting and %s touched",
                id(),
                totals.live(),
                waiting.count(),
                touched.size());
    }

    private void show(TouchedMessage message, long visibleAt, long now, Effects effects) {
        message.visibleAt = visibleAt;
        touched.place(message, now);
        effects.add(new PutTouched(logId(), message.position(), message.row()));
        if (visibleAt <= now) markMoreAvailable();
    }

    private void sweep(Lane lane, Effects effects) {
        if (!lane.hasDeadRows()) return;
        lane.sweep(touched.between(lane.swept(), lane.cursor()), effects);
        markHeadChanged();
    }

    private static long orZero(long instant) {
        return instant == Long.MAX_VALUE ? 0 : instant;
    }
}
