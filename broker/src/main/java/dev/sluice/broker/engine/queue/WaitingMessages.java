package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Fairness;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.QueueWork.DueSteps;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.TextHash;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The messages of a standard queue that nobody has received: its lanes, and which of them a message goes to. */
final class WaitingMessages {
    private final long logId;
    private final long createdAt;
    private final StoredMessages store;
    private final Windows windows;

    private final AvailableLane available;
    /** Null until the first message for it: most queues never have one. */
    private @Nullable DelayedLane delayed;
    /** Lane 2, of noisy groups; likewise. */
    private @Nullable AvailableLane heldBack;
    /** Null until the first message with a group. */
    private @Nullable NoisyGroups noisyGroups;

    WaitingMessages(QueueRecord record, QueueHead head, StoredMessages store, Windows windows) {
        this.logId = record.logId();
        this.createdAt = record.createdAt();
        this.store = store;
        this.windows = windows;
        available = AvailableLane.lane0(logId, head, createdAt, store, windows);
        if (head.nextDelayed() > 1) delayed = new DelayedLane(logId, head, store, windows);
        Fairness fairness = head.fairness();
        if (fairness.next() > 1) heldBack = AvailableLane.lane2(logId, fairness, createdAt, store, windows);
        if (!fairness.equals(Fairness.NONE))
            noisyGroups = new NoisyGroups(windows.limits().noisyFrom(), fairness);
    }

    long count() {
        return available.waiting() + delayedCount() + heldBackCount();
    }

    /** Those that are not due at this instant. */
    long notDueAt(long now) {
        return delayed == null ? 0 : delayed.waiting() - delayed.dueAt(now);
    }

    /** How many messages become due in the time ahead. */
    DueSteps dueSteps(long now) {
        return delayed == null ? DueSteps.NONE : delayed.dueSteps(now);
    }

    /** Those of noisy groups. */
    long heldBackCount() {
        return heldBack == null ? 0 : heldBack.waiting();
    }

    /** Groups with messages held back: at most {@link Fairness#MOST_HELD_BACK} are told apart. */
    List<Fairness.HeldBack> heldBackGroups() {
        return noisyGroups == null || heldBackCount() == 0 ? List.of() : noisyGroups.heldBack(heldBackCursor());
    }

    /** Whether one can be received at this instant. */
    boolean anyAt(long now) {
        return available.waiting() > 0 || heldBackCount() > 0 || (delayed != null && delayed.dueAt(now) > 0);
    }

    /** Takes in what may be received at once, behind the others if its group is noisy. */
    void send(Message message, TouchedMessages touched, long now, Effects effects) {
        long group = TextHash.of(message.groupId());
        if (group == TextHash.NONE) available.send(message, now, effects);
        else send(message, group, touched, now, effects);
    }

    private void send(Message message, long group, TouchedMessages touched, long now, Effects effects) {
        NoisyGroups groups = noisyGroups;
        if (groups == null)
            noisyGroups = groups = new NoisyGroups(windows.limits().noisyFrom(), Fairness.NONE);
        if (groups.isNoisy(group, available, heldBackCursor(), touched)) {
            AvailableLane lane = heldBackLane();
            groups.heldBack(group, lane.nextSequence());
            lane.send(message, now, effects);
        } else {
            groups.sent(group);
            available.send(message, now, effects);
        }
    }

    void sendDelayed(Message message, long delayMillis, long now, Effects effects) {
        delayedLane().send(message, delayMillis, now, effects);
    }

    /** Takes in a message of another queue, or of this one, which was sent at any time. */
    void accept(Message message, long sentAt, long now, Effects effects) {
        delayedLane().accept(message, sentAt, now, effects);
    }

    /** Lets time pass, and says whether messages became due. */
    boolean advance(long now) {
        return delayed != null && delayed.advance(now);
    }

    /** When the next message becomes due; {@link Long#MAX_VALUE} when none is delayed. */
    long nextDueAt() {
        return delayed == null ? Long.MAX_VALUE : delayed.nextDueAt();
    }

    /** No message that could expire was sent before this; {@link Long#MAX_VALUE} when there is none. */
    long sentAtLeast() {
        long oldest = Long.MAX_VALUE;
        if (available.waiting() > 0) oldest = available.headSentAtLeast();
        if (heldBack != null && heldBack.waiting() > 0) oldest = Math.min(oldest, heldBack.headSentAtLeast());
        if (delayed != null && delayed.due() > 0) oldest = Math.min(oldest, delayed.headSentAtLeast());
        return oldest;
    }

    /** When the oldest was sent, of the delayed only that which is due first; {@link Long#MAX_VALUE} when there is none. */
    long oldestSentAt() {
        long oldest = available.waiting() > 0 ? available.headSentAt() : Long.MAX_VALUE;
        if (heldBack != null && heldBack.waiting() > 0) oldest = Math.min(oldest, heldBack.headSentAt());
        return delayed != null && delayed.waiting() > 0 ? Math.min(oldest, delayed.headSentAt()) : oldest;
    }

    /** The same of those that are not held back and can be received at this instant. */
    long oldestQuietSentAt(long now) {
        long oldest = available.waiting() > 0 ? available.headSentAt() : Long.MAX_VALUE;
        return delayed != null && delayed.dueAt(now) > 0 ? Math.min(oldest, delayed.headSentAt()) : oldest;
    }

    /**
     * The lane whose head is the next to be received, or null: that of the older of the two that stand first in lanes 0
     * and 1, and when there is none, or it is their turn, that of those held back.
     */
    @Nullable
    Lane next(boolean turnOfHeldBack) {
        StoredMessage due = delayed == null ? null : delayed.dueHead();
        boolean quiet = due != null || available.waiting() > 0;
        if (heldBack != null && heldBack.waiting() > 0 && (turnOfHeldBack || !quiet)) return heldBack;
        if (available.waiting() > 0
                && (due == null || available.head().sentAt() <= due.position().dueAt())) {
            return available;
        }
        return due == null ? null : delayed;
    }

    /** Drops what was sent at {@code sentAt} or before, but for delayed ones, and says how many messages that was. */
    long expire(long sentAt) {
        return available.expire(sentAt) + (heldBack == null ? 0 : heldBack.expire(sentAt));
    }

    /** Drops due messages that were sent at {@code sentAt} or before, up to the first that was not, and says how many. */
    long expireDue(long sentAt) {
        return delayed == null ? 0 : delayed.expire(sentAt);
    }

    /** Whether {@link #expireDue} might find something. */
    boolean anyDue() {
        return delayed != null && delayed.due() > 0;
    }

    /** The lane that a touched message stands in. */
    Lane laneOf(TouchedMessage message) {
        if (message.dueAt == 0) return available;
        return message.dueAt == Position.HELD_BACK ? heldBackLane() : delayedLane();
    }

    void forEachLane(Consumer<Lane> action) {
        action.accept(available);
        if (delayed != null) action.accept(delayed);
        if (heldBack != null) action.accept(heldBack);
    }

    void walk(PeekWalk walk, TouchedMessages touched) {
        walk.over(available, touched);
        if (delayed != null) walk.over(delayed, touched);
        if (heldBack != null) walk.over(heldBack, touched);
    }

    long readAheadBytes() {
        long bytes = available.window.bytes();
        if (delayed != null) bytes += delayed.window.bytes();
        return heldBack == null ? bytes : bytes + heldBack.window.bytes();
    }

    /** Writes what was left for the end of the turn. */
    void endTurn(Effects effects) {
        if (delayed != null) delayed.writeCounts(effects);
        available.turnEnded();
        if (delayed != null) delayed.turnEnded();
        if (heldBack != null) heldBack.turnEnded();
    }

    /** What the log's head row says of the lanes, with these totals. */
    QueueHead head(Totals totals, int nonce) {
        return totals.head(
                available.nextSequence(),
                delayed == null ? 1 : delayed.nextSequence(),
                available.cursor().sequence(),
                delayed == null ? QueueHead.START : delayed.cursor(),
                available.swept().sequence(),
                delayed == null ? QueueHead.START : delayed.swept(),
                nonce,
                fairness());
    }

    private Fairness fairness() {
        if (noisyGroups == null) return Fairness.NONE;
        List<Fairness.Recent> recent = noisyGroups.recent().rows(available);
        if (recent.isEmpty() && heldBack == null) return Fairness.NONE;
        return new Fairness(
                heldBack == null ? 1 : heldBack.nextSequence(),
                heldBackCursor(),
                heldBack == null ? 1 : heldBack.swept().sequence(),
                recent.isEmpty() ? 0 : noisyGroups.recent().from(),
                recent,
                noisyGroups.heldBack(heldBackCursor()));
    }

    void restoreDue(long dueAt, int count) {
        delayedLane().restoreCount(dueAt, count);
    }

    /** @param count what there is of untouched messages in all lanes */
    void restoreCount(long count) {
        if (delayed == null) return;
        delayed.restoreWaiting(count - available.waiting() - heldBackCount());
        require(delayed.due() >= 0, "log %s: %s messages are due", logId, delayed.due());
    }

    void checkInvariants() {
        forEachLane(Lane::checkInvariants);
    }

    private long delayedCount() {
        return delayed == null ? 0 : delayed.waiting();
    }

    private long heldBackCursor() {
        return heldBack == null ? 1 : heldBack.cursor().sequence();
    }

    private DelayedLane delayedLane() {
        DelayedLane lane = delayed;
        if (lane == null) delayed = lane = new DelayedLane(logId, QueueHead.empty(), store, windows);
        return lane;
    }

    private AvailableLane heldBackLane() {
        AvailableLane lane = heldBack;
        if (lane == null) heldBack = lane = AvailableLane.lane2(logId, Fairness.NONE, createdAt, store, windows);
        return lane;
    }
}
