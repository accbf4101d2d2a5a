package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.Touched;
import org.jspecify.annotations.Nullable;

/** Looks at the messages of one log. */
interface MessageAudit {

    /** @param state null for one that nobody has received */
    void message(StoredMessage message, @Nullable Touched state);

    void unreadable(String what);
}
