package dev.sluice.broker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.model.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** That the space of dead messages comes back, keys and bodies, on real files. */
class JanitorTest {
    private static final int LOGS = 4;
    private static final long ANY_GARBAGE = 1;

    private final byte[] body = new byte[2_000];
    private final Random random = new Random(1);

    @TempDir
    Path directory;

    private RocksStore store;

    @BeforeEach
    void openStore() {
        store = RocksStore.open(Fixtures.options(directory), ANY_GARBAGE);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void bodiesOfRemovedLogsLeaveTheDisk() throws RocksDBException {
        fillInterleaved(7_000);
        long before = blobBytes();
        assertThat(before).isGreaterThan(10_000_000);

        write(new Change.RemoveLog(1), new Change.RemoveLog(2), new Change.RemoveLog(3));

        await().untilAsserted(() -> {
            store.janitor().tidy();
            assertThat(blobBytes()).isLessThan(before / 3);
        });
        assertThat(store.messages().available(4, 1, 10, 10, 1 << 20)).hasSize(9);
    }

    @Test
    void bodiesBeforeTheSweptPositionLeaveTheDisk() throws RocksDBException {
        fillInterleaved(7_000);
        long before = blobBytes();
        for (long log = 1; log <= LOGS; log++) {
            write(new Change.RemoveMessages(log, Position.available(1), Position.available(1_501)));
        }

        await().untilAsserted(() -> {
            store.janitor().tidy();
            assertThat(blobBytes()).isLessThan(before / 3);
        });
        assertThat(store.messages().available(1, 1_501, 1_510, 10, 1 << 20)).hasSize(9);
    }

    @Test
    void deadRowsOfAnEarlierRunAreFoundAgain() throws RocksDBException {
        fillInterleaved(7_000);
        for (long log = 1; log <= 2; log++) {
            write(new Change.RemoveMessages(log, Position.available(1), Position.available(1_750)));
            write(new Change.PutHead(log, head(1_750)));
        }
        write(new Change.RemoveLog(3), new Change.PutHead(4, head(1)));
        long before = blobBytes();
        store.close();

        store = RocksStore.open(Fixtures.options(directory), ANY_GARBAGE);
        store.restore(new Restored());

        await().untilAsserted(() -> {
            store.janitor().tidy();
            assertThat(blobBytes()).isLessThan(before / 2);
        });
        assertThat(store.messages().available(4, 1, 10, 10, 1 << 20)).hasSize(9);
    }

    @Test
    void garbageCollectionIsOffAgainWhenLittleIsLeft() throws RocksDBException {
        fillInterleaved(7_000);
        write(new Change.RemoveLog(1), new Change.RemoveLog(2), new Change.RemoveLog(3));

        var wasOn = new ArrayList<Boolean>();
        await().untilAsserted(() -> {
            store.janitor().tidy();
            wasOn.add(store.janitor().collecting());
            assertThat(wasOn).contains(true).endsWith(false);
        });
    }

    @Test
    void liveMessagesAreLeftAlone() throws RocksDBException {
        fillInterleaved(4_000);
        long before = blobBytes();

        store.janitor().tidy();

        assertThat(store.janitor().collecting()).isFalse();
        assertThat(blobBytes()).isEqualTo(before);
    }

    /** Messages of all logs side by side, so that every blob file holds some of each. Incompressible. */
    private void fillInterleaved(int messages) throws RocksDBException {
        for (int i = 0; i < messages; i += 100) {
            var changes = new ArrayList<Change>();
            for (int j = i; j < i + 100; j++) {
                random.nextBytes(body);
                changes.add(new Change.PutMessage(
                        1 + j % LOGS, Position.available(1 + j / LOGS), 1, Fixtures.message(body.clone())));
            }
            store.write(changes, Fixtures.shard(i));
        }
        store.database().flush();
    }

    private void write(Change... changes) {
        store.write(List.of(changes), Fixtures.shard(1_000_000));
    }

    private static QueueHead head(long swept) {
        return new QueueHead(1_751, 1, swept, QueueHead.START, swept, QueueHead.START, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private long blobBytes() {
        store.sampler().sample();
        return store.gauges().blobBytes();
    }
}
