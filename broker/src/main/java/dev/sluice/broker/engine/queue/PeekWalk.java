package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.Peeked;
import dev.sluice.broker.engine.effect.Reply.PeekedMessage;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one step of a look at a queue. Walks in the order of positions: in each lane the touched messages, which
 * stand before its cursor, then the waiting ones. What is not wanted in its state is passed over without being read.
 */
final class PeekWalk {
    private static final Position LANE_1 = new Position(1, 0);
    private static final Position LANE_2 = Position.heldBack(0);
    private static final Position END = new Position(Long.MAX_VALUE, Long.MAX_VALUE);

    /** One step tries, or in a FIFO queue goes over, so many sequences at most: a millisecond if all are dead. */
    private static final int MOST_SEQUENCES = 10_000;

    private final Peek peek;
    private final long logId;
    private final long now;
    private final List<PeekedMessage> shown = new ArrayList<>();
    /** Everything before this has been looked at. */
    private Position next;

    private int read;
    private int readBytes;
    /** The step has gone far enough, though it has read little. */
    private boolean stopped;

    PeekWalk(Peek peek, long logId, long now) {
        this.peek = peek;
        this.logId = logId;
        this.now = now;
        this.next = peek.logId() == logId ? peek.from() : Peek.START;
    }

    /** Whether another message may be looked at in this step. */
    boolean goesOn() {
        return !stopped && shown.size() < peek.max() && read < Peek.MOST_READ && readBytes < Peek.MOST_READ_BYTES;
    }

    boolean wants(MessageState state) {
        return peek.states().contains(state);
    }

    /** Nothing that is wanted stands between here and this position. */
    void skipTo(Position position) {
        if (position.compareTo(next) > 0) next = position;
    }

    /** Walks a whole lane, of whose messages before the cursor only the touched are alive. */
    void over(AvailableLane lane, Overlay touched) {
        boolean heldBack = lane.cursor().isHeldBack();
        Position end = heldBack ? END : LANE_1;
        if (goesOn()) skipTo(heldBack ? LANE_2 : Peek.START);
        overTouched(touched, lane.cursor(), message -> lane.find(message.position()));
        if (wants(MessageState.AVAILABLE)) overWaiting(lane, MessageState.AVAILABLE, end);
        if (goesOn()) skipTo(end);
    }

    /** The same of lane 1, whose messages wait in the order they become due. */
    void over(DelayedLane lane, Overlay touched) {
        overTouched(lane, touched);
        Position notDue = new Position(now + 1, 0);
        if (wants(MessageState.AVAILABLE)) overWaiting(lane, MessageState.AVAILABLE, notDue);
        if (goesOn()) skipTo(notDue);
        if (wants(MessageState.DELAYED)) overWaiting(lane, MessageState.DELAYED, LANE_2);
        if (goesOn()) skipTo(LANE_2);
    }

    /**
     * Walks the touched messages of a lane with dense sequences. They are in memory, so sequences are tried one by one,
     * which for the most part are theirs; only when all those tried were not, the next one is searched for.
     *
     * @param end where to stop, in the lane in which the walk is
     */
    private void overTouched(Overlay touched, Position end, Function<TouchedMessage, StoredMessage> row) {
        if (!goesOn() || next.compareTo(end) >= 0) return;
        int readBefore = read;
        long sequence = next.sequence();
        long triedTo = Math.min(end.sequence(), sequence + MOST_SEQUENCES);
        for (; goesOn() && sequence < triedTo; sequence++) {
            TouchedMessage message = touched.find(end.dueAt(), sequence);
            if (message != null && wants(message.stateAt(now))) look(message, row.apply(message));
        }
        if (!goesOn()) return;
        skipTo(new Position(end.dueAt(), triedTo));
        if (triedTo < end.sequence() && read == readBefore) {
            List<TouchedMessage> following = first(1, touched, next, end);
            skipTo(following.isEmpty() ? end : following.get(0).position());
        }
        stopped = next.compareTo(end) < 0;
    }

    /** Due times leave nothing to try. */
    private void overTouched(DelayedLane lane, Overlay touched) {
        if (!goesOn() || next.compareTo(lane.cursor()) >= 0) return;
        for (TouchedMessage message : first(Peek.MOST_READ - read, touched, next, lane.cursor())) {
            if (!goesOn()) return;
            look(message, lane.find(message.position()));
        }
        if (goesOn()) skipTo(lane.cursor());
    }

    private List<TouchedMessage> first(int max, Overlay touched, Position from, Position to) {
        return touched.first(max, from, to, message -> wants(message.stateAt(now)));
    }

    private void overWaiting(Lane lane, MessageState state, Position end) {
        while (goesOn() && next.compareTo(end) < 0) {
            List<StoredMessage> rows = lane.next(next, Peek.MOST_READ - read, Peek.MOST_READ_BYTES - readBytes);
            if (rows.isEmpty()) return;
            for (StoredMessage row : rows) {
                if (!goesOn() || row.position().compareTo(end) >= 0) return;
                look(row, state);
            }
        }
    }

    /**
     * Walks the messages of a FIFO queue. Their rows die singly and leave traces that a read stumbles over, so a step goes
     * over so many sequences only, and starts where the first may be alive.
     *
     * @param firstNotDue from here on all are delayed that nobody has received
     */
    void over(GroupedLane lane, Groups groups, long delayMillis, long firstNotDue) {
        if (wants(MessageState.AVAILABLE)) {
            // A live message before the cursor is touched, or stands behind a touched one of its group.
            long touched = groups.size() == 0 ? lane.cursor() : groups.oldest().sequence;
            skipTo(Position.available(Math.min(lane.cursor(), touched)));
        } else {
            overTouched(
                    groups, Position.available(firstNotDue), message -> lane.find(message.groupHash, message.sequence));
        }
        if (!goesOn() || next.sequence() >= lane.nextSequence()) return;
        long end = Math.min(lane.nextSequence(), next.sequence() + MOST_SEQUENCES);
        while (goesOn()) {
            List<StoredMessage> rows =
                    lane.between(next.sequence(), end, Peek.MOST_READ - read, Peek.MOST_READ_BYTES - readBytes);
            if (rows.isEmpty()) break;
            for (StoredMessage row : rows) {
                if (!goesOn()) return;
                look(row, groups.find(row.position().sequence()), delayMillis);
            }
        }
        if (!goesOn() || end == lane.nextSequence()) return;
        skipTo(Position.available(end));
        stopped = true;
    }

    private void look(StoredMessage row, @Nullable GroupedMessage touched, long delayMillis) {
        long dueAt = row.sentAt() + delayMillis;
        boolean delayed = touched == null && dueAt > now;
        MessageState untouched = delayed ? MessageState.DELAYED : MessageState.AVAILABLE;
        if (!wants(touched == null ? untouched : touched.stateAt(now))) pass(row);
        else if (touched == null) look(row, untouched, delayed ? dueAt : 0, unreceived(row));
        else look(touched, row);
    }

    private void pass(StoredMessage message) {
        read++;
        readBytes += message.message().weight();
        next = message.position().next();
    }

    /** Looks at a message that nobody has received from this queue. */
    void look(StoredMessage message, MessageState state) {
        long dueAt = state == MessageState.DELAYED ? message.position().dueAt() : 0;
        look(message, state, dueAt, unreceived(message));
    }

    private Delivery unreceived(StoredMessage message) {
        var handle = new ReceiptHandle(logId, message.position(), 0);
        Message content = message.message();
        return new Delivery(
                handle, message.sentAt(), content.earlierFirstReceivedAt(), content.earlierReceives(), content);
    }

    /** Looks at a message of the overlay. */
    void look(TouchedMessage touched, StoredMessage message) {
        MessageState state = touched.stateAt(now);
        long backAt = state == MessageState.IN_FLIGHT ? touched.visibleAt : 0;
        var handle = new ReceiptHandle(logId, touched.position(), touched.nonce);
        var delivery =
                new Delivery(handle, touched.sentAt, touched.firstReceivedAt, touched.receiveCount, message.message());
        look(message, state, backAt, delivery);
    }

    private void look(StoredMessage message, MessageState state, long receivableAt, Delivery delivery) {
        pass(message);
        if (peek.filter().matches(message.message())) shown.add(new PeekedMessage(state, receivableAt, delivery));
    }

    Peeked peeked() {
        return new Peeked(logId, shown, goesOn() ? null : next);
    }
}
