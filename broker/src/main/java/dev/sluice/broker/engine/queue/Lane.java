package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Change.PutMessage;
import dev.sluice.broker.engine.effect.Change.RemoveMessage;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One of the append-only orders a queue's messages stand in. Behind the cursor every message is dead unless it is
 * touched; from the cursor on every message waits and has never been received, and nothing is kept in memory for it but
 * a window read ahead.
 *
 * <pre>
 *     first ········ swept ········ cursor ▓▓▓window▓▓▓ ──────────── unwritten ── next
 *         rows removed │ rows dead    │ waiting: in the store        │ waiting: sent in this turn
 * </pre>
 */
abstract class Lane {
    /** A sweep stops after about so many changes; what is left waits for the next. */
    private static final int SWEEP_CHANGES = 1024;

    protected final long logId;
    protected final StoredMessages store;
    protected final Window window;
    /** Sent in this turn, so not in the store yet. */
    protected final MessageRun unwritten = new MessageRun();

    private final Windows windows;
    private Position cursor;
    private Position swept;
    /** The head was sent at this time if {@link #headKnown}, else at this time or later. */
    private long headSentAt;

    private boolean headKnown;

    /** @param headSentAt no message at or beyond the cursor was sent before this */
    protected Lane(
            long logId, Position cursor, Position swept, long headSentAt, StoredMessages store, Windows windows) {
        this.logId = logId;
        this.cursor = cursor;
        this.swept = swept;
        this.headSentAt = headSentAt;
        this.store = store;
        this.windows = windows;
        this.window = new Window(windows);
    }

    /** Messages at or beyond the cursor. */
    abstract long waiting();

    /** Passes the cursor over the first waiting message. There must be one, and it must be due. */
    abstract StoredMessage take();

    /** Reads rows from the position on: as many as the bounds allow, but at least one. */
    protected abstract List<StoredMessage> read(Position from, int maxMessages, int maxBytes);

    /** Gives the dead rows between two positions to deletion, and says how many changes that took. */
    protected abstract int remove(Position from, Position to, Effects effects);

    final Position cursor() {
        return cursor;
    }

    final Position swept() {
        return swept;
    }

    /** Takes in a message that was just sent. {@link #waiting} counts it already. */
    protected final void append(StoredMessage message, Effects effects) {
        require(message.position().compareTo(cursor) >= 0, "%s is before cursor %s", message.position(), cursor);
        effects.add(new PutMessage(logId, message.position(), message.sentAt(), message.message()));
        unwritten.insert(message);
        if (waiting() == 1) {
            window.coverEverything();
            headSentAt = message.sentAt();
            headKnown = true;
        } else if (message.position().isDelayed()) {
            headSentAt = Math.min(headSentAt, message.sentAt());
            headKnown = false; // it may stand first, though sent last
        }
        window.offer(message);
    }

    /** The first waiting message. There must be one. */
    final StoredMessage head() {
        if (window.isEmpty()) readAhead();
        return window.first();
    }

    /**
     * Passes the cursor over the first waiting message.
     *
     * @param nextSentAt the one behind it was not sent before this
     */
    protected final StoredMessage removeHead(long nextSentAt) {
        StoredMessage head = head();
        window.removeFirst();
        moveCursor(head.position().next(), nextSentAt);
        return head;
    }

    /** The window must hold nothing before the new cursor. */
    protected final void moveCursor(Position to, long nextSentAt) {
        cursor = to;
        headSentAt = nextSentAt;
        headKnown = false;
    }

    /** When the first waiting message was sent. There must be one. Reads one row at most. */
    final long headSentAt() {
        if (!window.isEmpty()) return window.first().sentAt();
        if (!headKnown) {
            headSentAt = readHead().sentAt();
            headKnown = true;
        }
        return headSentAt;
    }

    /** The first waiting message was sent then or later: what is known without reading. */
    final long headSentAtLeast() {
        return window.isEmpty() ? headSentAt : window.first().sentAt();
    }

    /** A live message of this lane, before the cursor or beyond it. */
    final StoredMessage find(Position position) {
        StoredMessage message = unwritten.find(position);
        if (message == null) message = store.find(logId, position);
        if (message == null) throw lost(position);
        return message;
    }

    /** The next of the waiting messages at or behind a position, at least one if there is one; reads ahead nothing. */
    final List<StoredMessage> next(Position from, int maxMessages, int maxBytes) {
        List<StoredMessage> stored = read(from, maxMessages, maxBytes);
        int inTurn = unwritten.indexFrom(from);
        if (inTurn == unwritten.size()) return stored;
        var both = new ArrayList<>(stored);
        // What was sent in this turn may stand among the stored ones, or behind others that were not read.
        int end = stored.isEmpty()
                ? Math.min(unwritten.size(), inTurn + maxMessages)
                : unwritten.indexFrom(stored.get(stored.size() - 1).position());
        for (int i = inTurn; i < end; i++) both.add(unwritten.get(i));
        both.sort(Comparator.comparing(StoredMessage::position));
        return both;
    }

    /** What was sent in this turn is in the store now. */
    final void turnEnded() {
        unwritten.clear();
    }

    /** Removes the row of a message that dies behind {@code swept}, where no range will meet it. */
    final void removeStraggler(Position position, Effects effects) {
        if (position.compareTo(swept) < 0) effects.add(new RemoveMessage(logId, position));
    }

    final boolean hasDeadRows() {
        return swept.compareTo(cursor) < 0;
    }

    /**
     * Gives the dead rows up to the cursor to deletion.
     *
     * @param touched positions from {@code swept} up to the cursor that are alive, in order
     */
    final void sweep(List<Position> touched, Effects effects) {
        int changes = 0;
        for (Position straggler : touched) {
            changes += remove(swept, straggler, effects);
            swept = straggler.next();
            if (changes >= SWEEP_CHANGES) return;
        }
        remove(swept, cursor, effects);
        swept = cursor;
    }

    void checkInvariants() {
        window.checkInvariants();
        require(swept.compareTo(cursor) <= 0, "swept %s is beyond cursor %s", swept, cursor);
        require(window.size() <= waiting(), "%s read ahead of %s waiting", window.size(), waiting());
        require(
                window.isEmpty() || window.first().position().compareTo(cursor) >= 0,
                "the window starts before cursor %s",
                cursor);
        require(
                !window.coversEverything() || window.size() == waiting(),
                "the window covers everything with %s of %s waiting",
                window.size(),
                waiting());
        if (waiting() > 0) {
            StoredMessage head = readHead();
            require(head.sentAt() >= headSentAtLeast(), "%s was sent before %s", head.position(), headSentAtLeast());
            require(
                    window.isEmpty() || window.first().position().equals(head.position()),
                    "the window starts behind the head %s",
                    head.position());
        }
    }

    private void readAhead() {
        int inTurn = unwritten.indexFrom(cursor);
        long stored = waiting() - (unwritten.size() - inTurn);
        List<StoredMessage> read = List.of();
        if (stored > 0) {
            QueueLimits limits = windows.limits();
            read = read(cursor, limits.windowMessages(), limits.windowBytes());
            if (read.isEmpty()) throw lost(cursor);
        }
        if (read.size() == stored) window.coverEverything();
        else window.cover(read.get(read.size() - 1).position().next());
        for (StoredMessage message : read) window.offer(message);
        for (int i = inTurn; i < unwritten.size() && window.offer(unwritten.get(i)); ) i++;
    }

    private StoredMessage readHead() {
        int inTurn = unwritten.indexFrom(cursor);
        int unwrittenWaiting = unwritten.size() - inTurn;
        StoredMessage first = unwrittenWaiting == 0 ? null : unwritten.get(inTurn);
        if (waiting() == unwrittenWaiting && first != null) return first;
        List<StoredMessage> read = read(cursor, 1, 1);
        if (read.isEmpty()) throw lost(cursor);
        StoredMessage stored = read.get(0);
        return first != null && first.position().compareTo(stored.position()) < 0 ? first : stored;
    }

    private IllegalStateException lost(Position position) {
        return new IllegalStateException("log " + logId + " has lost a message at " + position + "; verify the data");
    }
}
