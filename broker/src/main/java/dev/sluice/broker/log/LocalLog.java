package dev.sluice.broker.log;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of one node alone: what is proposed is committed. The store's own log makes it durable. */
public final class LocalLog<T> implements CommandLog<T> {
    private final List<Committed<T>> proposed = new ArrayList<>();
    private long lastIndex;

    /**
     * @param lastIndex of the last entry the machine has applied
     */
    public LocalLog(long lastIndex) {
        this.lastIndex = lastIndex;
    }

    @Override
    public void propose(Command command, @Nullable T tag, long time) {
        proposed.add(new Committed<>(new Entry(++lastIndex, time, command), tag));
    }

    @Override
    public List<Committed<T>> committed() {
        if (proposed.isEmpty()) return List.of();
        var committed = List.copyOf(proposed);
        proposed.clear();
        return committed;
    }
}
