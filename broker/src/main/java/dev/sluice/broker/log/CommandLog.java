package dev.sluice.broker.log;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides the order of commands. A turn proposes what arrived, then takes what is committed: with a local log that is
 * what it proposed, in order; with a replicated one it is what a majority has, whenever that is. Nobody else can tell.
 *
 * @param <T> what the proposer wants back with its command, such as where to send the reply
 */
public interface CommandLog<T> {

    /**
     * Gives the command a place in the order.
     *
     * @param tag comes back with it, on this node only; null when nobody waits for the reply
     * @param time epoch milliseconds, never less than before
     */
    void propose(Command command, @Nullable T tag, long time);

    /** What is committed and has not been taken, in order. */
    List<Committed<T>> committed();

    /** An entry to apply; {@code tag} is null when it was proposed elsewhere or nobody waits for it. */
    record Committed<T>(Entry entry, @Nullable T tag) {}
}
