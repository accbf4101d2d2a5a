package dev.sluice.broker.engine.queue;

import dev.sluice.broker.model.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** Ordered by the time of sending, for retention: in flight or not, a message ends with it. */
final class AgeHeap extends IndexedHeap<TouchedMessage> {
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
