package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.ORDERS;
import static dev.sluice.broker.engine.TestQueue.START;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.MoveTask.State;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.RedrivePolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of move tasks, for standard queues. */
@ParameterizedClass
@EnumSource(Course.class)
class MoveTaskTest {
    private static final QueueId DEAD = queue("dead");
    private static final QueueId OTHER = queue("other");

    private final TestQueue queue;
    private long messages;
    private int tasks;

    MoveTaskTest(Course course) {
        queue = new TestQueue(course);
    }

    @BeforeEach
    void deadLettersAfterOneReceive() {
        queue.create(DEAD);
        queue.create(OTHER);
        redrive(ORDERS);
    }

    @AfterEach
    void everythingFitsTogether() {
        queue.shard.machine().checkInvariants();
    }

    // Where to

    @Test
    void deadLettersGoBackToTheQueuesTheyCameFrom() {
        redrive(OTHER);
        die(ORDERS, "a");
        die(OTHER, "b");
        die(ORDERS, "c");

        start(null, 0);
        finish();

        assertThat(TestQueue.bodies(receive(ORDERS))).containsExactly("a", "c");
        assertThat(TestQueue.bodies(receive(OTHER))).containsExactly("b");
        assertThat(counts(DEAD).available()).isZero();
        assertThat(latest())
                .matches(task -> task.state() == State.COMPLETED && task.moved() == 3 && task.toMove() == 3);
    }

    @Test
    void messagesGoToTheDestinationWhereverTheyCameFrom() {
        die(ORDERS, "a");
        queue.advance(1, SECONDS);
        send(DEAD, "never received");

        start(OTHER, 0);
        finish();

        assertThat(TestQueue.bodies(receive(OTHER))).containsExactly("a", "never received");
        assertThat(latest().destination()).isEqualTo(OTHER);
    }

    @Test
    void movedMessageIsANewOne() {
        queue.advance(5, SECONDS);
        MessageId old = die(ORDERS, "a").message().id();
        queue.advance(5, SECONDS);

        start(null, 0);
        finish();

        Delivery moved = receive(ORDERS).get(0);
        assertThat(moved.message().id()).isNotEqualTo(old);
        assertThat(moved.message().id().toString()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab].*");
        assertThat(moved.message().origin()).isNull();
        assertThat(moved.receiveCount()).isEqualTo(1);
        assertThat(moved.sentAt()).isEqualTo(START + 10_000);
        assertThat(moved.firstReceivedAt()).isEqualTo(START + 10_000);
    }

    @Test
    void everyMovedMessageHasAnIdOfItsOwn() {
        for (int i = 0; i < 600; i++) send(DEAD, "message " + i);
        start(OTHER, 0);
        finish();

        var ids = new HashSet<MessageId>();
        for (int i = 0; i < 60; i++) {
            for (Delivery delivery : receive(OTHER)) ids.add(delivery.message().id());
        }
        assertThat(ids).hasSize(600);
    }

    // Which messages

    @Test
    void messagesInFlightAndDelayedOnesStay() {
        send(DEAD, "in flight");
        receive(DEAD);
        queue.apply(new Command.Send(DEAD, List.of(TestQueue.outgoing("delayed", ++messages, 100))));
        send(DEAD, "available");

        start(OTHER, 0);
        finish();

        assertThat(TestQueue.bodies(receive(OTHER))).containsExactly("available");
        assertThat(counts(DEAD).inFlight()).isEqualTo(1);
        assertThat(counts(DEAD).delayed()).isEqualTo(1);
        assertThat(latest().toMove()).isEqualTo(1);
    }

    @Test
    void messagesThatAreBackAreMovedToo() {
        send(DEAD, "back");
        queue.apply(new Command.Receive(DEAD, 1, 1, 0));
        queue.advance(1, SECONDS);

        start(OTHER, 0);
        finish();

        assertThat(receive(OTHER)).extracting(Delivery::receiveCount).containsExactly(1);
        assertThat(counts(DEAD).moved()).isEqualTo(1);
    }

    @Test
    void taskEndsThoughMessagesKeepComing() {
        for (int i = 0; i < 10; i++) send(DEAD, "old " + i);
        start(OTHER, 5);

        for (int i = 0; i < 20; i++) {
            queue.advance(200, MILLIS);
            queue.tick();
            send(DEAD, "new " + i);
        }

        assertThat(latest()).matches(task -> task.state() == State.COMPLETED && task.moved() == 10);
        assertThat(TestQueue.bodies(receive(OTHER))).allMatch(body -> body.startsWith("old"));
    }

    @Test
    void emptyQueueIsDoneAtOnce() {
        start(OTHER, 0);
        finish();

        assertThat(latest()).matches(task -> task.state() == State.COMPLETED && task.toMove() == 0);
    }

    @Test
    void purgedSourceEndsItsTask() {
        for (int i = 0; i < 10; i++) send(DEAD, "a");
        start(OTHER, 1);
        queue.tick();
        queue.apply(new Command.PurgeQueue(DEAD));
        queue.advance(1, SECONDS);
        queue.tick();

        assertThat(latest()).matches(task -> task.state() == State.COMPLETED && task.moved() == 1);
    }

    // How fast

    @Test
    void noSecondHasMoreThanTheRateAndTheAverageReachesIt() {
        for (int rate : new int[] {1, 3, 7, 10, 15, 99, 500}) {
            int count = rate * 4;
            for (int i = 0; i < count; i++) send(DEAD, "a");
            long startedAt = queue.clock.millis();
            start(OTHER, rate);

            var movedAt = new ArrayList<Long>();
            while (latest().runs()) {
                queue.clock.set(queue.shard.machine().nextMoveAt());
                long before = latest().moved();
                queue.tick();
                for (long i = before; i < latest().moved(); i++) movedAt.add(queue.clock.millis());
            }

            assertThat(movedAt).hasSize(count);
            for (int i = rate; i < count; i++) {
                assertThat(movedAt.get(i) - movedAt.get(i - rate))
                        .as("%s messages before message %s, at %s a second", rate, i, rate)
                        .isGreaterThanOrEqualTo(1_000);
            }
            assertThat(queue.clock.millis() - startedAt).isBetween(2_900L, 4_100L);
        }
    }

    @Test
    void lateStepMakesNothingUp() {
        for (int i = 0; i < 100; i++) send(DEAD, "a");
        start(OTHER, 10);
        queue.tick();
        queue.advance(10, SECONDS);
        queue.tick();
        queue.tick();

        assertThat(latest().moved()).isEqualTo(2);
        queue.advance(99, MILLIS);
        queue.tick();
        assertThat(latest().moved()).isEqualTo(2);
        queue.advance(1, MILLIS);
        queue.tick();
        assertThat(latest().moved()).isEqualTo(3);
    }

    @Test
    void stepWithoutARateIsBoundedByCount() {
        for (int i = 0; i < 600; i++) send(DEAD, "a");
        start(OTHER, 0);

        queue.tick();
        assertThat(latest().moved()).isEqualTo(250);
        assertThat(queue.shard.machine().nextMoveAt()).isEqualTo(queue.clock.millis() + 10);
        finish();
        assertThat(latest().moved()).isEqualTo(600);
    }

    @Test
    void stepIsBoundedBySize() {
        for (int i = 0; i < 10; i++) send(DEAD, "x".repeat(300_000));
        start(OTHER, 500);

        queue.tick();

        assertThat(latest().moved()).isEqualTo(4);
    }

    // What a step leaves

    @Test
    void countsOfBothQueuesAddUpAfterEachStep() {
        for (int i = 0; i < 20; i++) send(DEAD, "a");
        start(OTHER, 50);

        while (latest().runs()) {
            queue.clock.set(queue.shard.machine().nextMoveAt());
            queue.tick();
            long moved = latest().moved();
            assertThat(counts(DEAD).moved()).isEqualTo(moved);
            assertThat(counts(DEAD).available()).isEqualTo(20 - moved);
            assertThat(counts(OTHER).movedIn()).isEqualTo(moved);
            assertThat(counts(OTHER).available()).isEqualTo(moved);
        }
    }

    @Test
    void waitingReceiveOfTheDestinationIsCalled() {
        send(DEAD, "a");
        start(OTHER, 0);
        queue.shard.takeReadyQueues();

        queue.tick();

        assertThat(queue.shard.takeReadyQueues()).contains(OTHER);
    }

    // Failure and the end

    @Test
    void taskFailsWhenItsDestinationIsGoneAndTheMessagesStay() {
        for (int i = 0; i < 3; i++) send(DEAD, "a");
        start(OTHER, 1);
        queue.tick();
        queue.apply(new Command.DeleteQueue(OTHER));
        queue.advance(1, SECONDS);
        queue.tick();

        assertThat(latest()).matches(task -> task.state() == State.DESTINATION_GONE && task.moved() == 1);
        assertThat(counts(DEAD).available()).isEqualTo(2);
        assertThat(queue.shard.machine().nextMoveAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void taskFailsAtAMessageThatIsNoDeadLetterWhenAllAreToGoBack() {
        die(ORDERS, "a");
        queue.advance(1, SECONDS);
        send(DEAD, "b");

        start(null, 0);
        finish();

        assertThat(latest()).matches(task -> task.state() == State.ORIGIN_UNKNOWN && task.moved() == 1);
        assertThat(TestQueue.bodies(receive(DEAD))).containsExactly("b");
    }

    @Test
    void taskFailsWhenItHasRunForADayAndAHalf() {
        for (int i = 0; i < 3; i++) send(DEAD, "a");
        start(OTHER, 1);
        queue.tick();

        queue.advance(36, HOURS);
        queue.tick();

        assertThat(latest()).matches(task -> task.state() == State.OUT_OF_TIME && task.moved() == 1);
    }

    @Test
    void cancelledTaskKeepsWhatItHasMoved() {
        for (int i = 0; i < 3; i++) send(DEAD, "a");
        UUID task = start(OTHER, 1);
        queue.tick();

        assertThat(cancel(task)).isEqualTo(new Reply.MoveTaskCancelled(1));

        queue.advance(10, SECONDS);
        queue.tick();
        assertThat(latest()).matches(ended -> ended.state() == State.CANCELLED && ended.moved() == 1);
        assertThat(counts(OTHER).available()).isEqualTo(1);
        assertThat(counts(DEAD).available()).isEqualTo(2);
        assertThat(cancel(task)).isEqualTo(new Rejected(Rejection.MOVE_TASK_RUNS_NO_LONGER));
    }

    @Test
    void tasksOfADeletedSourceAreForgotten() {
        send(DEAD, "a");
        UUID task = start(OTHER, 1);
        queue.apply(new Command.DeleteQueue(DEAD));

        assertThat(queue.ask(new Question.ListMoveTasks(DEAD, 10)))
                .isEqualTo(new Rejected(Rejection.MOVE_SOURCE_DOES_NOT_EXIST));
        assertThat(cancel(task)).isEqualTo(new Rejected(Rejection.MOVE_SOURCE_DOES_NOT_EXIST));
        assertThat(queue.shard.machine().nextMoveAt()).isEqualTo(Long.MAX_VALUE);
        queue.create(DEAD);
        assertThat(listed(10)).isEmpty();
        assertThat(cancel(task)).isEqualTo(new Rejected(Rejection.MOVE_TASK_DOES_NOT_EXIST));
    }

    @Test
    void lastTenTasksOfASourceAreListedTheLatestFirst() {
        var started = new ArrayList<UUID>();
        for (int i = 0; i < 12; i++) {
            started.add(0, start(OTHER, 0));
            finish();
            queue.advance(1, SECONDS);
        }

        assertThat(listed(10)).extracting(MoveTask::id).isEqualTo(started.subList(0, 10));
        assertThat(listed(3)).extracting(MoveTask::id).isEqualTo(started.subList(0, 3));
    }

    @Test
    void deadLettersOfAQueueThatIsItsOwnDeadLetterQueueAreMovedOnce() {
        set(DEAD, policy(DEAD));
        die(DEAD, "a");

        start(null, 0);
        finish();

        assertThat(latest()).matches(task -> task.state() == State.COMPLETED && task.moved() == 1);
        assertThat(receive(DEAD)).extracting(Delivery::receiveCount).containsExactly(1);
    }

    // What is refused

    @Test
    void taskNeedsADeadLetterQueueAndAnotherQueueOfItsType() {
        var fifo = queue("other.fifo");
        queue.create(fifo);

        assertThat(started(queue("none"), OTHER)).isEqualTo(rejected(Rejection.MOVE_SOURCE_DOES_NOT_EXIST));
        assertThat(started(DEAD, queue("none"))).isEqualTo(rejected(Rejection.MOVE_DESTINATION_DOES_NOT_EXIST));
        assertThat(started(DEAD, DEAD)).isEqualTo(rejected(Rejection.MOVE_DESTINATION_IS_SOURCE));
        assertThat(started(DEAD, fifo)).isEqualTo(rejected(Rejection.MOVE_DESTINATION_OF_ANOTHER_TYPE));
        assertThat(started(ORDERS, OTHER)).isEqualTo(rejected(Rejection.MOVE_SOURCE_IS_NO_DEAD_LETTER_QUEUE));
        assertThat(listed(10)).isEmpty();
    }

    @Test
    void destinationMustBeOfTheSourcesAccountAndRegion() {
        for (var elsewhere : List.of(
                new QueueId("111111111111", "us-east-1", "other"), new QueueId("000000000000", "eu-west-1", "other"))) {
            queue.create(elsewhere);
            assertThat(started(DEAD, elsewhere)).isEqualTo(rejected(Rejection.MOVE_DESTINATION_DOES_NOT_EXIST));
        }
    }

    @Test
    void sourceHasOneRunningTaskAtMost() {
        send(DEAD, "a");
        UUID task = start(OTHER, 1);
        assertThat(started(DEAD, OTHER)).isEqualTo(rejected(Rejection.MOVE_TASK_RUNS_ALREADY));

        cancel(task);

        assertThat(started(DEAD, OTHER)).isEqualTo(Reply.Done.DONE);
    }

    @Test
    void accountHasAHundredRunningTasksAtMost() {
        for (int i = 0; i < 101; i++) {
            QueueId dead = queue("dead-" + i);
            queue.create(dead);
            queue.create(queue("source-" + i));
            set(queue("source-" + i), policy(dead));
            Reply expected = i < 100 ? Reply.Done.DONE : new Rejected(Rejection.TOO_MANY_MOVE_TASKS, "100");
            assertThat(started(dead, OTHER)).isEqualTo(expected);
        }
    }

    @Test
    void manyTasksTakeTurns() {
        for (int i = 0; i < 20; i++) {
            QueueId dead = queue("dead-" + i);
            queue.create(dead);
            queue.create(queue("source-" + i));
            set(queue("source-" + i), policy(dead));
            send(dead, "a");
            started(dead, OTHER);
        }

        for (int i = 0; i < 5; i++) queue.tick();

        assertThat(counts(OTHER).available()).isEqualTo(20);
    }

    private static Rejected rejected(Rejection reason) {
        return new Rejected(reason);
    }

    private Reply started(QueueId source, @Nullable QueueId destination) {
        return queue.apply(new Command.StartMoveTask(source, destination, 0, new UUID(7, ++tasks)));
    }

    private UUID start(@Nullable QueueId destination, int perSecond) {
        var task = new UUID(7, ++tasks);
        assertThat(queue.apply(new Command.StartMoveTask(DEAD, destination, perSecond, task)))
                .isEqualTo(Reply.Done.DONE);
        return task;
    }

    private Reply cancel(UUID task) {
        return queue.apply(new Command.CancelMoveTask(DEAD, task));
    }

    /** Lets time pass until no task runs. */
    private void finish() {
        while (queue.shard.machine().nextMoveAt() != Long.MAX_VALUE) {
            queue.clock.set(Math.max(queue.clock.millis(), queue.shard.machine().nextMoveAt()));
            queue.tick();
        }
    }

    private MoveTask latest() {
        return listed(1).get(0);
    }

    private List<MoveTask> listed(int max) {
        return ((Reply.MoveTasks) queue.ask(new Question.ListMoveTasks(DEAD, max))).tasks();
    }

    /** Sends a message and lets it be moved to the dead letters; answers its only delivery. */
    private Delivery die(QueueId source, String body) {
        send(source, body);
        var receive = new Command.Receive(source, 1, 0, 0);
        Delivery delivery = ((Reply.Received) queue.apply(receive)).deliveries().get(0);
        queue.apply(new Command.Receive(source, 1, 0, 0));
        return delivery;
    }

    private List<Delivery> receive(QueueId from) {
        return ((Reply.Received) queue.apply(new Command.Receive(from, 10, 30, 0))).deliveries();
    }

    private void send(QueueId to, String body) {
        queue.apply(new Command.Send(to, List.of(TestQueue.outgoing(body, ++messages, 0))));
    }

    private QueueCounts counts(QueueId of) {
        return ((Reply.Described) queue.ask(new Question.DescribeQueue(of))).counts();
    }

    private void redrive(QueueId source) {
        set(source, policy(DEAD));
    }

    private void set(QueueId of, String policy) {
        queue.apply(new Command.SetQueueAttributes(of, Map.of(QueueAttribute.REDRIVE_POLICY, policy)));
    }

    private static String policy(QueueId target) {
        return new RedrivePolicy(target.arn(), target, 1).text();
    }

    private static QueueId queue(String name) {
        return new QueueId("000000000000", "us-east-1", name);
    }
}
