package dev.sluice.broker.log;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Entry;
import java.util.List;

/**
 * Decides the order of commands. A turn proposes what arrived, then takes what is committed: with a local log that is
 * what it proposed, in order; with a replicated one it is what a majority has, whenever that is. Nobody else can tell.
 *
 * @param <T> what the proposer wants back with its command, such as where to send the reply
 */
public interface CommandLog<T> {

    /** Gives the command a place in the order, at this time. {@code tag} comes back with it, on this node only. */
    void propose(Command command, T tag, long time);

    /** Proposes that time moves on. */
    void tick(long time);

    /** What is committed and has not been taken, in order. */
    List<Committed<T>> committed();

    /** An entry to apply; {@code tag} is null when it was proposed elsewhere or by nobody. */
    record Committed<T>(
            Entry entry, @org.jspecify.annotations.Nullable T tag) {}
}
