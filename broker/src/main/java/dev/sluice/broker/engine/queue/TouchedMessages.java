package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.TextHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one queue that have been received and not deleted, found by position and ordered by the instant they
 * are, or were, visible again. That order is a function of their rows alone, so a restart does not change it.
 *
 * <pre>
 *   hidden ──visibleAt passes──▶ ready (received at most once) or tired (more often) ──receive──▶ hidden
 * </pre>
 */
final class TouchedMessages implements Overlay {
    private final TouchedIndex index = new TouchedIndex();
    private final PlaceHeap hidden = new PlaceHeap();
    private final PlaceHeap ready = new PlaceHeap();
    private final PlaceHeap tired = new PlaceHeap();
    private final AgeHeap byAge = new AgeHeap();
    /** Of the hidden, by their groups. */
    private final GroupCounts hiddenByGroup = new GroupCounts();

    private final Work work = new Work();
    private long bytes;

    int size() {
        return byAge.size();
    }

    long bytes() {
        return bytes;
    }

    /** In flight at the time the queue was last brought to. */
    int hidden() {
        return hidden.size();
    }

    /** In flight at this later instant. */
    int hiddenAt(long now) {
        return hidden.size() - hidden.countUpTo(now);
    }

    /** Those of one group, which is not none, at the time the queue was last brought to. */
    int hiddenOf(long group) {
        return hiddenByGroup.of(group);
    }

    /** Those of one group, which is not none, at this later instant. */
    int hiddenOfAt(long group, long now) {
        return hiddenOf(group) - hidden.countUpTo(now, message -> message.groupHash == group);
    }

    boolean hasReadyAt(long now) {
        return !ready.isEmpty() || !tired.isEmpty() || hidden.firstKey() <= now;
    }

    /** When the next hidden message is visible again; {@link Long#MAX_VALUE} when none is hidden. */
    long nextVisibleAt() {
        return hidden.firstKey();
    }

    /** When the oldest was sent; {@link Long#MAX_VALUE} when there is none. */
    long oldestSentAt() {
        return byAge.firstKey();
    }

    TouchedMessage oldest() {
        return byAge.first();
    }

    @Nullable
    TouchedMessage find(Position position) {
        return index.find(position.dueAt(), position.sequence());
    }

    /** Takes a message in. It still needs a place. */
    void add(TouchedMessage message) {
        index.add(message);
        byAge.add(message, message.sentAt);
        bytes += message.bytes;
        work.added(message);
    }

    void remove(TouchedMessage message) {
        withdraw(message);
        work.removed(message);
        byAge.remove(message);
        index.remove(message);
        bytes -= message.bytes;
    }

    /** The message, in hand, is received. */
    void receive(TouchedMessage message, int nonce, long visibilityMillis, long now) {
        work.removed(message);
        message.receive(nonce, visibilityMillis, now);
        work.received(message);
        work.added(message);
    }

    /** Takes a message in hand whose latest receive shall not have been. It needs another {@code visibleAt} and a place. */
    void undoReceive(TouchedMessage message) {
        withdraw(message);
        work.removed(message);
        work.unreceived(message);
        message.undoReceive();
        work.added(message);
    }

    /** What workers have done with these messages. */
    Work work() {
        return work;
    }

    /** Puts a message where its row says it belongs at this instant. */
    void place(TouchedMessage message, long now) {
        withdraw(message);
        if (message.visibleAt > now) hide(message);
        else put(message, message.isTired() ? tired : ready);
    }

    /** Puts a message among the hidden whatever its row says; {@link #reveal} sorts it out. */
    void restore(TouchedMessage message) {
        add(message);
        hide(message);
    }

    /** Brings the hidden messages whose time has come back, and says whether there were any. */
    boolean reveal(long now) {
        if (hidden.firstKey() > now) return false;
        while (hidden.firstKey() <= now) {
            work.returned(hidden.first());
            place(hidden.first(), now);
        }
        return true;
    }

    /** Takes the one in hand that has been visible longest, or null. It needs a place again before the command ends. */
    @Nullable
    TouchedMessage takeReady(boolean tiredToo) {
        TouchedMessage next = ready.isEmpty() ? null : ready.first();
        if (tiredToo && !tired.isEmpty()) {
            TouchedMessage other = tired.first();
            if (next == null || visibleEarlier(other, next)) next = other;
        }
        if (next != null) withdraw(next);
        return next;
    }

    /** Positions in one lane from {@code from} up to, not including, {@code to}, in order. Looks at every message. */
    List<Position> between(Position from, Position to) {
        var positions = new ArrayList<Position>();
        for (int slot = 0; slot < byAge.size(); slot++) {
            Position position = byAge.inSlot(slot).position();
            if (position.compareTo(from) >= 0 && position.compareTo(to) < 0) positions.add(position);
        }
        positions.sort(null);
        return positions;
    }

    @Override
    public @Nullable TouchedMessage find(long dueAt, long sequence) {
        return index.find(dueAt, sequence);
    }

    @Override
    public List<TouchedMessage> first(int max, Position from, Position to, Predicate<TouchedMessage> wanted) {
        return byAge.first(max, from, to, wanted);
    }

    void checkInvariants() {
        hidden.checkInvariants();
        ready.checkInvariants();
        tired.checkInvariants();
        byAge.checkInvariants();
        require(
                hidden.size() + ready.size() + tired.size() == size(),
                "%s hidden + %s ready + %s tired are not %s touched messages",
                hidden.size(),
                ready.size(),
                tired.size(),
                size());
        long sum = 0;
        for (int slot = 0; slot < size(); slot++) {
            TouchedMessage message = byAge.inSlot(slot);
            sum += message.bytes;
            require(find(message.position()) == message, "the index does not find %s", message);
        }
        checkGroups();
        work.checkInvariants(byAge, hidden);
        require(sum == bytes, "the touched messages weigh %s, not %s", sum, bytes);
        require(index.size() == size(), "%s in the index, %s touched", index.size(), size());
    }

    private void checkGroups() {
        var counts = new TreeMap<Long, Integer>();
        for (int slot = 0; slot < hidden.size(); slot++) counts.merge(hidden.inSlot(slot).groupHash, 1, Integer::sum);
        counts.remove(TextHash.NONE);
        counts.forEach((group, count) ->
                require(hiddenOf(group) == count, "%s of a group are hidden, not %s", count, hiddenOf(group)));
        require(hiddenByGroup.size() == counts.size(), "%s groups, not %s", counts.size(), hiddenByGroup.size());
    }

    private static boolean visibleEarlier(TouchedMessage one, TouchedMessage other) {
        if (one.visibleAt != other.visibleAt) return one.visibleAt < other.visibleAt;
        return TouchedMessage.comparePositions(one, other) < 0;
    }

    private void hide(TouchedMessage message) {
        put(message, hidden);
        work.hidden(message);
        if (message.groupHash != TextHash.NONE) hiddenByGroup.add(message.groupHash);
    }

    private static void put(TouchedMessage message, PlaceHeap place) {
        message.place = place;
        place.add(message, message.visibleAt);
    }

    private void withdraw(TouchedMessage message) {
        if (message.place == null) return;
        if (message.place == hidden) {
            work.shown(message);
            if (message.groupHash != TextHash.NONE) hiddenByGroup.remove(message.groupHash);
        }
        message.place.remove(message);
        message.place = null;
    }

    static final class PlaceHeap extends IndexedHeap<TouchedMessage> {
        @Override
        protected int slotOf(TouchedMessage message) {
            return message.slot;
        }

        @Override
        protected void moved(TouchedMessage message, int slot) {
            message.slot = slot;
        }

        @Override
        protected int compareEqualKeys(TouchedMessage one, TouchedMessage other) {
            return TouchedMessage.comparePositions(one, other);
        }
    }

    /** Ordered by the time of sending, for retention: in flight or not, a message ends with it. */
    static final class AgeHeap extends IndexedHeap<TouchedMessage> {
        private static final Comparator<TouchedMessage> LAST_POSITION_FIRST =
                (one, other) -> TouchedMessage.comparePositions(other, one);

        /** The first few of those wanted between two positions, the latter not included. Looks at every message. */
        List<TouchedMessage> first(int max, Position from, Position to, Predicate<TouchedMessage> wanted) {
            var first = new PriorityQueue<TouchedMessage>(LAST_POSITION_FIRST);
            for (int slot = 0; slot < size(); slot++) {
                TouchedMessage message = inSlot(slot);
                if (message.comparePositionTo(from) < 0 || message.comparePositionTo(to) >= 0 || !wanted.test(message))
                    continue;
                if (first.size() == max) {
                    if (LAST_POSITION_FIRST.compare(message, first.element()) < 0) continue;
                    first.remove();
                }
                first.add(message);
            }
            var inOrder = new ArrayList<>(first);
            inOrder.sort(TouchedMessage::comparePositions);
            return inOrder;
        }

        @Override
        protected int slotOf(TouchedMessage message) {
            return message.ageSlot;
        }

        @Override
        protected void moved(TouchedMessage message, int slot) {
            message.ageSlot = slot;
        }

        @Override
        protected int compareEqualKeys(TouchedMessage one, TouchedMessage other) {
            return TouchedMessage.comparePositions(one, other);
        }
    }
}
