package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.TextHash;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one queue that have been received and not deleted, found by position and ordered by the instant they
 * are, or were, visible again. That order is a function of their rows alone, so a restart does not change it.
 *
 * <pre>
 *   hidden ──visibleAt passes──▶ ready (received at most once) or tired (more often) ──receive──▶ hidden
 * </pre>
 */
final class TouchedMessages extends Overlay {
    private final PlaceHeap ready = new PlaceHeap();
    private final PlaceHeap tired = new PlaceHeap();
    /** Of the hidden, by their groups. */
    private final GroupCounts hiddenByGroup = new GroupCounts();

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

    TouchedMessage oldest() {
        return byAge.first();
    }

    @Nullable
    TouchedMessage find(Position position) {
        return find(position.dueAt(), position.sequence());
    }

    /** Takes a message in. It still needs a place. */
    void add(TouchedMessage message) {
        take(message);
    }

    void remove(TouchedMessage message) {
        withdraw(message);
        drop(message);
    }

    /** Takes a message in hand whose latest receive shall not have been. It needs another {@code visibleAt} and a place. */
    void undoReceive(TouchedMessage message) {
        withdraw(message);
        undo(message);
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

    void checkInvariants() {
        checkOverlay();
        ready.checkInvariants();
        tired.checkInvariants();
        require(
                hidden.size() + ready.size() + tired.size() == size(),
                "%s hidden + %s ready + %s tired are not %s touched messages",
                hidden.size(),
                ready.size(),
                tired.size(),
                size());
        checkGroups();
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
}
