package dev.sluice.broker.shard;

import dev.sluice.broker.engine.Command.Receive;
import org.jspecify.annotations.Nullable;

/**
 * A receive that may wait. While parked it stands in two linked lists of {@link LongPolls}: its queue's, oldest first,
 * and the one of all polls that end in the same slice of time. The links are its own, so parking allocates nothing.
 */
final class LongPoll extends Letter {
    final Receive receive;

    /** Epoch milliseconds at which it is answered empty. */
    final long deadline;

    boolean parked;

    @Nullable
    LongPoll olderInQueue;

    @Nullable
    LongPoll youngerInQueue;

    @Nullable
    LongPoll previousInSlice;

    @Nullable
    LongPoll nextInSlice;

    LongPoll(Receive receive, ReplyTo replyTo, long deadline) {
        super(receive, replyTo);
        this.receive = receive;
        this.deadline = deadline;
    }
}
