package dev.sluice.broker.store;

import static dev.sluice.broker.store.Fixtures.LOG;
import static dev.sluice.broker.store.Fixtures.ORDERS;
import static dev.sluice.broker.store.Fixtures.delayed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Entry;
import dev.sluice.broker.engine.ShardMachine;
import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Fairness;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That a full scan finds what is wrong, and nothing else. The queue of most tests: ten messages sent to lane 0, of which
 * the first three were received and one of those deleted; three delayed ones, two of them due at the same time.
 */
class DataVerificationTest {
    private static final long NOW = 1_000_000;
    private static final QueueHead HEAD =
            new QueueHead(11, 4, 4, QueueHead.START, 1, QueueHead.START, 12, 1_500, 3, 13, 3, 1, 0, 0, 0);

    @TempDir
    Path directory;

    @BeforeEach
    void writeSoundQueue() {
        var changes = new ArrayList<Change>();
        changes.add(new Change.PutQueue(Fixtures.queue(ORDERS, LOG)));
        changes.add(new Change.PutHead(LOG, HEAD));
        for (int i = 1; i <= 10; i++) changes.add(message(Position.available(i), i));
        changes.add(new Change.PutTouched(LOG, Position.available(1), touched(1)));
        changes.add(new Change.PutTouched(LOG, Position.available(3), touched(3)));
        changes.add(message(delayed(NOW + 500, 1), 11));
        changes.add(message(delayed(NOW + 500, 2), 12));
        changes.add(message(delayed(NOW + 200, 3), 13));
        changes.add(new Change.PutDue(LOG, NOW + 500, 2));
        changes.add(new Change.PutDue(LOG, NOW + 200, 1));
        write(changes.toArray(new Change[0]));
    }

    @Test
    void soundStoreHasNoProblemsAndItsCounts() {
        var verification = verify();

        assertThat(verification.problems()).isEmpty();
        assertThat(verification.isSound()).isTrue();
        assertThat(verification.messagesRead()).isEqualTo(13);
        assertThat(verification.queues()).hasSize(1);
        var queue = verification.queues().get(0);
        assertThat(queue.id()).isEqualTo(ORDERS);
        assertThat(queue.waiting()).isEqualTo(10);
        assertThat(queue.touched()).isEqualTo(2);
    }

    @Test
    void missingMessageIsFound() {
        write(new Change.RemoveMessage(LOG, Position.available(5)));

        assertThat(verify().problems())
                .anySatisfy(problem -> assertThat(problem).contains("6 available messages", "there should be 7"))
                .anySatisfy(problem -> assertThat(problem).contains("counts 12 messages", "9 waiting and 2 touched"));
    }

    @Test
    void missingMessageThatWasHeldBackIsFound() {
        var fairness = new Fairness(4, 2, 1, 0, List.of(), List.of(new Fairness.HeldBack(5, 3)));
        write(
                new Change.PutHead(
                        LOG,
                        new QueueHead(
                                11,
                                4,
                                4,
                                QueueHead.START,
                                1,
                                QueueHead.START,
                                15,
                                1_500,
                                3,
                                16,
                                3,
                                1,
                                0,
                                0,
                                0,
                                fairness)),
                message(Position.heldBack(1), 1),
                message(Position.heldBack(2), 2),
                message(Position.heldBack(3), 3),
                new Change.PutTouched(LOG, Position.heldBack(1), touched(1)));
        assertThat(verify().problems()).isEmpty();

        write(new Change.RemoveMessage(LOG, Position.heldBack(3)));

        assertThat(verify().problems())
                .anySatisfy(problem -> assertThat(problem).contains("1 held back messages", "there should be 2"));
    }

    @Test
    void touchedMessageWithoutItsRowIsFound() {
        write(new Change.RemoveMessage(LOG, Position.available(3)));

        assertThat(verify().problems())
                .anySatisfy(problem -> assertThat(problem).contains("sequence=3", "has no row"));
    }

    @Test
    void lastTouchedMessageWithoutItsRowIsFound() {
        write(new Change.PutTouched(LOG, delayed(NOW + 900, 9), touched(1)));

        assertThat(verify().problems()).singleElement().asString().contains("sequence=9", "has no row");
    }

    @Test
    void messageThatARangeDeleteCoversByMistakeIsFound() {
        write(new Change.RemoveMessages(LOG, Position.available(1), Position.available(3)));

        assertThat(verify().problems())
                .anySatisfy(problem -> assertThat(problem).contains("sequence=1", "has no row"));
    }

    @Test
    void touchedMessageBeyondItsCursorIsFound() {
        write(new Change.PutTouched(LOG, Position.available(7), touched(7)));

        assertThat(verify().problems())
                .anySatisfy(problem -> assertThat(problem).contains("sequence=7", "at or beyond its cursor"));
    }

    @Test
    void touchedMessageWithAnotherSentTimeIsFound() {
        write(new Change.PutTouched(LOG, Position.available(3), touched(99)));

        assertThat(verify().problems()).singleElement().asString().contains("sequence=3", "sent at 99");
    }

    @Test
    void wrongDueCountIsFound() {
        write(new Change.PutDue(LOG, NOW + 500, 3));

        assertThat(verify().problems()).singleElement().asString().contains("3 messages are counted", "there are 2");
    }

    @Test
    void missingDueCountIsFound() {
        write(new Change.PutDue(LOG, NOW + 200, 0));

        assertThat(verify().problems()).singleElement().asString().contains("1 messages due at", "are not counted");
    }

    @Test
    void messageBeyondTheNextSequenceIsFound() {
        write(message(Position.available(12), 12));

        assertThat(verify().problems())
                .anySatisfy(problem -> assertThat(problem).contains("sequence=12", "beyond the next sequence, 11"));
    }

    @Test
    void totalsThatDoNotAddUpAreFound() {
        write(new Change.PutHead(
                LOG, new QueueHead(11, 4, 4, QueueHead.START, 1, QueueHead.START, 12, 1_500, 3, 14, 3, 1, 0, 0, 0)));

        assertThat(verify().problems()).singleElement().asString().contains("14 were sent", "12 present");
    }

    @Test
    void deadMessageThatNothingWouldRemoveIsFound() {
        write(new Change.PutHead(
                LOG, new QueueHead(11, 4, 4, QueueHead.START, 4, QueueHead.START, 12, 1_500, 3, 13, 3, 1, 0, 0, 0)));

        assertThat(verify().problems()).singleElement().asString().contains("dead message", "sequence=2");
    }

    @Test
    void moveTaskOfNoQueueAndOneThatMovedTooMuchAreFound() {
        var none = new QueueId("000000000000", "us-east-1", "none");
        var id = new UUID(1, 2);
        write(
                new Change.PutMoveTask(Fixtures.moveTask(1, MoveTask.State.RUNNING)),
                new Change.PutMoveTask(new MoveTask(2, id, none, null, 0, MoveTask.State.COMPLETED, 100, 5, 5, 1, 100)),
                new Change.PutMoveTask(
                        new MoveTask(3, id, ORDERS, null, 0, MoveTask.State.COMPLETED, 100, 5, 6, 1, 100)));

        assertThat(verify().problems())
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).contains(none.arn(), "which is no queue"),
                        problem -> assertThat(problem).contains("moved more than it should", "moved=6"));
    }

    @Test
    void rowsOfALogThatNoQueueHasAreFound() {
        write(
                new Change.PutMessage(99, Position.available(1), 1, Fixtures.message("a")),
                new Change.PutHead(99, QueueHead.empty()),
                new Change.PutDue(99, NOW, 1),
                new Change.PutTouched(99, Position.available(1), touched(1)));

        assertThat(verify().problems())
                .hasSize(4)
                .allSatisfy(problem -> assertThat(problem).contains("log 99, which no queue has"));
    }

    @Test
    void rowsOfARemovedLogAreNoProblem() {
        write(new Change.PutMessage(99, Position.available(1), 1, Fixtures.message("a")));
        write(new Change.RemoveLog(99));

        assertThat(verify().problems()).isEmpty();
    }

    @Test
    void bodyThatDoesNotHaveItsMd5IsFound() {
        var wrong = new Message(new MessageId(1, 2), new byte[] {1}, new byte[16], List.of(), null, null, null, "x");
        write(new Change.PutMessage(LOG, Position.available(5), 5, wrong));

        assertThat(verify().problems()).singleElement().asString().contains("sequence=5", "MD5");
    }

    @Test
    void flippedBitInAFileIsFound() throws IOException {
        Path file = Directories.files(directory).stream()
                .filter(path -> path.toString().endsWith(".sst"))
                .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                .orElseThrow();
        Directories.flipBit(file, 100);

        assertThat(verify().problems())
                .anySatisfy(problem -> assertThat(problem).contains("a file is damaged"));
    }

    @Test
    void storeInUseIsNotVerified() {
        try (var store = RocksStore.open(Fixtures.options(directory))) {
            assertThat(store.acceptsSends()).isTrue();
            assertThatThrownBy(this::verify).isInstanceOf(StoreException.class).hasMessageContaining("in use");
        }
    }

    @Test
    void directoryThatDoesNotExistIsNotCreated() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> DataVerification.verify(StoreOptions.stopped(missing)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(missing.toString());
        assertThat(Files.exists(missing)).isFalse();
    }

    @Test
    void verifyingChangesNoFile() {
        List<Path> before = Directories.files(directory);

        verify();

        assertThat(Directories.files(directory)).isEqualTo(before);
    }

    @Test
    void whatTheEngineWritesIsSound(@TempDir Path live) {
        long seed = 20_261_122;
        var random = new Random(seed);
        var handles = new ArrayList<Handle>();
        for (int run = 0; run < 4; run++) {
            try (var store = RocksStore.open(Fixtures.options(live))) {
                var machine = new ShardMachine(store.messages(), new QueueLimits(50, 256, 1 << 20, 64 << 20, 3));
                store.restore(machine);
                machine.restored();
                for (int turn = 1; turn <= 150; turn++) {
                    var effects = new Effects();
                    long index = machine.head().index() + 1;
                    long time = Math.max(NOW, machine.head().time()) + random.nextInt(300);
                    var queue = new QueueId("000000000000", "us-east-1", "q" + random.nextInt(3));
                    Reply reply = machine.apply(new Entry(index, time, command(random, queue, handles)), effects);
                    if (reply instanceof Reply.Received received) {
                        received.deliveries().forEach(delivery -> handles.add(new Handle(queue, delivery.handle())));
                    }
                    boolean sweep = turn % 40 == 0;
                    if (sweep) machine.sweep(effects);
                    machine.endTurn(effects);
                    store.write(effects.changes(), machine.head());
                    if (sweep) store.swept();
                }
            }
            var verification = DataVerification.verify(Fixtures.options(live));
            assertThat(verification.problems()).as("seed %s, run %s", seed, run).isEmpty();
            assertThat(verification.messagesRead()).isPositive();
        }
    }

    private record Handle(QueueId queue, ReceiptHandle handle) {}

    private static Command command(Random random, QueueId queue, List<Handle> handles) {
        int kind = random.nextInt(100);
        if (kind < 5) return new Command.CreateQueue(queue, QueueAttributes.DEFAULTS, Map.of());
        if (kind < 7) return new Command.PurgeQueue(queue);
        if (kind < 8) return new Command.DeleteQueue(queue);
        if (kind < 55) {
            var outgoing = new ArrayList<Command.Outgoing>();
            for (int i = random.nextInt(10); i >= 0; i--) {
                byte[] body = new byte[random.nextInt(3_000)];
                random.nextBytes(body);
                int delay = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 0;
                outgoing.add(new Command.Outgoing(sound(body, group(random)), body.length, delay));
            }
            return new Command.Send(queue, outgoing);
        }
        if (kind < 75 || handles.isEmpty()) return new Command.Receive(queue, 10, random.nextInt(10), 0);
        Handle handle = handles.remove(random.nextInt(handles.size()));
        if (kind < 95) return new Command.Delete(handle.queue, List.of(handle.handle));
        return new Command.UndoReceive(handle.queue, List.of(handle.handle));
    }

    private static @Nullable String group(Random random) {
        return random.nextInt(4) == 0 ? null : "group " + random.nextInt(3);
    }

    private Verification verify() {
        return DataVerification.verify(Fixtures.options(directory));
    }

    private void write(Change... changes) {
        try (var store = RocksStore.open(Fixtures.options(directory))) {
            store.write(List.of(changes), new ShardHead(100, NOW, 1));
        }
    }

    private static Change.PutMessage message(Position position, long sentAt) {
        return new Change.PutMessage(LOG, position, sentAt, sound(("message " + position).getBytes(UTF_8)));
    }

    private static Message sound(byte[] body) {
        return sound(body, null);
    }

    private static Message sound(byte[] body, @Nullable String group) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(body);
            return new Message(new MessageId(1, 2), body, md5, List.of(), group, null, null, "AIDAEXAMPLE");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Touched touched(long sentAt) {
        return new Touched(NOW, NOW, NOW, sentAt, 1, 1, 150);
    }
}
