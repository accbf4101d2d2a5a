package dev.sluice.broker.shard;

import dev.sluice.broker.engine.effect.Reply;
import java.util.concurrent.Executor;

/** Where a reply goes. Called once, on its executor: the second of the two places where work crosses threads. */
public interface ReplyTo {

    /** The thread the asker lives on, an event loop. Replies of one turn for one executor travel together. */
    Executor executor();

    void accept(Reply reply);
}
