package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.Received;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Hands out the messages of a FIFO queue. Groups take turns: the one that has been deliverable longest first, and each as
 * far as it is deliverable. A group in hand must be settled before the command ends.
 */
final class GroupReceives {
    private final QueueMachine queue;
    private final GroupOrder order;
    private final GroupedLane lane;
    private final Groups groups;
    private final ReceiveAttempts attempts;
    private final DeliverableGroups deliverable;
    private final Totals totals;
    private final int inFlightLimit;

    private int nonce;

    /** @param nonce of the handle given out last */
    GroupReceives(
            QueueMachine queue,
            GroupOrder order,
            DeliverableGroups deliverable,
            Totals totals,
            int inFlightLimit,
            int nonce) {
        this.queue = queue;
        this.order = order;
        this.lane = order.lane;
        this.groups = order.groups;
        this.attempts = order.attempts;
        this.deliverable = deliverable;
        this.totals = totals;
        this.inFlightLimit = inFlightLimit;
        this.nonce = nonce;
    }

    /** Of the handle given out last. */
    int nonce() {
        return nonce;
    }

    /** Over the in-flight limit nothing is received, which is no error here. */
    Received receive(int max, long visibilityMillis, long attempt, long now, Effects effects) {
        List<GroupedMessage> again = attempt == 0 ? null : attempts.repeat(attempt, now);
        if (again != null) return repeat(again, visibilityMillis, now);

        long cursor = lane.cursor();
        long delay = queue.attributes().delayMillis();
        int count = Math.min(max, inFlightLimit - groups.hidden());
        var messages = new ArrayList<GroupedMessage>();
        var deliveries = new ArrayList<Delivery>();
        var inHand = new ArrayList<Group>();
        Redrive redrive = queue.redrive();
        while (deliveries.size() < count && !redrive.exhausted()) {
            Group group = deliverable.next(delay, now);
            if (group == null) break;
            inHand.add(group);
            moveDeadLetters(group, count - deliveries.size(), redrive, now, effects);
            if (redrive.exhausted()) break;
            for (StoredMessage message : deliverable.run(group, count - deliveries.size(), delay, now)) {
                GroupedMessage touching = order.touch(message, group);
                messages.add(touching);
                nonce = nonce == -1 ? 1 : nonce + 1; // 0 means none
                groups.receive(touching, nonce, visibilityMillis, now);
                groups.place(touching, now);
                deliveries.add(touching.delivery(queue.logId(), message.message()));
            }
        }
        if (attempt != 0 && !messages.isEmpty()) {
            for (GroupedMessage earlier : attempts.supersede(attempt)) groups.changed(earlier.group);
            attempts.add(attempt, messages);
        }
        for (GroupedMessage message : messages) groups.changed(message.group);
        for (Group group : inHand) order.settle(group, now);
        if (lane.cursor() != cursor) queue.markHeadChanged();
        if (deliveries.isEmpty() && !redrive.hasMoved()) return Received.NOTHING;
        totals.countReceived(deliveries.size());
        queue.markHeadChanged();
        return new Received(deliveries);
    }

    /** Moves away what was received too often of the next messages that a receive would take from a group in hand. */
    private void moveDeadLetters(Group group, int max, Redrive redrive, long now, Effects effects) {
        if (!redrive.isOn()) return;
        int taken = 0;
        for (GroupedMessage touched : List.copyOf(group.touched)) {
            if (touched.isHidden(now) || taken == max || redrive.exhausted()) return;
            if (redrive.mayMove(touched.receiveCount)
                    && redrive.moves(
                            lane.find(group.hash, touched.sequence).message(),
                            touched.sentAt,
                            touched.receiveCount,
                            touched.firstReceivedAt,
                            now,
                            effects)) {
                totals.countMoved(touched.bytes);
                groups.work().movedToDeadLetters();
                order.removeRows(touched, effects);
            } else {
                taken++;
            }
        }
    }

    private Received repeat(List<GroupedMessage> messages, long visibilityMillis, long now) {
        var deliveries = new ArrayList<Delivery>();
        for (GroupedMessage message : messages) {
            message.visibleAt = now + visibilityMillis;
            groups.place(message, now);
            groups.changed(message.group);
            StoredMessage stored = lane.find(message.group.hash, message.sequence);
            deliveries.add(message.delivery(queue.logId(), stored.message()));
        }
        for (GroupedMessage message : messages) order.settle(message.group, now);
        return new Received(deliveries);
    }

    /** As {@link QueueMachine#offerFirst}. */
    boolean offerFirst(Predicate<Message> taker, long now, Effects effects) {
        long cursor = lane.cursor();
        long delay = queue.attributes().delayMillis();
        Group group = deliverable.next(delay, now);
        if (lane.cursor() != cursor) queue.markHeadChanged();
        if (group == null) return deliverable.isUnfinished();
        StoredMessage first = deliverable.run(group, 1, delay, now).get(0);
        if (taker.test(first.message())) {
            GroupedMessage taken = order.touch(first, group);
            totals.countMoved(taken.bytes);
            order.removeRows(taken, effects);
        }
        order.settle(group, now);
        return true;
    }
}
