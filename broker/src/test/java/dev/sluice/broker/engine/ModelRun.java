package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.model.DeadLetterOrigin;
import dev.sluice.broker.model.IdempotencyToken;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.broker.model.RedrivePolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs steps through the machine and through naive queues, and compares everything that can be seen after each. */
final class ModelRun {
    private static final List<MessageState> STATES = List.of(MessageState.values());

    private final ManualClock clock = new ManualClock(START);
    private final TestShard shard;
    private final QueueLimits limits;
    private final int queueCount;
    private final List<Applied> applied = new ArrayList<>();
    private World world = new World();
    private World durable;
    private int looks;

    /** What is expected, and what clients know. */
    private static final class World {
        final Map<Integer, NaiveQueue> queues = new TreeMap<>();
        final Map<Integer, Integer> delaySeconds = new TreeMap<>();
        final List<GivenOut> givenOut = new ArrayList<>();
        /** Whether a receive would have found something when the queue was last looked at. */
        final Map<Integer, Boolean> receivable = new HashMap<>();

        long nextMessage = 1;
        long nextLog = 1;
        long nextReceive = 1;

        World copy() {
            var copy = new World();
            queues.forEach((number, queue) -> copy.queues.put(number, queue.copy(queue.log)));
            copy.delaySeconds.putAll(delaySeconds);
            copy.givenOut.addAll(givenOut);
            copy.receivable.putAll(receivable);
            copy.nextMessage = nextMessage;
            copy.nextLog = nextLog;
            copy.nextReceive = nextReceive;
            return copy;
        }
    }

    /** A handle, and what it stands for. */
    private record GivenOut(ReceiptHandle handle, long log, long place, long receive) {}

    ModelRun(QueueLimits limits, int queueCount) {
        this.shard = new TestShard(limits);
        this.limits = limits;
        this.queueCount = queueCount;
        for (int queue = 0; queue < queueCount; queue++) create(queue);
        shard.endTurn();
        durable = world.copy();
    }

    /** What reached the machine, in order; a null command is a sweep. Crashes are not undone in it. */
    record Applied(
            long time, @Nullable Command command, @Nullable Reply reply) {}

    static List<Applied> run(QueueLimits limits, int queueCount, List<Step> steps) {
        var run = new ModelRun(limits, queueCount);
        for (Step step : steps) {
            run.perform(step);
            run.compare();
        }
        run.endTurn();
        run.compare();
        run.checkThatSweptRowsAreGone();
        return run.applied;
    }

    private void perform(Step step) {
        if (step instanceof Step.Send send) send(send);
        else if (step instanceof Step.Receive receive) receive(receive);
        else if (step instanceof Step.Delete delete) delete(delete);
        else if (step instanceof Step.ChangeVisibility change) changeVisibility(change);
        else if (step instanceof Step.Undo undo) undo(undo);
        else if (step instanceof Step.Purge purge) purge(purge.queue());
        else if (step instanceof Step.Recreate recreate) recreate(recreate.queue());
        else if (step instanceof Step.SetRetention set) setRetention(set);
        else if (step instanceof Step.SetDelay set) setDelay(set);
        else if (step instanceof Step.SetRedrive set) setRedrive(set);
        else if (step instanceof Step.LetTimePass pass) clock.set(clock.millis() + pass.millis());
        else if (step instanceof Step.Tick) tick();
        else if (step instanceof Step.Sweep) sweep();
        else if (step instanceof Step.EndTurn) endTurn();
        else if (step instanceof Step.Restart) restart();
        else if (step instanceof Step.Crash) crash();
    }

    private void send(Step.Send step) {
        NaiveQueue queue = at(step.queue());
        var outgoing = new ArrayList<Command.Outgoing>();
        var expected = new ArrayList<Reply.SendOutcome>();
        NaiveQueue.Request earlier = step.token() == 0 ? null : queue.request(step.token(), clock.millis());
        for (int i = 0; i < step.delays().size(); i++) {
            int delay = step.delays().get(i);
            int group = step.groups().get(i);
            long id = world.nextMessage++;
            int seconds = delay == Command.QUEUE_DEFAULT ? world.delaySeconds.getOrDefault(step.queue(), 0) : delay;
            var message = TestQueue.message("x".repeat(step.bodyLength()), id, group == 0 ? null : "group " + group);
            outgoing.add(new Command.Outgoing(message, step.bodyLength(), delay));
            expected.add(Reply.SendOutcome.accepted(new MessageId(0, id)));
            if (earlier == null) queue.send(id, group, seconds * 1_000L, clock.millis());
        }
        if (step.token() != 0 && earlier == null) queue.remember(step.token(), expected, clock.millis());

        Reply reply = apply(new Command.Send(id(step.queue()), outgoing, token(step)));

        if (earlier == null) assertThat(reply).isEqualTo(new Reply.Sent(expected));
        else if (earlier.outcomes().size() == expected.size())
            assertThat(reply).isEqualTo(new Reply.Sent(earlier.outcomes()));
        else assertThat(reply).isEqualTo(rejected(Rejection.TOKEN_OF_ANOTHER_REQUEST));
        checkWoken(step.queue());
    }

    /** Bodies have all the same digest here, so requests of one token differ in their numbers of messages only. */
    private static @Nullable IdempotencyToken token(Step.Send step) {
        if (step.token() == 0) return null;
        return IdempotencyToken.of(
                "token " + step.token(), Collections.nCopies(step.delays().size(), new byte[16]));
    }

    private void receive(Step.Receive step) {
        NaiveQueue queue = at(step.queue());
        boolean full = queue.full(clock.millis());
        Reply reply =
                apply(new Command.Receive(id(step.queue()), step.max(), step.visibilitySeconds(), step.waitSeconds()));
        if (full && step.waitSeconds() <= 0) {
            assertThat(reply).isEqualTo(new Reply.Rejected(Rejection.TOO_MANY_IN_FLIGHT));
            return;
        }
        long visibilityMillis = step.visibilitySeconds() == Command.QUEUE_DEFAULT
                ? QueueAttributes.DEFAULTS.visibilityMillis()
                : step.visibilitySeconds() * 1_000L;
        long movedBefore = queue.moved;
        List<NaiveQueue.Item> expected = queue.receive(
                step.max(),
                visibilityMillis,
                clock.millis(),
                item -> at(queue.target).accept(item, step.queue(), clock.millis()));
        List<Delivery> deliveries = ((Reply.Received) reply).deliveries();
        assertThat(deliveries)
                .extracting(delivery -> delivery.message().id().low())
                .isEqualTo(ids(expected));
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            NaiveQueue.Item item = expected.get(i);
            item.receive = world.nextReceive++;
            assertThat(delivery.sentAt()).isEqualTo(item.sentAt);
            assertThat(delivery.firstReceivedAt()).isEqualTo(item.firstReceivedAt);
            assertThat(delivery.receiveCount()).isEqualTo(item.count);
            DeadLetterOrigin origin = delivery.message().origin();
            assertThat(origin == null ? null : origin.source()).isEqualTo(item.origin < 0 ? null : id(item.origin));
            world.givenOut.add(new GivenOut(delivery.handle(), queue.log, item.place, item.receive));
        }
        if (queue.moved > movedBefore) checkReady(queue.target);
        checkWoken(step.queue());
    }

    private void delete(Step.Delete step) {
        NaiveQueue queue = at(step.queue());
        var handles = new ArrayList<ReceiptHandle>();
        var expected = new ArrayList<Reply.@Nullable Rejected>();
        for (GivenOut picked : pick(step.picks())) {
            handles.add(picked.handle());
            expected.add(isOfAnotherQueue(picked, queue) ? rejected(Rejection.HANDLE_OF_ANOTHER_QUEUE) : null);
            if (picked.log() == queue.log) queue.delete(picked.place());
        }
        assertThat(apply(new Command.Delete(id(step.queue()), handles))).isEqualTo(new Reply.Settled(expected));
        checkWoken(step.queue());
    }

    private void changeVisibility(Step.ChangeVisibility step) {
        NaiveQueue queue = at(step.queue());
        var changes = new ArrayList<Command.VisibilityChange>();
        var expected = new ArrayList<Reply.@Nullable Rejected>();
        for (GivenOut picked : pick(step.picks())) {
            changes.add(new Command.VisibilityChange(picked.handle(), step.seconds()));
            Rejection rejection = Rejection.MESSAGE_NOT_AVAILABLE;
            if (isOfAnotherQueue(picked, queue)) rejection = Rejection.HANDLE_OF_ANOTHER_QUEUE;
            else if (picked.log() == queue.log)
                rejection = queue.changeVisibility(picked.place(), step.seconds() * 1_000L, clock.millis());
            expected.add(rejection == null ? null : rejected(rejection));
        }
        assertThat(apply(new Command.ChangeVisibility(id(step.queue()), changes)))
                .isEqualTo(new Reply.Settled(expected));
        checkWoken(step.queue());
    }

    private void undo(Step.Undo step) {
        NaiveQueue queue = at(step.queue());
        var handles = new ArrayList<ReceiptHandle>();
        for (GivenOut picked : pick(step.picks())) {
            handles.add(picked.handle());
            if (picked.log() == queue.log) queue.undo(picked.place(), picked.receive(), clock.millis());
        }
        apply(new Command.UndoReceive(id(step.queue()), handles));
        checkWoken(step.queue());
    }

    private void purge(int number) {
        apply(new Command.PurgeQueue(id(number)));
        world.queues.put(number, at(number).purged(world.nextLog++));
        world.receivable.put(number, false);
    }

    private void recreate(int number) {
        apply(new Command.DeleteQueue(id(number)));
        assertThat(shard.takeReadyQueues()).contains(id(number));
        create(number);
    }

    private void create(int number) {
        apply(new Command.CreateQueue(id(number), QueueAttributes.DEFAULTS, Map.of()));
        world.queues.put(number, new NaiveQueue(world.nextLog++, limits));
        world.delaySeconds.remove(number);
        world.receivable.put(number, false);
    }

    private void setRetention(Step.SetRetention step) {
        NaiveQueue queue = at(step.queue());
        set(step.queue(), QueueAttribute.MESSAGE_RETENTION_PERIOD, step.seconds());
        queue.retention = step.seconds() * 1_000L;
        queue.passTime(clock.millis());
        checkWoken(step.queue());
    }

    private void setDelay(Step.SetDelay step) {
        at(step.queue());
        set(step.queue(), QueueAttribute.DELAY_SECONDS, step.seconds());
        world.delaySeconds.put(step.queue(), step.seconds());
        checkWoken(step.queue());
    }

    private void setRedrive(Step.SetRedrive step) {
        NaiveQueue queue = at(step.queue());
        queue.target = step.target();
        queue.maxReceives = step.maxReceives();
        String arn = id(step.target()).arn();
        var policy = new RedrivePolicy(arn, id(step.target()), step.maxReceives());
        String text = step.maxReceives() == 0 ? "" : policy.text();
        apply(new Command.SetQueueAttributes(id(step.queue()), Map.of(QueueAttribute.REDRIVE_POLICY, text)));
        checkWoken(step.queue());
    }

    private void set(int queue, QueueAttribute attribute, int value) {
        apply(new Command.SetQueueAttributes(id(queue), Map.of(attribute, Integer.toString(value))));
    }

    private void tick() {
        apply(Command.Tick.TICK);
        long now = clock.millis();
        for (NaiveQueue queue : world.queues.values()) queue.passTime(now);
        assertThat(shard.machine().nextDeadline())
                .as("next deadline after a tick")
                .isGreaterThan(now);
        for (int queue = 0; queue < queueCount; queue++) checkReady(queue);
        shard.takeReadyQueues();
    }

    private void endTurn() {
        shard.endTurn();
        durable = world.copy();
    }

    private void restart() {
        endTurn();
        crash();
    }

    private void crash() {
        shard.crash();
        world = durable.copy();
        shard.takeReadyQueues();
        world.queues.forEach((number, queue) -> world.receivable.put(number, queue.receivable(clock.millis())));
    }

    private void compare() {
        long now = clock.millis();
        shard.machine().checkInvariants();
        world.queues.forEach((number, queue) -> {
            QueueCounts counts = described(number);
            QueueCounts expected = new QueueCounts(
                    queue.count(item -> !item.hidden(now) && !item.delayed(now)),
                    queue.count(item -> item.hidden(now)),
                    queue.count(item -> item.delayed(now)),
                    counts.bytes(),
                    queue.oldestSentAt(),
                    queue.sent,
                    queue.received,
                    queue.deleted,
                    queue.expired,
                    queue.moved,
                    queue.movedIn,
                    noisy(queue, now));
            assertThat(counts).as("counts of queue %s", number).isEqualTo(expected);
            assertThat(shard.machine().hasAvailable(id(number), now))
                    .as("receivable from queue %s", number)
                    .isEqualTo(queue.receivable(now));
            assertThat(shard.machine().nextDeadline())
                    .as("next deadline, for queue %s", number)
                    .isLessThanOrEqualTo(queue.nextChange(now));
            compareLooks(number, queue, now);
        });
    }

    private static QueueCounts.Noisy noisy(NaiveQueue queue, long now) {
        Set<Integer> groups = queue.noisyGroups();
        return new QueueCounts.Noisy(
                groups.size(),
                queue.count(NaiveQueue.Item::heldBack),
                queue.count(item -> item.hidden(now) && groups.contains(item.group)),
                queue.oldestQuietSentAt(now));
    }

    /** Looks at the queue's messages in all states and in two of them, in steps of other sizes each time. */
    private void compareLooks(int number, NaiveQueue queue, long now) {
        looks++;
        EnumSet<MessageState> states = EnumSet.allOf(MessageState.class);
        compareLook(number, queue, states, now);
        states.remove(STATES.get(looks % STATES.size()));
        compareLook(number, queue, states, now);
    }

    private void compareLook(int number, NaiveQueue queue, Set<MessageState> states, long now) {
        var expected = queue.inOrder().stream()
                .filter(item -> states.contains(item.state(now)))
                .map(item -> List.of(
                        item.id,
                        item.state(now),
                        item.sentAt,
                        item.firstReceivedAt,
                        item.count,
                        item.receivableAt(now)))
                .toList();
        assertThat(shard.look(id(number), new Peek(states, 1 + looks % 7), now))
                .extracting(seen -> List.of(
                        seen.delivery().message().id().low(),
                        seen.state(),
                        seen.delivery().sentAt(),
                        seen.delivery().firstReceivedAt(),
                        seen.delivery().receiveCount(),
                        seen.receivableAt()))
                .as("messages of queue %s that are %s", number, states)
                .isEqualTo(expected);
    }

    private void checkThatSweptRowsAreGone() {
        sweep();
        shard.endTurn();
        assertThat(shard.store.messageRows())
                .as("rows after a sweep, for messages alive")
                .isEqualTo(world.queues.values().stream()
                        .mapToLong(queue -> queue.items.size())
                        .sum());
    }

    /** A queue that a receive would now find something in, and did not before, must have been called ready. */
    private void checkWoken(int number) {
        checkReady(number);
        shard.takeReadyQueues();
    }

    private void checkReady(int number) {
        boolean receivable = queue(number).receivable(clock.millis());
        boolean was = world.receivable.getOrDefault(number, false);
        if (receivable && !was)
            assertThat(shard.readyQueues()).as("ready queues").contains(id(number));
        world.receivable.put(number, receivable);
    }

    private void sweep() {
        shard.sweep();
        applied.add(new Applied(clock.millis(), null, null));
    }

    private Reply apply(Command command) {
        Reply reply = shard.apply(clock.millis(), command);
        applied.add(new Applied(clock.millis(), command, reply));
        return reply;
    }

    /** The queue, brought to now as every command does first. */
    private NaiveQueue at(int number) {
        NaiveQueue queue = queue(number);
        queue.passTime(clock.millis());
        return queue;
    }

    private NaiveQueue queue(int number) {
        NaiveQueue queue = world.queues.get(number);
        if (queue == null) throw new IllegalStateException("no queue " + number);
        return queue;
    }

    private QueueCounts described(int number) {
        var question = new Question.DescribeQueue(id(number));
        return ((Reply.Described) question.answerFrom(shard.machine(), clock.millis())).counts();
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

    private boolean isOfAnotherQueue(GivenOut picked, NaiveQueue queue) {
        return picked.log() != queue.log && world.queues.values().stream().anyMatch(other -> other.log == picked.log());
    }

    private static Reply.Rejected rejected(Rejection reason) {
        return new Reply.Rejected(reason);
    }

    private static List<Long> ids(List<NaiveQueue.Item> items) {
        return items.stream().map(item -> item.id).toList();
    }

    private static QueueId id(int queue) {
        return new QueueId("000000000000", "us-east-1", "queue-" + queue);
    }
}
