package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs steps through the machine and through a naive FIFO queue, and compares everything that can be seen after each. */
final class FifoModelRun {
    private static final List<MessageState> STATES = List.of(MessageState.values());
    private static final QueueId QUEUE = new QueueId("000000000000", "us-east-1", "orders.fifo");

    private final ManualClock clock = new ManualClock(START);
    private final TestShard shard;
    private World world;
    private World durable;
    private int looks;

    /** What is expected, and what clients know. */
    private static final class World {
        final NaiveFifoQueue queue;
        final List<GivenOut> givenOut;
        long nextMessage = 1;
        long nextReceive = 1;
        boolean receivable;

        World(NaiveFifoQueue queue, List<GivenOut> givenOut) {
            this.queue = queue;
            this.givenOut = new ArrayList<>(givenOut);
        }

        World with(NaiveFifoQueue other) {
            var copy = new World(other, givenOut);
            copy.nextMessage = nextMessage;
            copy.nextReceive = nextReceive;
            copy.receivable = receivable;
            return copy;
        }

        World copy() {
            return with(queue.copy(queue.log));
        }
    }

    /** A handle, and what it stands for. */
    private record GivenOut(ReceiptHandle handle, long log, long message, long receive) {}

    private FifoModelRun(QueueLimits limits, int delaySeconds) {
        this.shard = new TestShard(limits);
        var attributes = QueueAttributes.FIFO_DEFAULTS.with(
                Map.of(QueueAttribute.DELAY_SECONDS, Integer.toString(delaySeconds)));
        apply(new Command.CreateQueue(QUEUE, attributes, Map.of()));
        shard.endTurn();
        world = new World(new NaiveFifoQueue(1, delaySeconds * 1_000L), List.of());
        durable = world.copy();
    }

    static void run(QueueLimits limits, int delaySeconds, List<FifoStep> steps) {
        var run = new FifoModelRun(limits, delaySeconds);
        for (FifoStep step : steps) {
            run.perform(step);
            run.compare();
        }
        run.drain();
    }

    private void perform(FifoStep step) {
        if (step instanceof FifoStep.Send send) send(send);
        else if (step instanceof FifoStep.Receive receive) receive(receive);
        else if (step instanceof FifoStep.Delete delete) delete(delete);
        else if (step instanceof FifoStep.ChangeVisibility change) changeVisibility(change);
        else if (step instanceof FifoStep.Undo undo) undo(undo);
        else if (step instanceof FifoStep.Purge) purge();
        else if (step instanceof FifoStep.SetRetention set) setRetention(set);
        else if (step instanceof FifoStep.LetTimePass pass) clock.set(clock.millis() + pass.millis());
        else if (step instanceof FifoStep.Tick) tick();
        else if (step instanceof FifoStep.EndTurn) endTurn();
        else if (step instanceof FifoStep.Crash crash) crash(crash);
    }

    private void send(FifoStep.Send step) {
        NaiveFifoQueue queue = at();
        var outgoing = new ArrayList<Command.Outgoing>();
        var expected = new ArrayList<Reply.SendOutcome>();
        for (int i = 0; i < step.groups().size(); i++) {
            long id = world.nextMessage++;
            int number = step.deduplications().get(i);
            String deduplication = number < 0 ? "own-" + id : "shared-" + number;
            String group = step.groups().get(i);
            var message = new Message(
                    new MessageId(0, id),
                    "x".repeat(step.bodyLength()).getBytes(UTF_8),
                    new byte[16],
                    List.of(),
                    group,
                    deduplication,
                    null,
                    "AIDAEXAMPLE");
            outgoing.add(new Command.Outgoing(message, step.bodyLength(), Command.QUEUE_DEFAULT));
            NaiveFifoQueue.Item taken = queue.send(id, group, deduplication, clock.millis());
            expected.add(Reply.SendOutcome.accepted(new MessageId(0, taken.id()), taken.sequence()));
        }
        assertThat(((Reply.Sent) apply(new Command.Send(QUEUE, outgoing))).outcomes())
                .isEqualTo(expected);
        checkWoken();
    }

    private void receive(FifoStep.Receive step) {
        NaiveFifoQueue queue = at();
        Reply reply = apply(new Command.Receive(QUEUE, step.max(), step.visibilitySeconds(), 0, step.attempt()));
        long visibilityMillis = step.visibilitySeconds() == Command.QUEUE_DEFAULT
                ? QueueAttributes.DEFAULTS.visibilityMillis()
                : step.visibilitySeconds() * 1_000L;
        List<NaiveFifoQueue.Item> expected =
                queue.receive(step.max(), visibilityMillis, step.attempt(), clock.millis(), world.nextReceive);
        List<Delivery> deliveries = ((Reply.Received) reply).deliveries();
        assertThat(deliveries)
                .extracting(delivery -> delivery.message().id().low())
                .isEqualTo(expected.stream().map(NaiveFifoQueue.Item::id).toList());
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            NaiveFifoQueue.Item item = expected.get(i);
            world.nextReceive = Math.max(world.nextReceive, item.receive() + 1);
            assertThat(delivery.handle().position().sequence()).isEqualTo(item.sequence());
            assertThat(delivery.sentAt()).isEqualTo(item.sentAt());
            assertThat(delivery.firstReceivedAt()).isEqualTo(item.firstReceivedAt());
            assertThat(delivery.receiveCount()).isEqualTo(item.count());
            world.givenOut.add(new GivenOut(delivery.handle(), queue.log, item.id(), item.receive()));
        }
        checkWoken();
    }

    private void delete(FifoStep.Delete step) {
        NaiveFifoQueue queue = at();
        var handles = new ArrayList<ReceiptHandle>();
        var expected = new ArrayList<Reply.@Nullable Rejected>();
        for (GivenOut picked : pick(step.picks())) {
            handles.add(picked.handle());
            Rejection rejection =
                    picked.log() != queue.log ? null : queue.delete(picked.message(), picked.receive(), clock.millis());
            expected.add(rejection == null ? null : new Reply.Rejected(rejection));
        }
        assertThat(apply(new Command.Delete(QUEUE, handles))).isEqualTo(new Reply.Settled(expected));
        checkWoken();
    }

    private void changeVisibility(FifoStep.ChangeVisibility step) {
        NaiveFifoQueue queue = at();
        var changes = new ArrayList<Command.VisibilityChange>();
        var expected = new ArrayList<Reply.@Nullable Rejected>();
        for (GivenOut picked : pick(step.picks())) {
            changes.add(new Command.VisibilityChange(picked.handle(), step.seconds()));
            Rejection rejection = picked.log() != queue.log
                    ? Rejection.MESSAGE_NOT_AVAILABLE
                    : queue.changeVisibility(
                            picked.message(), picked.receive(), step.seconds() * 1_000L, clock.millis());
            expected.add(rejection == null ? null : new Reply.Rejected(rejection));
        }
        assertThat(apply(new Command.ChangeVisibility(QUEUE, changes))).isEqualTo(new Reply.Settled(expected));
        checkWoken();
    }

    private void undo(FifoStep.Undo step) {
        NaiveFifoQueue queue = at();
        var handles = new ArrayList<ReceiptHandle>();
        for (GivenOut picked : pick(step.picks())) {
            handles.add(picked.handle());
            if (picked.log() == queue.log) queue.undo(picked.message(), picked.receive(), clock.millis());
        }
        apply(new Command.UndoReceive(QUEUE, handles));
        checkWoken();
    }

    private void purge() {
        NaiveFifoQueue queue = at();
        apply(new Command.PurgeQueue(QUEUE));
        world = world.with(queue.purged(queue.log + 1));
        world.receivable = false;
    }

    private void setRetention(FifoStep.SetRetention step) {
        at();
        String seconds = Integer.toString(step.seconds());
        apply(new Command.SetQueueAttributes(QUEUE, Map.of(QueueAttribute.MESSAGE_RETENTION_PERIOD, seconds)));
        world.queue.retention = step.seconds() * 1_000L;
        at();
        checkWoken();
    }

    private void tick() {
        apply(Command.Tick.TICK);
        at();
        assertThat(shard.machine().nextDeadline())
                .as("next deadline after a tick")
                .isGreaterThan(clock.millis());
        checkWoken();
    }

    private void endTurn() {
        shard.endTurn();
        durable = world.copy();
    }

    private void crash(FifoStep.Crash step) {
        if (step.afterTurn()) endTurn();
        shard.crash();
        world = durable.copy();
        shard.takeReadyQueues();
        world.receivable = world.queue.receivable(clock.millis());
    }

    private void compare() {
        long now = clock.millis();
        shard.machine().checkInvariants();
        NaiveFifoQueue queue = world.queue;
        var question = new Question.DescribeQueue(QUEUE);
        QueueCounts counts = ((Reply.Described) question.answerFrom(shard.machine(), now)).counts();
        assertThat(counts)
                .isEqualTo(new QueueCounts(
                        queue.count(item -> item.visibleAt() <= now),
                        queue.count(item -> item.touched() && item.visibleAt() > now),
                        queue.count(item -> !item.touched() && item.visibleAt() > now),
                        counts.bytes(),
                        queue.oldestSentAt(),
                        queue.sent,
                        queue.received,
                        queue.deleted,
                        queue.expired,
                        0,
                        0));
        boolean available = shard.machine().hasAvailable(QUEUE, now);
        if (queue.receivable(now)) assertThat(available).as("receivable").isTrue();
        // While something is available no receive waits for another message to become due.
        assertThat(shard.machine().nextDeadline())
                .as("next deadline")
                .isLessThanOrEqualTo(queue.nextChange(now, !available));
        compareLooks(now);
    }

    /** Looks at the messages in all states, in one and in two of them, in steps of other sizes each time. */
    private void compareLooks(long now) {
        looks++;
        MessageState one = STATES.get(looks % STATES.size());
        compareLook(EnumSet.allOf(MessageState.class), now);
        compareLook(EnumSet.of(one), now);
        compareLook(EnumSet.complementOf(EnumSet.of(one)), now);
    }

    private void compareLook(Set<MessageState> states, long now) {
        var expected = world.queue.items.stream()
                .filter(item -> states.contains(item.state(now)))
                .map(item -> List.of(
                        item.id(),
                        item.state(now),
                        item.firstReceivedAt(),
                        item.count(),
                        item.state(now) == MessageState.AVAILABLE ? 0L : item.visibleAt()))
                .toList();
        assertThat(shard.look(QUEUE, new Peek(states, 1 + looks % 7), now))
                .extracting(seen -> List.of(
                        seen.delivery().message().id().low(),
                        seen.state(),
                        seen.delivery().firstReceivedAt(),
                        seen.delivery().receiveCount(),
                        seen.receivableAt()))
                .as("messages that are %s", states)
                .isEqualTo(expected);
    }

    /** Everything comes out in the order of its group, and then nothing is left, not even a row. */
    private void drain() {
        clock.set(clock.millis() + 43_300_000);
        tick();
        while (world.queue.receivable(clock.millis())) {
            int from = world.givenOut.size();
            receive(new FifoStep.Receive(10, 300, 0));
            for (GivenOut given : world.givenOut.subList(from, world.givenOut.size())) {
                world.queue.delete(given.message(), given.receive(), clock.millis());
                apply(new Command.Delete(QUEUE, List.of(given.handle())));
            }
            compare();
        }
        shard.endTurn();
        assertThat(world.queue.items).isEmpty();
        assertThat(shard.store.messageRows()).isZero();
    }

    /** A queue that a receive would now find something in, and did not before, must have been called ready. */
    private void checkWoken() {
        boolean receivable = world.queue.receivable(clock.millis());
        if (receivable && !world.receivable) {
            assertThat(shard.readyQueues()).as("ready queues").contains(QUEUE);
        }
        world.receivable = receivable;
        shard.takeReadyQueues();
    }

    private Reply apply(Command command) {
        return shard.apply(clock.millis(), command);
    }

    /** The queue, brought to now as every command does first. */
    private NaiveFifoQueue at() {
        world.queue.passTime(clock.millis());
        return world.queue;
    }

    private List<GivenOut> pick(List<Integer> picks) {
        var picked = new ArrayList<GivenOut>();
        if (world.givenOut.isEmpty()) return picked;
        for (int pick : picks) {
            // Mostly recent ones, which are alive.
            int size = world.givenOut.size();
            int back = pick % 10 == 0 ? pick % size : pick % Math.min(size, 20);
            picked.add(world.givenOut.get(size - 1 - back));
        }
        return picked;
    }
}
