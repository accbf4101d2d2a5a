package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Change.RemoveMessage;
import dev.sluice.broker.engine.effect.Change.RemoveMessages;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Fairness;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import java.util.List;

/**
 * Lane 0, of messages that could be received when they arrived, or lane 2, of such that are held back. Their sequences
 * are dense and the times they were sent never decrease, so how many have outlived the retention is found by search, not
 * by counting.
 */
final class AvailableLane extends Lane {
    /** Fewer dead rows in a row than this are deleted one by one: each range costs the store's later reads something. */
    private static final int RANGE_AT_LEAST = 32;

    private final boolean heldBack;
    private long nextSequence;

    private AvailableLane(
            long logId,
            Position cursor,
            Position swept,
            long nextSequence,
            long createdAt,
            StoredMessages store,
            Windows windows) {
        super(logId, cursor, swept, createdAt, store, windows);
        this.heldBack = cursor.isHeldBack();
        this.nextSequence = nextSequence;
    }

    /** @param createdAt of the queue: nothing in it was sent before */
    static AvailableLane lane0(long logId, QueueHead head, long createdAt, StoredMessages store, Windows windows) {
        Position cursor = Position.available(head.cursor());
        Position swept = Position.available(head.swept());
        return new AvailableLane(logId, cursor, swept, head.nextAvailable(), createdAt, store, windows);
    }

    /** @param createdAt of the queue: nothing in it was sent before */
    static AvailableLane lane2(long logId, Fairness head, long createdAt, StoredMessages store, Windows windows) {
        Position cursor = Position.heldBack(head.cursor());
        Position swept = Position.heldBack(head.swept());
        return new AvailableLane(logId, cursor, swept, head.next(), createdAt, store, windows);
    }

    long nextSequence() {
        return nextSequence;
    }

    @Override
    long waiting() {
        return nextSequence - cursor().sequence();
    }

    void send(Message message, long now, Effects effects) {
        append(new StoredMessage(place(nextSequence++), now, message), effects);
    }

    @Override
    StoredMessage take() {
        return removeHead(head().sentAt());
    }

    /** Drops what was sent at {@code sentAt} or before, and says how many messages that was. */
    long expire(long sentAt) {
        if (waiting() == 0 || headSentAtLeast() > sentAt) return 0;
        long before = cursor().sequence();
        while (!window.isEmpty() && window.first().sentAt() <= sentAt) take();
        if (window.isEmpty() && waiting() > 0 && headSentAt() <= sentAt) {
            long sequence = firstSentAfter(sentAt);
            window.drop();
            moveCursor(place(sequence), sentAt + 1);
        }
        return cursor().sequence() - before;
    }

    /** Doubling steps, then halving ones: 54 reads at most for 100 million waiting, most often a handful. */
    private long firstSentAfter(long sentAt) {
        long old = cursor().sequence();
        long young = nextSequence;
        for (long step = 1; old + step < young; step *= 2) {
            if (sentAt(old + step) <= sentAt) old += step;
            else young = old + step;
        }
        while (young - old > 1) {
            long middle = (old + young) >>> 1;
            if (sentAt(middle) <= sentAt) old = middle;
            else young = middle;
        }
        return young;
    }

    private long sentAt(long sequence) {
        return find(place(sequence)).sentAt();
    }

    @Override
    protected List<StoredMessage> read(Position from, int maxMessages, int maxBytes) {
        long firstUnwritten = nextSequence - unwritten.size();
        if (from.sequence() >= firstUnwritten) return List.of();
        return heldBack
                ? store.heldBack(logId, from.sequence(), firstUnwritten, maxMessages, maxBytes)
                : store.available(logId, from.sequence(), firstUnwritten, maxMessages, maxBytes);
    }

    @Override
    protected int remove(Position from, Position to, Effects effects) {
        long gap = to.sequence() - from.sequence();
        if (gap >= RANGE_AT_LEAST) {
            effects.add(new RemoveMessages(logId, from, to));
            return 1;
        }
        for (Position dead = from; dead.sequence() < to.sequence(); dead = dead.next()) {
            effects.add(new RemoveMessage(logId, dead));
        }
        return (int) gap;
    }

    private Position place(long sequence) {
        return heldBack ? Position.heldBack(sequence) : Position.available(sequence);
    }
}
