package dev.sluice.broker.admin;

import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.shard.ReplyTo;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Who waits for the reply to one question. */
record Asker(Executor executor, Consumer<Reply> then) implements ReplyTo {
    @Override
    public void accept(Reply reply) {
        then.accept(reply);
    }
}
