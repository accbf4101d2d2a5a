package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Accepted;
import dev.sluice.broker.engine.effect.Change.PutAccepted;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.DeduplicationKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sends a FIFO queue remembers: those of this turn here, the others in the store. */
final class AcceptedSends {
    private final long logId;
    private final StoredMessages store;
    private final Map<DeduplicationKey, Accepted> unwritten = new HashMap<>();

    AcceptedSends(long logId, StoredMessages store) {
        this.logId = logId;
        this.store = store;
    }

    /** The send that this one repeats, or null. */
    @Nullable
    Accepted find(DeduplicationKey key, long now) {
        Accepted accepted = unwritten.get(key);
        if (accepted == null) accepted = store.accepted(logId, key);
        return accepted != null && accepted.isRemembered(now) ? accepted : null;
    }

    void add(DeduplicationKey key, Accepted accepted, Effects effects) {
        unwritten.put(key, accepted);
        effects.add(new PutAccepted(logId, key, accepted));
    }

    void turnEnded() {
        unwritten.clear();
    }
}
