package dev.sluice.broker.store;

import static dev.sluice.broker.store.Fixtures.LOG;
import static dev.sluice.broker.store.Fixtures.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are the same as without reading ahead, whatever is written in between. */
class ReadAheadTest {
    private static final int PLENTY = 1 << 20;

    @TempDir
    Path directory;

    private RocksStore store;
    private RocksMessages direct;
    private long index;

    @BeforeEach
    void open() {
        store = RocksStore.open(new StoreOptions(directory, SyncMode.NEVER, 8 << 20, 8 << 20, 0));
        direct = new RocksMessages(store.database());
    }

    @AfterEach
    void close() {
        direct.close();
        store.close();
    }

    @Test
    void laneThatIsReadInOrderIsReadBeforeItIsAskedFor() {
        lane(1, 301);
        readLane(1, 100);
        readLane(101, 100);
        await().until(() -> store.readAheadBytes() > 0);

        readLane(201, 100);

        assertThat(store.readAheadBytes()).isZero();
    }

    @Test
    void jumpInALaneGetsWhatStandsThere() {
        lane(1, 301);
        readLane(1, 100);
        readLane(101, 100);

        readLane(211, 50);

        await().until(() -> store.readAheadBytes() == 0);
    }

    @Test
    void removedRangeIsNotAnsweredFromWhatWasReadBefore() {
        lane(1, 301);
        readLane(1, 100);
        readLane(101, 100);
        await().until(() -> store.readAheadBytes() > 0);

        write(new Change.RemoveLog(LOG));

        assertThat(store.readAheadBytes()).isZero();
    }

    @Test
    void expectedRunIsReadBeforeItIsAskedFor() {
        write(put(5, 1), put(6, 2), put(5, 3));
        store.messages().expect(LOG, 5, 1);
        await().until(() -> store.readAheadBytes() > 0);

        assertThat(sequences(store.messages().group(LOG, 5, 1, 10))).containsExactly(1L, 3L);
        assertThat(store.readAheadBytes()).isZero();
    }

    @Test
    void runThatGrewOrShrankSinceIsReadAgain() {
        write(put(5, 1), put(5, 2));
        store.messages().expect(LOG, 5, 1);
        await().until(() -> store.readAheadBytes() > 0);
        write(put(5, 3));
        assertThat(sequences(store.messages().group(LOG, 5, 1, 10))).containsExactly(1L, 2L, 3L);

        store.messages().expect(LOG, 5, 1);
        await().until(() -> store.readAheadBytes() > 0);
        write(new Change.RemoveGrouped(LOG, 5, 2));
        assertThat(sequences(store.messages().group(LOG, 5, 1, 10))).containsExactly(1L, 3L);
    }

    @Test
    void longRunOfLargeMessagesIsReadInPartAndAnsweredWhole() {
        for (int sequence = 1; sequence <= 12; sequence++) write(put(5, sequence, 30_000));
        store.messages().expect(LOG, 5, 1);
        await().until(() -> store.readAheadBytes() > 0);
        assertThat(store.readAheadBytes()).isBetween(64_000L, 100_000L);

        assertThat(sequences(store.messages().group(LOG, 5, 1, 12)))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    }

    @Test
    void whatNobodyAsksForIsBoundedInMemory() {
        for (int group = 1; group <= 40; group++) write(put(group, group, 1_000_000));
        for (int group = 1; group <= 40; group++) store.messages().expect(LOG, group, group);
        await().until(() -> store.readAheadBytes() > 16 << 20);
        assertThat(store.readAheadBytes()).isLessThan(18 << 20);

        for (int group = 1; group <= 40; group++) {
            assertThat(store.messages().group(LOG, group, group, 10)).hasSize(1);
        }
        assertThat(store.readAheadBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomReadsAndWritesAgreeWithReadingDirectly(long seed) {
        var random = new Random(seed);
        var groups = new TreeMap<Long, TreeMap<Long, Boolean>>();
        long next = 1;
        long cursor = 1;
        for (int turn = 0; turn < 600; turn++) {
            StoredMessages messages = store.messages();
            long group = 1L + random.nextInt(20);
            var live = groups.computeIfAbsent(group, name -> new TreeMap<>());
            if (!live.isEmpty() && random.nextBoolean()) messages.expect(LOG, group, live.firstKey());
            if (!live.isEmpty() && random.nextInt(3) > 0) {
                int max = 1 + random.nextInt(12);
                assertThat(texts(messages.group(LOG, group, live.firstKey(), max)))
                        .as("seed %s turn %s", seed, turn)
                        .isEqualTo(texts(direct.group(LOG, group, live.firstKey(), max)));
            }
            if (cursor < next) {
                List<StoredMessage> read = readLane(cursor, next, 40);
                cursor += random.nextInt(4) == 0 ? random.nextInt(read.size()) : read.size();
            }
            List<Change> changes = new ArrayList<>();
            for (int i = random.nextInt(30); i > 0; i--) changes.add(putInLane(next++));
            if (cursor > 1 && random.nextInt(10) == 0) {
                changes.add(new Change.RemoveMessages(LOG, Position.available(1), Position.available(cursor)));
            }
            for (int i = random.nextInt(6); i > 0; i--) {
                long other = 1L + random.nextInt(20);
                groups.computeIfAbsent(other, name -> new TreeMap<>()).put(next, true);
                changes.add(put(other, next++));
                changes.add(putInLane(next - 1));
            }
            for (Map.Entry<Long, TreeMap<Long, Boolean>> entry : groups.entrySet()) {
                if (entry.getValue().isEmpty() || random.nextInt(12) > 0) continue;
                long gone = entry.getValue().pollFirstEntry().getKey();
                changes.add(new Change.RemoveGrouped(LOG, entry.getKey(), gone));
            }
            store.write(changes, Fixtures.shard(++index));
        }
    }

    private void lane(long from, long to) {
        var changes = new ArrayList<Change>();
        for (long sequence = from; sequence < to; sequence++) changes.add(putInLane(sequence));
        store.write(changes, Fixtures.shard(++index));
    }

    private void readLane(long from, int max) {
        readLane(from, 301, max);
    }

    private List<StoredMessage> readLane(long from, long to, int max) {
        List<StoredMessage> read = store.messages().available(LOG, from, to, max, PLENTY);
        List<StoredMessage> now = direct.available(LOG, from, to, max, PLENTY);
        // It may have been read when less stood there; what it says must be so, and there must be some.
        assertThat(texts(read)).isNotEmpty().isEqualTo(texts(now.subList(0, read.size())));
        return read;
    }

    private void write(Change... changes) {
        store.write(List.of(changes), Fixtures.shard(++index));
    }

    private static Change put(long group, long sequence) {
        return put(group, sequence, 20);
    }

    private static Change put(long group, long sequence, int bytes) {
        byte[] body = "x".repeat(bytes).getBytes(UTF_8);
        var message = new Message(
                new MessageId(1, sequence), body, new byte[16], List.of(), "group", "once", null, "AIDAEXAMPLE");
        return new Change.PutGrouped(LOG, group, sequence, sequence, message);
    }

    private static Change putInLane(long sequence) {
        return new Change.PutMessage(LOG, Position.available(sequence), sequence, message("message " + sequence));
    }

    private static List<String> texts(List<StoredMessage> messages) {
        return messages.stream()
                .map(message -> message.position() + " " + message.sentAt() + " "
                        + new String(message.message().body(), UTF_8))
                .toList();
    }

    private static List<Long> sequences(List<StoredMessage> messages) {
        return messages.stream().map(message -> message.position().sequence()).toList();
    }
}
