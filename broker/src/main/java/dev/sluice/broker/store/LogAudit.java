package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Fairness;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.TextHash;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares one queue's head and due counts with its rows, which are shown to it one by one. */
final class LogAudit implements MessageAudit {
    private final QueueRecord queue;
    private final Problems problems;
    private final NavigableMap<Long, Integer> dueCounts = new TreeMap<>();
    private final NavigableMap<Long, Integer> dueRows = new TreeMap<>();

    /** A queue that nobody has sent to has no head row. */
    private QueueHead head = QueueHead.empty();

    /** Hashes of groups that have touched messages. */
    private final Set<Long> touchedGroups = new HashSet<>();

    /** Sums over the messages and over their outlines, equal when the two agree. */
    private long messageSum;

    private long outlineSum;

    private long waitingAvailable;
    private long waitingDelayed;
    private long waitingHeldBack;
    private long touchedMessages;
    private long bytes;

    LogAudit(QueueRecord queue, Problems problems) {
        this.queue = queue;
        this.problems = problems;
    }

    boolean isOf(QueueId id) {
        return queue.id().equals(id);
    }

    void head(QueueHead found) {
        head = found;
    }

    void due(long dueAt, int count) {
        dueCounts.put(dueAt, count);
    }

    void touchedGroup(long group) {
        touchedGroups.add(group);
    }

    void outline(StoredMessage outline) {
        outlineSum += sum(outline);
    }

    private static long sum(StoredMessage message) {
        return TextHash.of(message.position().sequence() + "/" + message.sentAt() + "/"
                + message.message().groupId());
    }

    /** @param state null when the message is not touched */
    @Override
    public void message(StoredMessage message, @Nullable Touched state) {
        Position position = message.position();
        checkSequence(position);
        if (queue.id().isFifo()) {
            grouped(message, state);
            return;
        }
        if (state != null) touched(message, state);
        else if (position.compareTo(cursor(position)) >= 0) waiting(message);
        else if (position.compareTo(swept(position)) < 0) {
            problem("dead message " + position + " lies before the swept position, so nothing would remove it");
        }
    }

    /** In a FIFO queue every row is a live message. */
    private void grouped(StoredMessage message, @Nullable Touched state) {
        Position position = message.position();
        long group = TextHash.of(message.message().groupId());
        messageSum += sum(message);
        if (group == TextHash.NONE) problem("message " + position + " has no group");
        if (state == null) {
            waiting(message);
            if (position.compareTo(cursor(position)) < 0 && !touchedGroups.contains(group)) {
                problem("message " + position + " stands before the cursor and no message of its group is touched");
            }
            return;
        }
        touchedMessages++;
        bytes += message.message().weight();
        checkSentAt(message, state);
        if (state.group() != group) problem("touched message " + position + " is kept under another group");
    }

    void touchedWithoutMessage(Position position) {
        problem("touched message " + position + " has no row");
    }

    @Override
    public void unreadable(String what) {
        problem(what);
    }

    private void checkSequence(Position position) {
        long next = nextSequence(position);
        if (position.sequence() >= next) {
            problem("message " + position + " stands beyond the next sequence, " + next);
        }
    }

    private void touched(StoredMessage message, Touched state) {
        Position position = message.position();
        touchedMessages++;
        bytes += message.message().weight();
        if (position.compareTo(cursor(position)) >= 0) {
            problem("touched message " + position + " stands at or beyond its cursor, " + cursor(position));
        }
        checkSentAt(message, state);
    }

    private void checkSentAt(StoredMessage message, Touched state) {
        if (state.sentAt() != message.sentAt()) {
            problem("touched message " + message.position() + " was sent at " + state.sentAt() + ", its row says "
                    + message.sentAt());
        }
    }

    private void waiting(StoredMessage message) {
        bytes += message.message().weight();
        if (message.position().isDelayed()) {
            waitingDelayed++;
            dueRows.merge(message.position().dueAt(), 1, Integer::sum);
        } else if (message.position().isHeldBack()) {
            waitingHeldBack++;
        } else {
            waitingAvailable++;
        }
    }

    /** All rows have been shown. */
    Verification.Queue conclude(long shardTime) {
        long waiting = waitingAvailable + waitingDelayed + waitingHeldBack;
        if (queue.id().isFifo()) {
            if (messageSum != outlineSum) problem("its messages and their outlines do not agree");
        } else {
            checkDense(waitingAvailable, "available", head.cursor(), head.nextAvailable());
            Fairness lane2 = head.fairness();
            checkDense(waitingHeldBack, "held back", lane2.cursor(), lane2.next());
        }
        if (head.live() != waiting + touchedMessages) {
            problem("its head counts " + head.live() + " messages; there are " + waiting + " waiting and "
                    + touchedMessages + " touched");
        }
        long gone = head.deleted() + head.expired() + head.moved();
        long come = head.sent() + head.movedIn();
        if (come != gone + head.live()) {
            problem(come + " were sent or moved in, but " + gone + " are gone and " + head.live() + " present");
        }
        checkDueCounts(shardTime);
        return new Verification.Queue(queue.id(), queue.logId(), waiting, touchedMessages, bytes);
    }

    private void checkDense(long waiting, String what, long cursor, long next) {
        if (waiting == next - cursor) return;
        problem(waiting + " " + what + " messages stand from cursor " + cursor + " to sequence " + next
                + "; there should be " + (next - cursor));
    }

    /** Counts of instants that have passed go when their queue is next used, so a missing one is no problem then. */
    private void checkDueCounts(long shardTime) {
        dueCounts.forEach((dueAt, count) -> {
            int rows = dueRows.getOrDefault(dueAt, 0);
            if (rows != count) problem(count + " messages are counted as due at " + dueAt + "; there are " + rows);
        });
        dueRows.tailMap(shardTime, false).forEach((dueAt, rows) -> {
            if (!dueCounts.containsKey(dueAt)) problem(rows + " messages due at " + dueAt + " are not counted");
        });
    }

    private long nextSequence(Position lane) {
        if (lane.isHeldBack()) return head.fairness().next();
        return lane.isDelayed() ? head.nextDelayed() : head.nextAvailable();
    }

    private Position cursor(Position lane) {
        if (lane.isHeldBack()) return Position.heldBack(head.fairness().cursor());
        return lane.isDelayed() ? head.delayedCursor() : Position.available(head.cursor());
    }

    private Position swept(Position lane) {
        if (lane.isHeldBack()) return Position.heldBack(head.fairness().swept());
        return lane.isDelayed() ? head.delayedSwept() : Position.available(head.swept());
    }

    private void problem(String what) {
        problems.add(queue.id().arn() + " (log " + queue.logId() + "): " + what);
    }
}
