package dev.sluice.broker.store;

import static dev.sluice.broker.store.Fixtures.LOG;
import static dev.sluice.broker.store.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.model.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** The contract on RocksDB, and what only a store on a disk can do. */
class RocksStoreTest extends StoreContract {
    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    @Override
    Store open() {
        return RocksStore.open(Fixtures.options(directory));
    }

    @Test
    void everythingWrittenSurvivesAKillAtAnyMoment() {
        for (int turn = 1; turn <= 50; turn++) {
            write(
                    new Change.PutMessage(LOG, Position.available(turn), turn, message("message " + turn)),
                    new Change.PutTouched(LOG, Position.available(turn), Fixtures.touched(turn)),
                    new Change.PutHead(LOG, Fixtures.head(turn + 1, turn + 1, turn)));
            if (turn % 10 != 0) continue;

            Path killed = Directories.copy(directory, elsewhere.resolve("killed" + turn));
            try (var survivor = RocksStore.open(Fixtures.options(killed))) {
                var restored = Restored.from(survivor);
                assertThat(restored.shard).isEqualTo(Fixtures.shard(turn));
                assertThat(restored.heads).containsEntry(LOG, Fixtures.head(turn + 1, turn + 1, turn));
                assertThat(restored.touched).hasSize(turn);
                assertThat(survivor.messages().available(LOG, 1, 100, 100, 1 << 20))
                        .hasSize(turn);
            }
        }
    }

    @Test
    void secondBrokerOnADirectoryIsTurnedAwayWithTheDirectoryAndTheHolder() {
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("process " + ProcessHandle.current().pid());
    }

    @Test
    void closedStoreLeavesItsDirectoryToTheNext() {
        store.close();
        store = open();
        store.close();

        store = open();

        assertThat(Restored.from(store).kinds).isEmpty();
    }

    @Test
    void directoryOfAnUnknownFormatIsRefusedAndFreeAgain() throws RocksDBException {
        var rocks = ((RocksStore) store).database().rocks();
        rocks.put(Keys.format(), Format.row(Format.VERSION + 1));
        store.close();

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("format " + (Format.VERSION + 1));
        assertThatThrownBy(this::open).hasMessageContaining("format");
        store = RocksStore.open(Fixtures.options(elsewhere.resolve("new")));
    }

    @Test
    void fileInPlaceOfTheDirectoryIsRefused() throws IOException {
        Path file = Files.createFile(elsewhere.resolve("file"));

        assertThatThrownBy(() -> RocksStore.open(Fixtures.options(file)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void cleanStopLeavesNothingToReplay() throws IOException {
        write(new Change.PutMessage(LOG, Position.available(1), 1, message("a")));
        assertThat(Files.size(Directories.log(directory))).isPositive();

        store.close();
        assertThat(Files.size(Directories.log(directory))).isZero();

        store = open();
        assertThat(store.messages().find(LOG, Position.available(1))).isNotNull();
    }

    @Test
    void sendsAreRefusedBelowTheFloorOfFreeSpace() {
        var floor = new StoreOptions(elsewhere, SyncMode.ALWAYS, 8 << 20, 8 << 20, Long.MAX_VALUE);
        try (var full = RocksStore.open(floor)) {
            assertThat(full.acceptsSends()).isFalse();
        }
        assertThat(store.acceptsSends()).isTrue();
    }

    @Test
    void wantsASweepJustBeforeTheMemtableOfMessagesIsFull() {
        byte[] body = new byte[100_000];
        int sequence = 0;
        while (!store.wantsSweep()) {
            sequence++;
            write(new Change.PutMessage(LOG, Position.available(sequence), 1, message(body)));
            assertThat(sequence).isLessThan(90);
        }
        long active = activeMemtable();
        assertThat(sequence).isGreaterThan(60);
        assertThat(active).isGreaterThan(6 << 20);

        store.swept();

        assertThat(store.wantsSweep()).isFalse();
        assertThat(activeMemtable()).isLessThan(1 << 20);
    }

    @Test
    void sweepLeavesNothingOfEarlierTurnsToReplay() throws IOException {
        write(
                new Change.PutMessage(LOG, Position.available(1), 1, message(new byte[100_000])),
                new Change.PutHead(LOG, Fixtures.head(2, 1, 1)));

        store.swept();

        await().untilAsserted(() -> assertThat(Directories.logs(directory)).hasSize(1));
        assertThat(Files.size(Directories.log(directory))).isZero();
    }

    @Test
    void sweepsThatOutrunTheDiskAreNoFailure() {
        for (long sequence = 1; sequence <= 200; sequence++) {
            write(
                    new Change.PutMessage(LOG, Position.available(sequence), 1, message(new byte[20_000])),
                    new Change.PutHead(LOG, Fixtures.head(sequence + 1, 1, 1)));
            store.swept();
        }

        assertThat(store.messages().available(LOG, 1, 201, 300, 100 << 20)).hasSize(200);
    }

    @Test
    void bodyChangedOnTheDiskIsRefused() throws IOException {
        var body = new byte[10_000];
        new Random(1).nextBytes(body);
        write(new Change.PutMessage(LOG, Position.available(1), 1, message(body)));
        reopen(); // which takes it from the log into a file
        assertThat(store.messages().find(LOG, Position.available(1))).isNotNull();

        Path blob = Directories.files(directory).stream()
                .filter(file -> file.toString().endsWith(".blob"))
                .findAny()
                .orElseThrow();
        Directories.flipBit(blob, 5_000);

        assertThatThrownBy(() -> store.messages().find(LOG, Position.available(1)))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.messages().available(LOG, 1, 2, 10, 1 << 20))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void gaugesTellWhatIsWritten() {
        var rocks = (RocksStore) store;
        for (int i = 1; i <= 100; i++) {
            write(new Change.PutMessage(LOG, Position.available(i), 1, message(new byte[10_000])));
        }
        rocks.sampler().sample();
        assertThat(rocks.gauges().memtableBytes()).isGreaterThan(1_000_000);
        assertThat(rocks.gauges().logBytes()).isGreaterThan(1_000_000);
        assertThat(rocks.gauges().freeBytes()).isPositive();
        assertThat(rocks.gauges().writeStopped()).isFalse();

        reopen();

        assertThat(((RocksStore) store).gauges().blobBytes()).isPositive();
        assertThat(((RocksStore) store).gauges().logBytes()).isZero();
    }

    @Test
    void secretStaysTheSame() {
        byte[] secret = ((RocksStore) store).secret("handles", 32);

        reopen();

        assertThat(secret).hasSize(32);
        assertThat(((RocksStore) store).secret("handles", 32)).isEqualTo(secret);
        assertThat(((RocksStore) store).secret("others", 32)).isNotEqualTo(secret);
    }

    private long activeMemtable() {
        var database = ((RocksStore) store).database();
        try {
            return database.rocks()
                    .getLongProperty(database.family(Family.MESSAGE), "rocksdb.cur-size-active-mem-table");
        } catch (RocksDBException e) {
            throw new StoreException("could not ask for the size of the memtable", e);
        }
    }
}
