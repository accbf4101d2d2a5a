package dev.sluice.broker.store;

import static dev.sluice.broker.store.Fixtures.LOG;
import static dev.sluice.broker.store.Fixtures.message;
import static dev.sluice.broker.store.Fixtures.shard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.model.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract on the store that simulations use, and what it loses in a crash. */
class SimulatedStoreTest extends StoreContract {
    private final SimulatedStore simulated = new SimulatedStore();

    @Override
    Store open() {
        return simulated;
    }

    @Test
    void syncedWritesSurviveACrash() {
        write(new Change.PutMessage(LOG, Position.available(1), 1, message("a")));

        simulated.crash(0);

        assertThat(simulated.messages().find(LOG, Position.available(1))).isNotNull();
    }

    @Test
    void unsyncedTurnsAreLostFromTheLastBackwards() {
        var unsyncing = new SimulatedStore(SyncMode.NEVER);
        for (int i = 1; i <= 3; i++) {
            unsyncing.write(List.of(new Change.PutMessage(LOG, Position.available(i), 1, message("a"))), shard(i));
        }

        unsyncing.crash(2);

        assertThat(unsyncing.messages().find(LOG, Position.available(2))).isNotNull();
        assertThat(unsyncing.messages().find(LOG, Position.available(3))).isNull();
        assertThat(Restored.from(unsyncing).shard).isEqualTo(shard(2));
    }
}
