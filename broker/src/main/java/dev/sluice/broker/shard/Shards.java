package dev.sluice.broker.shard;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;

/** Takes commands and questions to the shard that owns their queue. Callable from any thread; never blocks. */
public interface Shards {

    /**
     * The reply comes when the command's effects are durable. A receive that finds nothing may wait first, as long as it
     * or its queue says.
     *
     * @return what became of the hand-over; anything but {@link Submission#TAKEN} means nothing was done and no reply
     *     will come
     */
    Submission submit(Command command, ReplyTo replyTo);

    Submission ask(Question question, ReplyTo replyTo);

    /** The asker is gone: a parked receive is dropped without a trace and without a reply. Else it has no effect. */
    void cancel(ReplyTo replyTo);

    enum Submission {
        TAKEN,
        /** Too much is waiting to be applied; ask again later. */
        MAILBOX_FULL,
        /** Sends only: the disk has no room or cannot keep up. */
        SENDS_REFUSED,
        /** The broker is stopping. */
        STOPPING
    }
}
