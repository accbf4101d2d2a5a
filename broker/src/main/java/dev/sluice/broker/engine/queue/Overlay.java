package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.model.Position;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The touched messages of one queue, by position and by age, and which of them are hidden. Where the others wait to be
 * received again is what tells the kinds of queues apart.
 */
abstract class Overlay {
    protected final PlaceHeap hidden = new PlaceHeap();
    protected final AgeHeap byAge = new AgeHeap();
    protected final Work work = new Work();
    private final TouchedIndex index = new TouchedIndex();
    private long bytes;

    /** Touched messages. */
    final int size() {
        return byAge.size();
    }

    final long bytes() {
        return bytes;
    }

    /** In flight at the time the queue was last brought to. */
    final int hidden() {
        return hidden.size();
    }

    /** In flight at this later instant. */
    final int hiddenAt(long now) {
        return hidden.size() - hidden.countUpTo(now);
    }

    /** When the next hidden message is visible again; {@link Long#MAX_VALUE} when none is hidden. */
    final long nextVisibleAt() {
        return hidden.firstKey();
    }

    /** When the oldest was sent; {@link Long#MAX_VALUE} when there is none. */
    final long oldestSentAt() {
        return byAge.firstKey();
    }

    /** What workers have done with these messages. */
    final Work work() {
        return work;
    }

    /** The touched message at exactly this position, or null. */
    final @Nullable TouchedMessage find(long dueAt, long sequence) {
        return index.find(dueAt, sequence);
    }

    /** The first few of those wanted, from {@code from} up to, not including, {@code to}, in order. Looks at every message. */
    final List<TouchedMessage> first(int max, Position from, Position to, Predicate<TouchedMessage> wanted) {
        return byAge.first(max, from, to, wanted);
    }

    /** Takes a message in. It has no place yet. */
    protected final void take(TouchedMessage message) {
        index.add(message);
        byAge.add(message, message.sentAt);
        bytes += message.bytes;
        work.added(message);
    }

    /** Gives a message up that has no place any more. */
    protected final void drop(TouchedMessage message) {
        work.removed(message);
        byAge.remove(message);
        index.remove(message);
        bytes -= message.bytes;
    }

    /** The message, which has no place, is received. It must be placed next. */
    final void receive(TouchedMessage message, int nonce, long visibilityMillis, long now) {
        work.removed(message);
        message.receive(nonce, visibilityMillis, now);
        work.received(message);
        work.added(message);
    }

    /** The latest receive of the message, which has no place, shall not have been. It needs another {@code visibleAt}. */
    protected final void undo(TouchedMessage message) {
        work.removed(message);
        work.unreceived(message);
        message.undoReceive();
        work.added(message);
    }

    protected final void checkOverlay() {
        hidden.checkInvariants();
        byAge.checkInvariants();
        long sum = 0;
        for (int slot = 0; slot < size(); slot++) {
            TouchedMessage message = byAge.inSlot(slot);
            sum += message.bytes;
            require(find(message.dueAt, message.sequence) == message, "the index does not find %s", message);
        }
        require(sum == bytes, "the touched messages weigh %s, not %s", sum, bytes);
        require(index.size() == size(), "%s in the index, %s touched", index.size(), size());
        work.checkInvariants(byAge, hidden);
    }
}
