package dev.sluice.broker.api;

import dev.sluice.broker.engine.effect.Reply;
import org.jspecify.annotations.Nullable;

/** Puts a reply of the shard into the response of an operation. */
public interface Words<O> {

    /**
     * The response; null when the reply has led to another command or question of the same exchange, whose reply is
     * still to come.
     *
     * @throws dev.sluice.protocol.error.ApiException to refuse the request
     */
    @Nullable
    O of(Reply reply);
}
