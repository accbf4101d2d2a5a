package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.ReceiptHandle;

/** A touched message of a FIFO queue: received, or passed by the cursor and now the first of its group. */
final class GroupedMessage extends TouchedMessage {
    final Group group;

    /** Hash of the attempt id of its receive, 0 for none. */
    long attempt;
    /** How many messages that receive brought. */
    int attemptSize;

    GroupedMessage(StoredMessage message, Group group) {
        super(message, group.hash);
        this.group = group;
    }

    GroupedMessage(Position position, Touched row, Group group) {
        super(position, row);
        this.group = group;
        this.attempt = row.attempt();
        this.attemptSize = row.attemptSize();
    }

    boolean isHidden(long now) {
        return visibleAt > now;
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

    /** Received at some time, rather than only passed by the cursor. */
    boolean isReturned() {
        return receivedAt != 0;
    }

    @Override
    Touched row() {
        return super.row().inGroup(group.hash, attempt, attemptSize);
    }
}
