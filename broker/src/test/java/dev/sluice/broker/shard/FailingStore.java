package dev.sluice.broker.shard;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.store.SimulatedStore;
import dev.sluice.broker.store.Store;
import dev.sluice.broker.store.SyncMode;
import java.util.List;
import java.util.Random;

/** A store whose power fails when it is told: before its next sync, or just after it. */
final class FailingStore implements Store {
    private final Random random;
    private final SimulatedStore rows = new SimulatedStore(SyncMode.NEVER);
    private boolean failing;
    private boolean wantsSweep;

    FailingStore(Random random) {
        this.random = random;
    }

    void failDuringNextWrite() {
        failing = true;
    }

    void wantsSweep(boolean wanted) {
        wantsSweep = wanted;
    }

    /** The power is back: what was synced is there, and of what was not perhaps the beginning. */
    void restart() {
        failing = false;
        rows.crash(random.nextInt(rows.unsyncedTurns() + 1));
    }

    @Override
    public void restore(Restoration restoration) {
        rows.restore(restoration);
    }

    @Override
    public StoredMessages messages() {
        return rows.messages();
    }

    @Override
    public void write(List<Change> changes, ShardHead head) {
        rows.write(changes, head);
        if (failing && random.nextBoolean()) throw new PowerFailure();
        rows.sync();
        if (failing) throw new PowerFailure();
    }

    @Override
    public boolean wantsSweep() {
        return wantsSweep;
    }

    @Override
    public void swept() {
        wantsSweep = false;
    }

    @Override
    public boolean acceptsSends() {
        return true;
    }

    @Override
    public void close() {}
}
