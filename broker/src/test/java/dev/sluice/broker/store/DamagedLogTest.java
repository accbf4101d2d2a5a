package dev.sluice.broker.store;

import static dev.sluice.broker.store.Fixtures.LOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.model.Position;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a store does about a damaged write-ahead log. Each test damages the log of a broker that was killed after 300
 * acknowledged sends.
 */
class DamagedLogTest {
    private static final int SENT = 300;
    private static final int BLOCK = 32 << 10;

    @TempDir
    static Path killed;

    @TempDir
    Path scratch;

    private Path directory;
    private Path log;
    private long size;

    @BeforeAll
    static void sendThenKill(@TempDir Path live) {
        try (var store = RocksStore.open(Fixtures.options(live))) {
            byte[] body = new byte[900];
            new Random(1).nextBytes(body);
            for (int i = 1; i <= SENT; i++) {
                var put = new Change.PutMessage(LOG, Position.available(i), 1, Fixtures.message(body));
                store.write(List.of(put), Fixtures.shard(i));
            }
            Directories.copy(live, killed);
        }
    }

    @BeforeEach
    void takeCopy() throws IOException {
        directory = Directories.copy(killed, scratch.resolve("data"));
        log = Directories.log(directory);
        size = Files.size(log);
    }

    @Test
    void undamagedLogGivesEverySend() {
        assertThat(sendsFound()).isEqualTo(SENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500, 950})
    void logCutShortLosesTheLastWriteOnly(int bytes) throws IOException {
        damage(file -> file.setLength(size - bytes));

        assertThat(sendsFound()).isEqualTo(SENT - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 500, 100_000})
    void junkAfterTheLastWriteLosesNothing(int bytes) throws IOException {
        damage(file -> junk(file, size, bytes));

        assertThat(sendsFound()).isEqualTo(SENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 2 * BLOCK})
    void zerosAfterTheLastWriteLoseNothing(int bytes) throws IOException {
        damage(file -> file.setLength(size + bytes));

        assertThat(sendsFound()).isEqualTo(SENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 3_000, 100_000})
    void tornWriteFollowedByJunkLosesThatWriteOnly(int junkBytes) throws IOException {
        damage(file -> {
            file.setLength(size - 300);
            junk(file, size - 300, junkBytes);
        });

        assertThat(sendsFound()).isEqualTo(SENT - 1);
    }

    @Test
    void tornStartOfALargeWriteLosesNothingBefore() throws IOException {
        damage(file -> {
            junk(file, size, 2 * BLOCK);
            // A header that announces the first fragment of a record, as if only its first page had been written.
            file.seek(size + 4);
            file.write(new byte[] {(byte) 200, 1, 2});
        });

        assertThat(sendsFound()).isEqualTo(SENT);
    }

    @Test
    void storeOpenedAfterATornWriteGoesOn() throws IOException {
        damage(file -> {
            file.setLength(size - 300);
            junk(file, size - 300, 3_000);
        });
        try (var store = open()) {
            store.write(
                    List.of(new Change.PutMessage(LOG, Position.available(SENT), 1, Fixtures.message("again"))),
                    Fixtures.shard(SENT));
        }

        assertThat(sendsFound()).isEqualTo(SENT);
    }

    @Test
    void flippedBitInTheMiddleRefusesAndNamesTheDamage() throws IOException {
        long at = size / 2;
        damage(file -> flip(file, at, 1));

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(log.getFileName().toString())
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("sluice data recover --data " + directory);
        WalDamage damage = WalScan.of(log).damages().get(0);
        assertThat(damage.from()).isLessThanOrEqualTo(at);
        assertThat(damage.to()).isGreaterThan(at).isLessThan(at + 2_000);
    }

    @Test
    void refusingChangesNothing() throws IOException {
        damage(file -> flip(file, size / 2, 1));
        byte[] before = Files.readAllBytes(log);

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class);

        assertThat(Files.readAllBytes(log)).isEqualTo(before);
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class);
    }

    /** PointInTime and SkipAny both drop the rest of a block, so comparing them would not show this. */
    @Test
    void flippedBitInTheLastBlockRefuses() throws IOException {
        damage(file -> flip(file, size - 5_000, 1));

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("cannot be read");
    }

    /** Tolerate takes a record that would end beyond the file for a torn one, and says nothing. */
    @Test
    void lengthPointingBeyondTheFileRefuses() throws IOException {
        long header = headerAtOrAfter(size - 5_000);
        damage(file -> flip(file, header + 5, 0x40));

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8192})
    void pageOfZerosInTheMiddleRefuses(int offset) throws IOException {
        long page = size / 2 / BLOCK * BLOCK + offset;
        damage(file -> {
            file.seek(page);
            file.write(new byte[4096]);
        });

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("cannot be read");
    }

    @Test
    void missingBlockInTheMiddleRefuses() throws IOException {
        long block = size / 2 / BLOCK * BLOCK;
        damage(file -> {
            byte[] rest = new byte[(int) (size - block - BLOCK)];
            file.seek(block + BLOCK);
            file.readFully(rest);
            file.seek(block);
            file.write(rest);
            file.setLength(size - BLOCK);
        });

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("cannot be read");
    }

    @Test
    void examiningTellsWhatWouldBeLostAndChangesNothing() throws IOException {
        damage(file -> flip(file, size / 2, 1));

        var loss = DataRecovery.examine(Fixtures.options(directory));

        assertThat(loss.damages()).hasSize(1);
        assertThat(loss.lostRows()).isBetween((long) SENT - 20, (long) SENT + 20);
        assertThat(loss.toString()).contains("everything after 2023-11-14T").contains("would be lost");
        assertThat(DataRecovery.examine(Fixtures.options(directory))).isEqualTo(loss);
    }

    @Test
    void examiningAnUndamagedStoreFindsNothingToLose() {
        var loss = DataRecovery.examine(Fixtures.options(directory));

        assertThat(loss.isNothing()).isTrue();
        assertThat(loss.damages()).isEmpty();
    }

    @Test
    void recoveringKeepsWhatStandsBeforeTheDamageAndTheOriginals() throws IOException {
        damage(file -> flip(file, size / 2, 1));
        byte[] damaged = Files.readAllBytes(log);
        Path originals = scratch.resolve("originals");

        var loss = DataRecovery.recover(Fixtures.options(directory), originals);

        assertThat(loss.lostRows()).isPositive();
        assertThat(sendsFound()).isBetween(SENT / 2 - 10L, SENT / 2 + 10L);
        assertThat(Files.readAllBytes(originals.resolve(log.getFileName()))).isEqualTo(damaged);
        assertThat(DataRecovery.examine(Fixtures.options(directory)).isNothing())
                .isTrue();
    }

    @Test
    void recoveringWorksAfterASweepToo() throws IOException {
        Path copy = scratch.resolve("copy");
        try (var store = open()) {
            store.swept();
            await().until(() -> Directories.logs(directory).size() == 1);
            for (int i = SENT + 1; i <= SENT + 100; i++) {
                var put = new Change.PutMessage(LOG, Position.available(i), 1, Fixtures.message(new byte[1_000]));
                store.write(List.of(put), Fixtures.shard(i));
            }
            Directories.copy(directory, copy);
        }
        directory = copy;
        log = Directories.log(copy);
        damage(file -> flip(file, Files.size(log) / 2, 1));

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("cannot be read");
        DataRecovery.recover(Fixtures.options(directory), scratch.resolve("originals"));

        try (var store = open()) {
            assertThat(store.messages().available(LOG, 1, 1_000, 1_000, Integer.MAX_VALUE))
                    .hasSizeBetween(SENT + 40, SENT + 60);
        }
    }

    private RocksStore open() {
        return RocksStore.open(Fixtures.options(directory));
    }

    private long sendsFound() {
        try (var store = open()) {
            return store.messages()
                    .available(LOG, 1, SENT + 1, SENT, Integer.MAX_VALUE)
                    .size();
        }
    }

    private void damage(Damage damage) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "rw")) {
            damage.applyTo(file);
        }
    }

    private static void flip(RandomAccessFile file, long at, int bit) throws IOException {
        file.seek(at);
        int old = file.read();
        file.seek(at);
        file.write(old ^ bit);
    }

    private static void junk(RandomAccessFile file, long at, int bytes) throws IOException {
        byte[] junk = new byte[bytes];
        new Random(bytes).nextBytes(junk);
        file.seek(at);
        file.write(junk);
    }

    private long headerAtOrAfter(long wanted) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            for (long at = 0; ; ) {
                long left = BLOCK - at % BLOCK;
                if (left < 7) at += left;
                if (at >= wanted) return at;
                file.seek(at + 4);
                at += 7 + (file.read() | file.read() << 8);
            }
        }
    }

    private interface Damage {
        void applyTo(RandomAccessFile file) throws IOException;
    }
}
