package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Change.PutHold;
import dev.sluice.broker.engine.effect.Change.RemoveHold;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.model.QueueId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is held back, and until when. Empty unless commands ask for it. */
final class Holds {
    private final Map<Held, Hold> byWhat = new HashMap<>();
    private final NavigableSet<Hold> byEnd = new TreeSet<>(
            Comparator.comparingLong(Hold::until).thenComparing(Hold::queue).thenComparing(Hold::action));

    private record Held(QueueId queue, Hold.Action action) {}

    boolean isHeld(QueueId queue, Hold.Action action, long now) {
        Hold hold = byWhat.get(new Held(queue, action));
        return hold != null && now < hold.until();
    }

    /** @param seconds 0 for not at all */
    void hold(QueueId queue, Hold.Action action, int seconds, long now, Effects effects) {
        if (seconds == 0) return;
        var hold = new Hold(queue, action, now + seconds * 1000L);
        restore(hold);
        effects.add(new PutHold(hold));
    }

    void release(QueueId queue, Hold.Action action, Effects effects) {
        if (forget(byWhat.remove(new Held(queue, action)))) effects.add(new RemoveHold(queue, action));
    }

    /** Releases what is due. */
    void advance(long now, Effects effects) {
        while (nextEnd() <= now) {
            Hold due = byEnd.first();
            release(due.queue(), due.action(), effects);
        }
    }

    /** {@link Long#MAX_VALUE} when nothing is held. */
    long nextEnd() {
        return byEnd.isEmpty() ? Long.MAX_VALUE : byEnd.first().until();
    }

    void restore(Hold hold) {
        forget(byWhat.put(new Held(hold.queue(), hold.action()), hold));
        byEnd.add(hold);
    }

    private boolean forget(@Nullable Hold hold) {
        return hold != null && byEnd.remove(hold);
    }
}
