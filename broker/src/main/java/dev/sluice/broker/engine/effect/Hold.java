package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.QueueId;

/**
 * Something that may not be done with a queue's name for a while.
 *
 * @param until epoch milliseconds; from then on it may be done again
 */
public record Hold(QueueId queue, Action action, long until) {

    public enum Action {
        /** A queue of this name was deleted. */
        CREATE,
        /** The queue was purged. */
        PURGE
    }
}
