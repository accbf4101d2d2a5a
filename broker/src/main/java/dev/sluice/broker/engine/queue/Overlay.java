package dev.sluice.broker.engine.queue;

import dev.sluice.broker.model.Position;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The touched messages of one queue, to be looked at in the order of their positions. */
interface Overlay {

    /** The touched message at exactly this position, or null. */
    @Nullable
    TouchedMessage find(long dueAt, long sequence);

    /** The first few of those wanted, from {@code from} up to, not including, {@code to}, in order. Looks at every message. */
    List<TouchedMessage> first(int max, Position from, Position to, Predicate<TouchedMessage> wanted);
}
