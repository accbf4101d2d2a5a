package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.broker.model.TextHash;
import org.jspecify.annotations.Nullable;

/**
 * A message that has been received and not deleted: the row {@link Touched}, changed in place. 96 bytes, and some 30 in
 * the heaps and the index, for each of up to twice the in-flight limit.
 */
class TouchedMessage {
    /** From this many receives on, a message gives way to fresh ones in half of each batch. */
    private static final int TIRED_RECEIVES = 2;

    final long dueAt;
    final long sequence;
    final long sentAt;
    /** {@link TextHash#NONE} without a group. */
    final long groupHash;

    final int bytes;

    long visibleAt;
    long receivedAt;
    /** 0 while its only receive has been undone. */
    long firstReceivedAt;

    int receiveCount;
    /** Of the handle given out last; 0 when that receive was undone, so that it cannot be undone twice. */
    int nonce;

    /** Where it waits, and its slot there; null while a receive has it in hand. */
    @Nullable
    IndexedHeap<TouchedMessage> place;

    int slot = IndexedHeap.NOWHERE;
    int ageSlot = IndexedHeap.NOWHERE;

    /** A message about to be received for the first time. */
    TouchedMessage(StoredMessage message) {
        this(message, TextHash.of(message.message().groupId()));
    }

    /** The same, with its group's hash. */
    TouchedMessage(StoredMessage message, long groupHash) {
        this.groupHash = groupHash;
        dueAt = message.position().dueAt();
        sequence = message.position().sequence();
        sentAt = message.sentAt();
        bytes = message.message().weight();
        receiveCount = message.message().earlierReceives();
        firstReceivedAt = message.message().earlierFirstReceivedAt();
    }

    TouchedMessage(Position position, Touched row) {
        dueAt = position.dueAt();
        sequence = position.sequence();
        sentAt = row.sentAt();
        groupHash = row.group();
        bytes = row.bytes();
        visibleAt = row.visibleAt();
        receivedAt = row.receivedAt();
        firstReceivedAt = row.firstReceivedAt();
        receiveCount = row.receiveCount();
        nonce = row.nonce();
    }

    Touched row() {
        return new Touched(visibleAt, receivedAt, firstReceivedAt, sentAt, receiveCount, nonce, bytes, groupHash, 0, 0);
    }

    Position position() {
        return new Position(dueAt, sequence);
    }

    void receive(int newNonce, long visibilityMillis, long now) {
        nonce = newNonce;
        receiveCount++;
        receivedAt = now;
        if (firstReceivedAt == 0) firstReceivedAt = now;
        visibleAt = now + visibilityMillis;
    }

    Delivery delivery(long logId, Message message) {
        return new Delivery(
                new ReceiptHandle(logId, position(), nonce), sentAt, firstReceivedAt, receiveCount, message);
    }

    /** As if the latest receive had not been. It still needs a new {@code visibleAt}. */
    void undoReceive() {
        nonce = 0;
        receiveCount--;
        if (receiveCount == 0) firstReceivedAt = 0;
    }

    MessageState stateAt(long now) {
        return visibleAt > now ? MessageState.IN_FLIGHT : MessageState.AVAILABLE;
    }

    boolean isTired() {
        return receiveCount >= TIRED_RECEIVES;
    }

    int comparePositionTo(Position other) {
        int byDue = Long.compare(dueAt, other.dueAt());
        return byDue != 0 ? byDue : Long.compare(sequence, other.sequence());
    }

    static int comparePositions(TouchedMessage one, TouchedMessage other) {
        int byDue = Long.compare(one.dueAt, other.dueAt);
        return byDue != 0 ? byDue : Long.compare(one.sequence, other.sequence);
    }

    @Override
    public String toString() {
        return position() + " " + row();
    }
}
