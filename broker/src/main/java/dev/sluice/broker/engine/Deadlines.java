package dev.sluice.broker.engine;

import dev.sluice.broker.engine.queue.IndexedHeap;
import dev.sluice.broker.engine.queue.QueueMachine;

/** Queues in which time will change something, the next first. Idle queues are not in it. */
final class Deadlines extends IndexedHeap<QueueMachine> {

    /** Lets the queue stand where its own deadline says. */
    void set(QueueMachine queue) {
        long deadline = queue.nextDeadline();
        boolean known = queue.deadlineSlot() != NOWHERE;
        if (deadline == Long.MAX_VALUE) {
            if (known) remove(queue);
        } else if (known) {
            if (deadline != keyOf(queue)) update(queue, deadline);
        } else {
            add(queue, deadline);
        }
    }

    /** Where the queue stands; {@link Long#MAX_VALUE} when it does not. */
    long keyOf(QueueMachine queue) {
        return queue.deadlineSlot() == NOWHERE ? Long.MAX_VALUE : keyInSlot(queue.deadlineSlot());
    }

    void forget(QueueMachine queue) {
        if (queue.deadlineSlot() != NOWHERE) remove(queue);
    }

    @Override
    protected int slotOf(QueueMachine queue) {
        return queue.deadlineSlot();
    }

    @Override
    protected void moved(QueueMachine queue, int slot) {
        queue.deadlineSlot(slot);
    }

    @Override
    protected int compareEqualKeys(QueueMachine one, QueueMachine other) {
        return one.id().compareTo(other.id());
    }
}
