package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Position;

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

    /** Received at some time, rather than only passed by the cursor. */
    boolean isReturned() {
        return receivedAt != 0;
    }

    @Override
    Touched row() {
        return super.row().inGroup(group.hash, attempt, attemptSize);
    }
}
