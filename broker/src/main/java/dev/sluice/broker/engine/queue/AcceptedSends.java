package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Accepted;
import dev.sluice.broker.engine.effect.Change.PutAccepted;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.DeduplicationKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sends that a FIFO queue, or the publishes that a FIFO topic, remembers: those of this turn here, the others in the store. */
public final class AcceptedSends {
    private final long logId;
    private final StoredMessages store;
    private final Map<DeduplicationKey, Accepted> unwritten = new HashMap<>();

    public AcceptedSends(long logId, StoredMessages store) {
        this.logId = logId;
        this.store = store;
    }

    /** The send that this one repeats, or null. */
    public @Nullable Accepted find(DeduplicationKey key, long now) {
        Accepted accepted = unwritten.get(key);
        if (accepted == null) accepted = store.accepted(logId, key);
        return accepted != null && accepted.isRemembered(now) ? accepted : null;
    }

    public void add(DeduplicationKey key, Accepted accepted, Effects effects) {
        unwritten.put(key, accepted);
        effects.add(new PutAccepted(logId, key, accepted));
    }

    public void turnEnded() {
        unwritten.clear();
    }
}
