package dev.sluice.broker.store;

import static dev.sluice.broker.store.Fixtures.LOG;
import static dev.sluice.broker.store.Fixtures.NEWS;
import static dev.sluice.broker.store.Fixtures.ORDERS;
import static dev.sluice.broker.store.Fixtures.READER;
import static dev.sluice.broker.store.Fixtures.delayed;
import static dev.sluice.broker.store.Fixtures.fullMessage;
import static dev.sluice.broker.store.Fixtures.head;
import static dev.sluice.broker.store.Fixtures.message;
import static dev.sluice.broker.store.Fixtures.moveTask;
import static dev.sluice.broker.store.Fixtures.queue;
import static dev.sluice.broker.store.Fixtures.shard;
import static dev.sluice.broker.store.Fixtures.subscription;
import static dev.sluice.broker.store.Fixtures.topic;
import static dev.sluice.broker.store.Fixtures.touched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.broker.engine.effect.AcceptedRequest;
import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.Reply.SendOutcome;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages.GroupCount;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicChange;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.DeduplicationKey;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.TextHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does, whatever it keeps its rows in. */
abstract class StoreContract {
    private static final int PLENTY = 1 << 20;

    Store store;
    private long index;

    /** Opens the store of this test: empty the first time, then with what was written. */
    abstract Store open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void messagesOfFifoQueuesAreReadByGroupAndOutlinedBySequence() {
        for (long sequence = 1; sequence <= 9; sequence++) put(sequence, "g" + sequence % 3);
        put(10, "another");

        for (int times = 0; times < 2; times++) {
            var messages = store.messages();
            assertThat(sequences(messages.group(LOG, TextHash.of("g1"), 1, 10))).containsExactly(1L, 4L, 7L);
            assertThat(sequences(messages.group(LOG, TextHash.of("g1"), 2, 1))).containsExactly(4L);
            assertThat(messages.group(LOG, TextHash.of("g3"), 1, 10)).isEmpty();
            assertThat(messages.group(LOG, TextHash.of("g0"), 3, 1).get(0).message())
                    .usingRecursiveComparison()
                    .isEqualTo(grouped(3, "g0"));
            assertThat(sequences(messages.outlines(LOG, 4, 7, 10))).containsExactly(4L, 5L, 6L);
            assertThat(messages.outlines(LOG, 9, 100, 10))
                    .extracting(StoredMessage::sentAt, row -> row.message().groupId(), StoredMessage::isOutline)
                    .containsExactly(tuple(90L, "g0", true), tuple(100L, "another", true));
            assertThat(messages.find(LOG, TextHash.of("g2"), 5)).isNotNull().matches(row -> !row.isOutline());
            assertThat(messages.find(LOG, TextHash.of("g2"), 6)).isNull();
            reopen();
        }

        write(new Change.RemoveGrouped(LOG, TextHash.of("g1"), 4));
        assertThat(sequences(store.messages().group(LOG, TextHash.of("g1"), 2, 10)))
                .containsExactly(7L);
        assertThat(sequences(store.messages().outlines(LOG, 3, 7, 10))).containsExactly(3L, 5L, 6L);
    }

    @Test
    void touchedMessagesOfFifoQueuesAreRestoredBySequence() {
        Touched state = touched(7).inGroup(TextHash.of("g"), 3, 4);
        write(
                new Change.PutQueue(queue(ORDERS, LOG)),
                new Change.PutHead(LOG, head(9, 1, 1)),
                new Change.PutTouchedGroup(
                        LOG, TextHash.of("g"), List.of(new Touched.InGroup(5, state), new Touched.InGroup(6, state))),
                new Change.PutTouchedGroup(
                        LOG, TextHash.of("h"), List.of(new Touched.InGroup(7, state.inGroup(TextHash.of("h"), 3, 4)))));
        write(
                new Change.PutTouchedGroup(LOG, TextHash.of("g"), List.of(new Touched.InGroup(5, state))),
                new Change.RemoveTouchedGroup(LOG, TextHash.of("h")));

        reopen();

        assertThat(Restored.from(store).touched)
                .containsOnly(Map.entry(Restored.at(LOG, Position.available(5)), state));
    }

    @Test
    void groupsOfAFifoQueueAreCountedInSteps() {
        for (long sequence = 1; sequence <= 9; sequence++) put(sequence, "g" + sequence % 3);

        var messages = store.messages();
        var first = messages.countGroups(LOG, TextHash.NONE, 2);
        assertThat(first.groups()).isEqualTo(2);
        assertThat(first.more()).isTrue();
        assertThat(messages.countGroups(LOG, first.last(), 2))
                .extracting(GroupCount::groups, GroupCount::more)
                .containsExactly(1, false);
        assertThat(messages.countGroups(LOG, TextHash.NONE, 3).more()).isFalse();
        assertThat(messages.countGroups(LOG + 1, TextHash.NONE, 3)).isEqualTo(new GroupCount(0, TextHash.NONE, false));
    }

    private void put(long sequence, String group) {
        write(new Change.PutGrouped(LOG, TextHash.of(group), sequence, 10 * sequence, grouped(sequence, group)));
    }

    private static Message grouped(long number, String group) {
        return new Message(
                new MessageId(1, number), new byte[] {1}, new byte[16], List.of(), group, "d" + number, null, "x");
    }

    @Test
    void emptyStoreRestoresNothing() {
        assertThat(Restored.from(store).kinds).isEmpty();
    }

    @Test
    void everyKindOfRowReadsBackAfterReopening() {
        write(
                new Change.PutQueue(queue(ORDERS, LOG)),
                new Change.PutHold(new Hold(ORDERS, Hold.Action.CREATE, 1)),
                new Change.PutHold(new Hold(ORDERS, Hold.Action.PURGE, 2)),
                new TopicChange.PutTopic(topic(NEWS, 8)),
                new TopicChange.PutSubscription(subscription(READER, SubscriptionRecord.State.LEFT)),
                new TopicChange.PutReplay(new Replay(READER, 1, Replay.State.COMPLETED, 2)),
                new TopicChange.PutTopicHead(8, new TopicHead(1, 2, 3, 4, 5)),
                new Change.PutHead(LOG, head(3, 2, 1)),
                new Change.PutDue(LOG, 60_000, 4),
                new Change.PutTouched(LOG, Position.available(1), touched(2)),
                new Change.PutTouched(LOG, delayed(60_000, 1), touched(3)));

        reopen();

        var restored = Restored.from(store);
        assertThat(restored.shard).isEqualTo(shard(index));
        assertThat(restored.queues).containsExactly(queue(ORDERS, LOG));
        assertThat(restored.holds)
                .containsExactly(new Hold(ORDERS, Hold.Action.CREATE, 1), new Hold(ORDERS, Hold.Action.PURGE, 2));
        assertThat(restored.topics).containsExactly(topic(NEWS, 8));
        assertThat(restored.subscriptions).containsExactly(subscription(READER, SubscriptionRecord.State.LEFT));
        assertThat(restored.replays).containsExactly(new Replay(READER, 1, Replay.State.COMPLETED, 2));
        assertThat(restored.topicHeads).isEqualTo(Map.of(8L, new TopicHead(1, 2, 3, 4, 5)));
        assertThat(restored.heads).containsOnlyKeys(LOG).containsEntry(LOG, head(3, 2, 1));
        assertThat(restored.due).containsOnlyKeys(LOG + "/60000").containsEntry(LOG + "/60000", 4);
        assertThat(restored.touched)
                .hasSize(2)
                .containsEntry(Restored.at(LOG, Position.available(1)), touched(2))
                .containsEntry(Restored.at(LOG, delayed(60_000, 1)), touched(3));
    }

    @Test
    void acceptedRequestsReadBackByLogAndKeyAfterReopening() {
        var key = new DeduplicationKey(1, 2);
        var outcomes = Collections.nCopies(10, SendOutcome.accepted(new MessageId(5, 6)));
        var request = new AcceptedRequest(3, 4, outcomes);
        write(new Change.PutAcceptedRequest(LOG, key, request));

        reopen();

        assertThat(store.messages().acceptedRequest(LOG, key)).isEqualTo(request);
        assertThat(store.messages().acceptedRequest(LOG + 1, key)).isNull();
        assertThat(store.messages().acceptedRequest(LOG, new DeduplicationKey(2, 1)))
                .isNull();
    }

    @Test
    void restoresInTheOrderOfShardQueuesMoveTasksTopicsSubscriptionsHoldsReplaysHeadsDueCountsTouchedMessages() {
        write(
                new Change.PutTouched(LOG, Position.available(1), touched(2)),
                new Change.PutDue(LOG, 60_000, 4),
                new Change.PutHead(LOG, head(3, 2, 1)),
                new Change.PutHold(new Hold(ORDERS, Hold.Action.PURGE, 1)),
                new TopicChange.PutReplay(new Replay(READER, 1, Replay.State.RUNNING, 2)),
                new TopicChange.PutSubscription(subscription(READER, SubscriptionRecord.State.PENDING)),
                new TopicChange.PutTopic(topic(NEWS, 8)),
                new Change.PutMoveTask(moveTask(1, MoveTask.State.RUNNING)),
                new Change.PutQueue(queue(ORDERS, LOG)));

        assertThat(Restored.from(store).kinds)
                .containsExactly(
                        "shard",
                        "queue",
                        "move task",
                        "topic",
                        "subscription",
                        "hold",
                        "replay",
                        "head",
                        "due",
                        "touched");
    }

    @Test
    void moveTasksAreKeptAsTheyWereWrittenLastUntilTheyAreRemoved() {
        write(
                new Change.PutMoveTask(moveTask(256, MoveTask.State.RUNNING)),
                new Change.PutMoveTask(moveTask(2, MoveTask.State.RUNNING)),
                new Change.PutMoveTask(moveTask(1, MoveTask.State.COMPLETED)));
        write(new Change.PutMoveTask(moveTask(2, MoveTask.State.CANCELLED)), new Change.RemoveMoveTask(ORDERS, 1));

        assertThat(Restored.from(store).moveTasks)
                .containsExactly(moveTask(2, MoveTask.State.CANCELLED), moveTask(256, MoveTask.State.RUNNING));
    }

    @Test
    void removedTopicsAndSubscriptionsAreGone() {
        write(
                new TopicChange.PutTopic(topic(NEWS, 8)),
                new TopicChange.PutTopicHead(8, new TopicHead(1, 2, 3, 4, 5)),
                new TopicChange.PutSubscription(subscription(READER, SubscriptionRecord.State.CONFIRMED)));
        write(new TopicChange.RemoveSubscription(READER), new TopicChange.RemoveTopic(NEWS), new Change.RemoveLog(8));

        assertThat(Restored.from(store).kinds).containsExactly("shard");
    }

    @Test
    void removedHoldsAreGone() {
        write(
                new Change.PutHold(new Hold(ORDERS, Hold.Action.CREATE, 1)),
                new Change.PutHold(new Hold(ORDERS, Hold.Action.PURGE, 2)));
        write(new Change.RemoveHold(ORDERS, Hold.Action.CREATE));

        assertThat(Restored.from(store).holds).containsExactly(new Hold(ORDERS, Hold.Action.PURGE, 2));
    }

    @Test
    void laterRowsReplaceEarlierOnes() {
        write(new Change.PutHead(LOG, head(3, 2, 1)), new Change.PutDue(LOG, 60_000, 4));
        write(new Change.PutHead(LOG, head(4, 3, 2)), new Change.PutDue(LOG, 60_000, 5));

        var restored = Restored.from(store);
        assertThat(restored.heads).containsEntry(LOG, head(4, 3, 2));
        assertThat(restored.due).containsEntry(LOG + "/60000", 5);
    }

    @Test
    void dueCountOfZeroRemovesItsRow() {
        write(new Change.PutDue(LOG, 60_000, 4));
        write(new Change.PutDue(LOG, 60_000, 0));

        assertThat(Restored.from(store).due).isEmpty();
    }

    @Test
    void deletedMessageIsNoLongerTouched() {
        write(new Change.PutTouched(LOG, Position.available(1), touched(1)));
        write(new Change.RemoveTouched(LOG, Position.available(1)));

        reopen();

        assertThat(Restored.from(store).touched).isEmpty();
    }

    @Test
    void queuesOfEqualNameInOtherAccountsAndRegionsAreOthers() {
        var elsewhere = new QueueId("000000000000", "eu-west-1", "orders");
        var another = new QueueId("111111111111", "us-east-1", "orders");
        write(new Change.PutQueue(queue(ORDERS, 1)), new Change.PutQueue(queue(elsewhere, 2)));
        write(new Change.PutQueue(queue(another, 3)), new Change.RemoveQueue(ORDERS));

        assertThat(Restored.from(store).queues).containsExactlyInAnyOrder(queue(elsewhere, 2), queue(another, 3));
    }

    @Test
    void messageReadsBackAsItWasSent() {
        write(new Change.PutMessage(LOG, Position.available(1), 1_234, fullMessage()));

        reopen();

        // Field by field, since records compare arrays by identity.
        assertThat(store.messages().find(LOG, Position.available(1)))
                .usingRecursiveComparison()
                .isEqualTo(new StoredMessage(Position.available(1), 1_234, fullMessage()));
    }

    @Test
    void bodiesOfEverySizeReadBack() {
        int[] sizes = {0, 1, 1_023, 1_024, 16_383, 16_384, 16_385, 1 << 20};
        for (int i = 0; i < sizes.length; i++) {
            write(new Change.PutMessage(LOG, Position.available(i + 1), 1, message(bytes(sizes[i]))));
        }

        for (int i = 0; i < sizes.length; i++) {
            var found = store.messages().find(LOG, Position.available(i + 1));
            assertThat(found).isNotNull();
            assertThat(found.message().body()).isEqualTo(bytes(sizes[i]));
        }
        assertThat(store.messages().available(LOG, 1, 100, 100, PLENTY * 4)).hasSize(sizes.length);
    }

    @Test
    void messageThatIsNotThereIsNull() {
        write(new Change.PutMessage(LOG, Position.available(1), 1, message("a")));

        assertThat(store.messages().find(LOG, Position.available(2))).isNull();
        assertThat(store.messages().find(LOG, delayed(1, 1))).isNull();
        assertThat(store.messages().find(LOG + 1, Position.available(1))).isNull();
    }

    @Test
    void removedMessageIsGone() {
        write(new Change.PutMessage(LOG, Position.available(1), 1, message("a")));
        write(new Change.RemoveMessage(LOG, Position.available(1)));

        assertThat(store.messages().find(LOG, Position.available(1))).isNull();
        assertThat(store.messages().available(LOG, 1, 2, 10, PLENTY)).isEmpty();
    }

    @Test
    void availableMessagesComeInSequenceFromTheCursorUpToTheEnd() {
        // 255 and 256 differ in more than their last byte: they sort as numbers, not as text.
        for (long sequence = 250; sequence < 260; sequence++) send(Position.available(sequence));

        assertThat(sequences(store.messages().available(LOG, 253, 258, 100, PLENTY)))
                .containsExactly(253L, 254L, 255L, 256L, 257L);
    }

    @Test
    void availableMessagesAreThoseOfTheirLogAndLaneOnly() {
        send(Position.available(1));
        send(delayed(1, 1));
        write(new Change.PutMessage(LOG - 1, Position.available(1), 1, message("before")));
        write(new Change.PutMessage(LOG + 1, Position.available(1), 1, message("after")));

        assertThat(sequences(store.messages().available(LOG, 1, Long.MAX_VALUE, 100, PLENTY)))
                .containsExactly(1L);
    }

    @Test
    void delayedMessagesComeByDueTimeThenSequence() {
        send(delayed(300, 1));
        send(delayed(200, 3));
        send(delayed(200, 2));
        send(Position.available(9));
        write(new Change.PutMessage(LOG + 1, delayed(100, 1), 1, message("another log")));

        assertThat(positions(store.messages().delayed(LOG, QueueHead.START, 100, PLENTY)))
                .containsExactly(delayed(200, 2), delayed(200, 3), delayed(300, 1));
        assertThat(positions(store.messages().delayed(LOG, delayed(200, 3), 100, PLENTY)))
                .containsExactly(delayed(200, 3), delayed(300, 1));
    }

    @Test
    void heldBackMessagesComeBySequenceAndApartFromTheOthers() {
        for (long sequence : new long[] {2, 1, 257, 3}) send(Position.heldBack(sequence));
        send(Position.available(2));
        send(delayed(200, 2));
        write(new Change.PutMessage(LOG + 1, Position.heldBack(2), 1, message("another log")));
        write(new Change.PutTouched(LOG, Position.heldBack(1), touched(1)));

        reopen();

        assertThat(positions(store.messages().heldBack(LOG, 2, 258, 100, PLENTY)))
                .containsExactly(Position.heldBack(2), Position.heldBack(3), Position.heldBack(257));
        assertThat(store.messages().heldBack(LOG, 1, 3, 100, PLENTY)).hasSize(2);
        assertThat(store.messages().heldBack(LOG, 1, 258, 2, PLENTY)).hasSize(2);
        assertThat(positions(store.messages().available(LOG, 1, 300, 100, PLENTY)))
                .containsExactly(Position.available(2));
        assertThat(positions(store.messages().delayed(LOG, QueueHead.START, 100, PLENTY)))
                .containsExactly(delayed(200, 2));
        assertThat(store.messages().find(LOG, Position.heldBack(257))).isNotNull();
        assertThat(Restored.from(store).touched).containsOnlyKeys(Restored.at(LOG, Position.heldBack(1)));
    }

    @Test
    void readsStopAtTheirNumberOfMessages() {
        for (long sequence = 1; sequence <= 5; sequence++) {
            send(Position.available(sequence));
            send(delayed(100, sequence));
        }

        assertThat(store.messages().available(LOG, 1, 6, 3, PLENTY)).hasSize(3);
        assertThat(store.messages().delayed(LOG, QueueHead.START, 3, PLENTY)).hasSize(3);
    }

    @Test
    void readsStopOnceTheirBytesAreExceeded() {
        for (long sequence = 1; sequence <= 5; sequence++) send(Position.available(sequence));
        int weight = message("a message").weight();

        assertThat(store.messages().available(LOG, 1, 6, 100, 2 * weight + 1)).hasSize(3);
        assertThat(store.messages().available(LOG, 1, 6, 100, 1)).hasSize(1);
    }

    @Test
    void messagesBeyondARangeDeleteStay() {
        for (long sequence = 1; sequence <= 5; sequence++) {
            send(Position.available(sequence));
            send(delayed(100, sequence));
            send(Position.heldBack(sequence));
        }
        write(new Change.RemoveMessages(LOG, Position.available(1), Position.available(3)));
        write(new Change.RemoveMessages(LOG, Position.heldBack(1), Position.heldBack(5)));
        write(new Change.RemoveMessages(LOG, QueueHead.START, delayed(100, 4)));

        reopen();

        assertThat(sequences(store.messages().available(LOG, 3, 6, 100, PLENTY)))
                .containsExactly(3L, 4L, 5L);
        assertThat(positions(store.messages().delayed(LOG, delayed(100, 4), 100, PLENTY)))
                .containsExactly(delayed(100, 4), delayed(100, 5));
        assertThat(positions(store.messages().heldBack(LOG, 5, 6, 100, PLENTY))).containsExactly(Position.heldBack(5));
    }

    @Test
    void removedLogLeavesNothingToRestore() {
        for (long log : new long[] {LOG, LOG + 1}) {
            write(
                    new Change.PutHead(log, head(2, 1, 1)),
                    new Change.PutDue(log, 100, 1),
                    new Change.PutMessage(log, Position.available(1), 1, message("a")),
                    new Change.PutTouched(log, Position.available(1), touched(1)),
                    new Change.PutTouched(log, delayed(100, 1), touched(1)));
        }
        write(new Change.RemoveLog(LOG));

        reopen();

        var restored = Restored.from(store);
        assertThat(restored.heads).containsOnlyKeys(LOG + 1);
        assertThat(restored.due).containsOnlyKeys((LOG + 1) + "/100");
        assertThat(restored.touched)
                .containsOnlyKeys(Restored.at(LOG + 1, Position.available(1)), Restored.at(LOG + 1, delayed(100, 1)));
        assertThat(store.messages().available(LOG + 1, 1, 2, 10, PLENTY)).hasSize(1);
    }

    @Test
    void turnWithoutChangesStillMovesTheShard() {
        write();
        write();

        reopen();

        assertThat(Restored.from(store).shard).isEqualTo(shard(2));
    }

    final void write(Change... changes) {
        index++;
        store.write(List.of(changes), shard(index));
    }

    final void reopen() {
        store.close();
        store = open();
    }

    private void send(Position position) {
        write(new Change.PutMessage(LOG, position, 1, message("a message")));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte) (i * 31);
        return bytes;
    }

    private static List<Long> sequences(List<StoredMessage> messages) {
        var sequences = new ArrayList<Long>();
        for (StoredMessage message : messages) sequences.add(message.position().sequence());
        return sequences;
    }

    private static List<Position> positions(List<StoredMessage> messages) {
        return messages.stream().map(StoredMessage::position).toList();
    }
}
