package dev.sluice.broker.hint;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.scaling.Snapshot;

/**
 * How many message groups of a FIFO queue have messages. Counted a step at a time from the index the queue keeps on disk,
 * over and over while there are messages: more than that many workers would wait for one another. Until the first count
 * is through, what is counted so far stands for it, and one before that.
 */
final class GroupsWithWork {
    private static final int STEP = 200;
    private static final long AGAIN_MILLIS = 5_000;

    private final QueueId queue;
    private long before = Snapshot.NO_GROUPS;
    private long counted;
    private long after;
    private boolean unknown;
    private long startedAt;

    GroupsWithWork(QueueId queue) {
        this.queue = queue;
    }

    /** Nobody knows when rows that are gone hide those that are not; the store tidies up after a while. */
    long number(boolean hasMessages) {
        if (!hasMessages) return 0;
        return unknown ? Snapshot.NO_GROUPS : Math.max(1, Math.max(before, counted));
    }

    boolean isDue(long now) {
        return after != 0 || now - startedAt >= AGAIN_MILLIS;
    }

    Question.CountGroups step(long now) {
        if (after == 0) startedAt = now;
        return new Question.CountGroups(queue, after, STEP);
    }

    void counted(Reply.GroupsCounted reply) {
        counted += reply.groups();
        unknown = reply.more() && reply.groups() == 0;
        after = reply.more() && !unknown ? reply.last() : 0;
        if (after != 0) return;
        before = counted;
        counted = 0;
    }

    /** The queue is empty, or has begun anew. */
    void reset() {
        before = Snapshot.NO_GROUPS;
        counted = 0;
        after = 0;
        unknown = false;
        startedAt = 0;
    }
}
