package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Change.PutTouchedGroup;
import dev.sluice.broker.engine.effect.Change.RemoveTouchedGroup;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Position;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The touched messages of a FIFO queue, and their groups. A group is ready when the first of its touched messages is not
 * hidden; ready groups are ordered by how long that message has been deliverable. That order is a function of the rows
 * alone, so a restart does not change it.
 */
final class Groups extends Overlay {
    private final Map<Long, Group> byHash = new HashMap<>();
    private final ReadyHeap ready = new ReadyHeap();
    /** Hashes of groups whose touched messages have changed since they were last written. */
    private final Set<Long> changed = new LinkedHashSet<>();

    GroupedMessage oldest() {
        return (GroupedMessage) byAge.first();
    }

    @Nullable
    GroupedMessage find(long sequence) {
        return (GroupedMessage) find(0, sequence);
    }

    /** How many stand at or behind this sequence. Looks at every message. */
    int countFrom(long sequence) {
        int count = 0;
        for (int slot = 0; slot < byAge.size(); slot++) if (byAge.inSlot(slot).sequence >= sequence) count++;
        return count;
    }

    /** The group if it has touched messages, or is in the hand of a receive. */
    @Nullable
    Group ofHash(long hash) {
        return byHash.get(hash);
    }

    /** A group about to get its first touched message. */
    Group open(long hash) {
        var group = new Group(hash);
        require(byHash.put(hash, group) == null, "%s is open already", group);
        return group;
    }

    /** Takes in a message that stands behind all touched ones of its group. */
    void add(GroupedMessage message) {
        message.group.add(message);
        take(message);
    }

    /** The group must be settled or forgotten next. */
    void remove(GroupedMessage message) {
        withdraw(message.group);
        reveal(message);
        drop(message);
        message.group.touched.remove(message);
        changed(message.group);
    }

    /** Its {@code visibleAt} has changed. The group must be settled next. */
    void place(GroupedMessage message, long now) {
        withdraw(message.group);
        reveal(message);
        if (!message.isHidden(now)) return;
        hide(message);
    }

    /** The latest receive shall not have been. The message needs another {@code visibleAt} and must be placed next. */
    void undoReceive(GroupedMessage message) {
        withdraw(message.group);
        reveal(message);
        undo(message);
    }

    private void hide(GroupedMessage message) {
        message.place = hidden;
        hidden.add(message, message.visibleAt);
        work.hidden(message);
    }

    private void reveal(TouchedMessage message) {
        if (message.place == null) return;
        work.shown(message);
        message.place.remove(message);
        message.place = null;
    }

    /** Brings back the messages whose time has come, and says whether a group became ready by it. */
    boolean reveal(long now) {
        boolean becameReady = false;
        while (hidden.firstKey() <= now) {
            var message = (GroupedMessage) hidden.first();
            work.returned(message);
            reveal(message);
            if (!message.group.startsWith(message)) continue;
            settle(message.group, now);
            becameReady = true;
        }
        return becameReady;
    }

    /** Puts a group with touched messages among the ready ones, or takes it from there, and says whether it is ready. */
    boolean settle(Group group, long now) {
        withdraw(group);
        if (group.head().isHidden(now)) return false;
        ready.add(group, group.head().visibleAt);
        return true;
    }

    /** A touched message of it has another state, or is one no more. */
    void changed(Group group) {
        changed.add(group.hash);
    }

    boolean haveChanged() {
        return !changed.isEmpty();
    }

    /** Writes the groups that changed, each once: its touched messages are few, and change together. */
    void endTurn(long logId, Effects effects) {
        for (long hash : changed) {
            Group group = byHash.get(hash);
            effects.add(
                    group == null || group.isEmpty()
                            ? new RemoveTouchedGroup(logId, hash)
                            : new PutTouchedGroup(logId, hash, group.rows()));
        }
        changed.clear();
    }

    /** A group without touched messages: nothing needs to be known of it. */
    void forget(Group group) {
        byHash.remove(group.hash);
    }

    /** Before anything of it changes, since its place among the ready ones depends on its messages. */
    private void withdraw(Group group) {
        if (group.slot != IndexedHeap.NOWHERE) ready.remove(group);
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** Whether a group is ready, or may be by this later instant. */
    boolean mayHaveReadyAt(long now) {
        return !ready.isEmpty() || hidden.firstKey() <= now;
    }

    /**
     * Whether the first ready group has been deliverable for longer than a message nobody has received.
     *
     * @param since when that message became deliverable. At the same instant it goes before messages that came back
     */
    boolean readyBefore(long since) {
        if (ready.isEmpty()) return false;
        long readySince = ready.firstKey();
        return readySince < since
                || (readySince == since && !ready.first().head().isReturned());
    }

    /** Takes the first ready group in hand. It must be settled or forgotten before the command ends. */
    Group takeReady() {
        Group group = ready.first();
        ready.remove(group);
        return group;
    }

    /** Takes in a message whatever its place; {@link #reveal} sorts it out. */
    GroupedMessage restore(Position position, Touched row) {
        Group group = byHash.computeIfAbsent(row.group(), Group::new);
        group.passed = true; // perhaps: the rows do not say
        var message = new GroupedMessage(position, row, group);
        group.restore(message);
        take(message);
        hide(message);
        return message;
    }

    void checkInvariants(long now) {
        checkOverlay();
        ready.checkInvariants();
        int inGroups = 0;
        for (Group group : byHash.values()) {
            require(!group.isEmpty(), "%s is open without a touched message", group);
            boolean waits = group.head().place == hidden;
            require(waits == (group.slot == IndexedHeap.NOWHERE), "%s is ready and hidden, or neither", group);
            long before = 0;
            for (GroupedMessage message : group.touched) {
                require(message.sequence > before, "%s is out of order in its group", message);
                require(find(message.sequence) == message, "the index does not find %s", message);
                require(message.place == hidden || !message.isHidden(now), "%s is lost", message);
                before = message.sequence;
                inGroups++;
            }
            require(group.last >= before, "%s was touched behind its last", group);
        }
        require(inGroups == size(), "%s in groups, %s touched", inGroups, size());
    }

    private static final class ReadyHeap extends IndexedHeap<Group> {
        @Override
        protected int slotOf(Group group) {
            return group.slot;
        }

        @Override
        protected void moved(Group group, int slot) {
            group.slot = slot;
        }

        /** What nobody has received yet goes before what came back. */
        @Override
        protected int compareEqualKeys(Group one, Group other) {
            boolean returned = one.head().isReturned();
            if (returned != other.head().isReturned()) return returned ? 1 : -1;
            return Long.compare(one.head().sequence, other.head().sequence);
        }
    }
}
