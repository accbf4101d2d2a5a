package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Position;

/**
 * Keeps the touched messages of a FIFO queue in step with its lane, so that every live message is found in its place.
 *
 * <p>Holds always: a live message before the cursor is touched, or its group has a touched message.
 */
final class GroupOrder {
    final GroupedLane lane;
    final Groups groups;
    final ReceiveAttempts attempts = new ReceiveAttempts();
    private final QueueMachine queue;

    GroupOrder(QueueMachine queue, GroupedLane lane, Groups groups) {
        this.queue = queue;
        this.lane = lane;
        this.groups = groups;
    }

    /** The message as one that is touched, from now on if it was not. */
    GroupedMessage touch(StoredMessage message, Group group) {
        GroupedMessage touched = groups.find(message.position().sequence());
        if (touched != null) {
            attempts.forget(touched);
            return touched;
        }
        touched = new GroupedMessage(message, group);
        groups.add(touched);
        lane.touched(message);
        return touched;
    }

    void show(GroupedMessage message, long visibleAt, long now) {
        attempts.forget(message);
        message.visibleAt = visibleAt;
        groups.place(message, now);
        groups.changed(message.group);
        settle(message.group, now);
    }

    void remove(GroupedMessage message, long now, Effects effects) {
        removeRows(message, effects);
        settle(message.group, now);
    }

    /** The group must be settled next. */
    void removeRows(GroupedMessage message, Effects effects) {
        attempts.forget(message);
        groups.remove(message);
        lane.remove(message.sequence, message.group.hash, effects);
        queue.markHeadChanged();
    }

    /** A group whose touched messages are gone is forgotten; unless others wait before the cursor: then it leads on. */
    void settle(Group group, long now) {
        if (group.isEmpty() && group.passed && group.last + 1 < lane.cursor()) {
            for (StoredMessage next : lane.ofGroup(group, group.last + 1, 1)) {
                if (next.position().sequence() < lane.cursor()) lead(group, next, now);
            }
        }
        if (!group.isEmpty()) {
            if (groups.settle(group, now)) queue.markMoreAvailable();
            return;
        }
        groups.forget(group);
        if (!lane.isExhausted()) queue.markMoreAvailable(); // from the cursor on, others of the group are found as any
    }

    private void lead(Group group, StoredMessage next, long now) {
        var message = new GroupedMessage(next, group);
        message.visibleAt = Math.min(now, next.sentAt() + queue.attributes().delayMillis());
        groups.add(message);
        groups.changed(message.group);
    }

    void restore(Position position, Touched row) {
        attempts.restore(groups.restore(position, row));
    }
}
