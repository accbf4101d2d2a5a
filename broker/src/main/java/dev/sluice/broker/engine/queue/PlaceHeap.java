package dev.sluice.broker.engine.queue;

/** Ordered by the instant a message is, or was, visible again. */
final class PlaceHeap extends IndexedHeap<TouchedMessage> {
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
