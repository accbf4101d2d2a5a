package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Accepted;
import dev.sluice.broker.engine.effect.Change.PutHead;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Fairness;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueCounts.Noisy;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.QueueWork;
import dev.sluice.broker.engine.effect.QueueWork.DueSteps;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Described;
import dev.sluice.broker.engine.effect.Reply.Peeked;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.Reply.SendOutcome;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.DeduplicationKey;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.broker.model.TextHash;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A queue that keeps the order of each message group, and takes the same message once.
 *
 * <p>Of a group, the run of messages from its first up to the first hidden one is deliverable. A group with touched
 * messages is known here and leads to its others by itself; the cursor of {@link GroupedLane} only looks for the others,
 * and passes what belongs to a known group. So no group holds up another at any depth, and memory is spent on touched
 * messages alone.
 */
public final class FifoQueue extends QueueMachine {
    /** No handle may hide its message for longer after its receive. */
    private static final long MAX_HIDDEN_MILLIS = 43_200_000;
    /** One command drops no more messages than this because of their age; the next tick goes on. */
    private static final int MAX_EXPIRED = 10_000;

    private final QueueLimits limits;
    private final GroupedLane lane;
    private final Groups groups = new Groups();
    private final DeliverableGroups deliverable;
    private final AcceptedSends acceptedSends;
    private final Totals totals;
    private final GroupOrder order;
    private final GroupReceives receives;

    private long time;
    /** The last command stopped at {@link #MAX_EXPIRED}. */
    private boolean expiresOn;

    public FifoQueue(
            QueueRecord record,
            QueueHead head,
            StoredMessages store,
            QueueLimits limits,
            Windows windows,
            DeadLetters deadLetters) {
        super(record, deadLetters);
        this.limits = limits;
        this.lane = new GroupedLane(
                record.logId(), head, record.createdAt(), store, windows, sequence -> groups.find(sequence) != null);
        this.deliverable = new DeliverableGroups(
                lane, groups, Math.toIntExact(Math.min(Integer.MAX_VALUE, 2L * limits.inFlight())));
        this.acceptedSends = new AcceptedSends(record.logId(), store);
        this.totals = new Totals(head);
        this.order = new GroupOrder(this, lane, groups);
        this.receives = new GroupReceives(this, order, deliverable, totals, limits.inFlight(), head.nonce());
    }

    @Override
    public void advance(long now, Effects effects) {
        time = Math.max(time, now);
        if (groups.reveal(now)) markMoreAvailable();
        expire(now, effects);
        if (!deliverable.isUnfinished()) return;
        deliverable.goOn(attributes().delayMillis(), now);
        markHeadChanged();
        markMoreAvailable();
    }

    @Override
    public long nextDeadline() {
        if (expiresOn || deliverable.isUnfinished()) return time + 1;
        long oldest = groups.oldestSentAt();
        if (!lane.isExhausted()) oldest = Math.min(oldest, lane.headSentAtLeast());
        long next = groups.nextVisibleAt();
        if (oldest != Long.MAX_VALUE)
            next = Math.min(next, oldest + attributes().retentionMillis());
        long dueAt = headDueAt();
        if (dueAt > time) next = Math.min(next, dueAt);
        return Math.max(next, time + 1);
    }

    /** The queue's own delay is what counts here; {@code delayMillis} is of standard queues only. */
    @Override
    public SendOutcome send(Message message, int sizeBytes, long delayMillis, long now, Effects effects) {
        int maximum = attributes().maximumMessageBytes();
        if (sizeBytes > maximum) {
            return SendOutcome.rejected(new Rejected(Rejection.MESSAGE_TOO_LARGE, Integer.toString(maximum)));
        }
        String group = message.groupId();
        String deduplication = message.deduplicationId();
        if (group == null || deduplication == null) {
            throw new IllegalArgumentException("a message to a FIFO queue has a group and a deduplication id");
        }
        var key = DeduplicationKey.of(attributes().deduplicatesByGroup() ? group : null, deduplication);
        Accepted earlier = acceptedSends.find(key, now);
        if (earlier != null) return SendOutcome.accepted(earlier.id(), earlier.sequence());

        long sequence = append(message, now, effects);
        acceptedSends.add(key, new Accepted(now, sequence, message.id()), effects);
        totals.countSent(message.weight());
        return SendOutcome.accepted(message.id(), sequence);
    }

    /** Its own id stands in for the deduplication id, so that what a producer sends here later is never its repetition. */
    @Override
    protected void accept(Message message, long sentAt, long now, Effects effects) {
        append(message.deduplicatedBy(message.id().toString()), now, effects);
        totals.countMovedIn(message.weight());
    }

    private long append(Message message, long now, Effects effects) {
        long hash = TextHash.of(message.groupId());
        boolean wasExhausted = lane.isExhausted();
        StoredMessage sent = lane.send(message, hash, now, effects);
        Group known = groups.ofHash(hash);
        if (known == null) {
            markMoreAvailable();
        } else if (wasExhausted && attributes().delayMillis() == 0) {
            // Nothing for the cursor to look for, so nobody is woken to find that out.
            known.passed = true;
            lane.pass();
            if (!known.isEmpty() && !known.head().isHidden(now)) markMoreAvailable();
        }
        markHeadChanged();
        return sent.position().sequence();
    }

    @Override
    public boolean offerFirst(Predicate<Message> taker, long now, Effects effects) {
        return receives.offerFirst(taker, now, effects);
    }

    @Override
    public Reply receive(int max, long visibilityMillis, boolean waits, long attempt, long now, Effects effects) {
        return receives.receive(max, visibilityMillis, attempt, now, effects);
    }

    /** Only the latest handle will do, and only while it hides the message: later the order may have moved on. */
    @Override
    public @Nullable Rejected delete(ReceiptHandle handle, long handledMillis, long now, Effects effects) {
        GroupedMessage message = find(handle);
        if (message == null) return null;
        if (!holds(handle, message, now)) return new Rejected(Rejection.HANDLE_EXPIRED);
        totals.countDeleted(message.bytes);
        groups.work().completed(message, handledMillis, now);
        order.remove(message, now, effects);
        return null;
    }

    @Override
    public @Nullable Rejected changeVisibility(ReceiptHandle handle, long visibilityMillis, long now, Effects effects) {
        GroupedMessage message = find(handle);
        if (message == null || !holds(handle, message, now)) return new Rejected(Rejection.MESSAGE_NOT_AVAILABLE);
        if (now + visibilityMillis - message.receivedAt > MAX_HIDDEN_MILLIS) {
            return new Rejected(Rejection.HIDDEN_TOO_LONG);
        }
        if (visibilityMillis == 0) groups.work().returned(message);
        order.show(message, now + visibilityMillis, now);
        return null;
    }

    @Override
    public void undoReceive(ReceiptHandle handle, long now, Effects effects) {
        GroupedMessage message = find(handle);
        if (message == null || message.nonce != handle.nonce()) return;
        groups.undoReceive(message);
        order.show(message, now, now);
    }

    private @Nullable GroupedMessage find(ReceiptHandle handle) {
        return handle.position().isDelayed()
                ? null
                : groups.find(handle.position().sequence());
    }

    private static boolean holds(ReceiptHandle handle, GroupedMessage message, long now) {
        return message.nonce == handle.nonce() && message.isHidden(now);
    }

    /** By sequence, so that what is left is in order: touched messages come before all others of their group. */
    private void expire(long now, Effects effects) {
        expiresOn = false;
        long sentAt = now - attributes().retentionMillis();
        for (int expired = 0; expired < MAX_EXPIRED; expired++) {
            if (groups.oldestSentAt() <= sentAt) {
                GroupedMessage oldest = groups.oldest();
                totals.countExpired(oldest.bytes);
                order.remove(oldest, now, effects);
                continue;
            }
            if (lane.isExhausted() || lane.headSentAtLeast() > sentAt) return;
            StoredMessage head = lane.head();
            if (head != null && head.sentAt() > sentAt) return;
            lane.pass();
            markHeadChanged();
            if (head == null) return;
            long group = TextHash.of(head.message().groupId());
            long sequence = head.position().sequence();
            StoredMessage whole = head.isOutline() ? lane.find(group, sequence) : head;
            totals.countExpired(whole.message().weight());
            lane.remove(sequence, group, effects);
        }
        expiresOn = true;
    }

    private long headDueAt() {
        if (attributes().delayMillis() == 0 || lane.isExhausted()) return Long.MIN_VALUE;
        StoredMessage head = lane.head();
        return head == null ? Long.MIN_VALUE : head.sentAt() + attributes().delayMillis();
    }

    private boolean headIsDue(long now) {
        return headDueAt() <= now;
    }

    @Override
    public boolean receivable(long now) {
        if (groups.hiddenAt(now) >= limits.inFlight()) return false;
        if (groups.mayHaveReadyAt(now)) return true;
        return deliverable.takesFresh() && !lane.isExhausted() && headIsDue(now);
    }

    @Override
    public QueueCounts counts(long now) {
        long inFlight = groups.hiddenAt(now);
        long delayed = Math.min(delayed(now), totals.live() - inFlight);
        return totals.counts(inFlight, delayed, oldestSentAt(), Noisy.NONE);
    }

    @Override
    public boolean isEmpty() {
        return totals.live() == 0;
    }

    @Override
    Work work() {
        return groups.work();
    }

    @Override
    public QueueWork work(Described described, boolean deadLetters, long now) {
        return work(DueSteps.NONE, described, deadLetters);
    }

    @Override
    public Peeked peek(Peek peek, long now) {
        var walk = new PeekWalk(peek, logId(), now);
        walk.over(lane, groups, attributes().delayMillis(), firstNotDue(now));
        return walk.peeked();
    }

    private long delayed(long now) {
        if (attributes().delayMillis() == 0) return 0;
        long notDue = firstNotDue(now);
        return lane.nextSequence() - notDue - groups.countFrom(notDue);
    }

    /** From here on all are delayed that nobody has received. */
    private long firstNotDue(long now) {
        long delay = attributes().delayMillis();
        return delay == 0 ? lane.nextSequence() : lane.firstSentAfter(now - delay);
    }

    private long oldestSentAt() {
        long oldest = groups.oldestSentAt();
        StoredMessage head = lane.isExhausted() ? null : lane.head();
        if (head != null) oldest = Math.min(oldest, head.sentAt());
        return oldest == Long.MAX_VALUE ? 0 : oldest;
    }

    @Override
    public QueueHead head() {
        return head(totals, lane.cursor());
    }

    /** Sequence numbers go on, for they never repeat. */
    @Override
    public QueueHead headAfterPurge() {
        return head(totals.purged(), lane.nextSequence());
    }

    private QueueHead head(Totals counted, long cursor) {
        return counted.head(
                lane.nextSequence(), 1, cursor, QueueHead.START, 1, QueueHead.START, receives.nonce(), Fairness.NONE);
    }

    @Override
    public boolean hasChanges() {
        return super.hasChanges() || groups.haveChanged();
    }

    @Override
    public void endTurn(Effects effects) {
        if (headChanged()) {
            effects.add(new PutHead(logId(), head()));
            markHeadWritten();
        }
        groups.endTurn(logId(), effects);
        lane.turnEnded();
        acceptedSends.turnEnded();
    }

    /** Nothing to do: rows die with their messages. */
    @Override
    public void sweep(Effects effects) {}

    @Override
    public void release() {
        lane.window.drop();
    }

    @Override
    public long readAheadBytes() {
        return lane.window.bytes();
    }

    @Override
    public void restoreDue(long dueAt, int count) {
        throw new IllegalStateException(id() + " has counts of delayed messages, which only standard queues have");
    }

    @Override
    public void restoreTouched(Position position, Touched row) {
        order.restore(position, row);
    }

    @Override
    public void restored() {
        markHeadWritten();
    }

    @Override
    public void checkInvariants() {
        lane.checkInvariants();
        groups.checkInvariants(time);
        totals.checkInvariants();
        require(
                totals.liveBytes() >= groups.bytes(),
                "all weigh %s, the touched %s",
                totals.liveBytes(),
                groups.bytes());
    }
}
