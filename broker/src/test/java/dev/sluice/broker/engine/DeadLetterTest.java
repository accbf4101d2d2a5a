package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.ORDERS;
import static dev.sluice.broker.engine.TestQueue.START;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.DeadLetterOrigin;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.RedrivePolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of dead-letter queues, for standard queues. */
@ParameterizedClass
@EnumSource(Course.class)
class DeadLetterTest {
    private static final QueueId DEAD = new QueueId("000000000000", "us-east-1", "dead");

    private final TestQueue queue;

    DeadLetterTest(Course course) {
        queue = new TestQueue(course);
    }

    @BeforeEach
    void deadLettersAfterTwoReceives() {
        queue.create(DEAD);
        redrive(ORDERS, DEAD, 2);
    }

    @AfterEach
    void everythingFitsTogether() {
        queue.shard.machine().checkInvariants();
    }

    // The move

    @Test
    void messageIsMovedByTheReceiveAfterItsLast() {
        queue.send("a");

        assertThat(receiveNow()).containsExactly("a");
        assertThat(receiveNow()).containsExactly("a");
        assertThat(counts(DEAD).available())
                .as("not by a visibility timeout alone")
                .isZero();
        assertThat(receiveNow()).isEmpty();

        assertThat(counts(ORDERS).available()).isZero();
        assertThat(counts(DEAD).available()).isEqualTo(1);
        assertThat(TestQueue.bodies(receive(DEAD, 10))).containsExactly("a");
    }

    @Test
    void receiveGoesOnToTheNextMessage() {
        queue.send("poison");
        receiveNow();
        receiveNow();
        queue.send("a", "b");

        assertThat(queue.receive(2)).containsExactly("a", "b");
        assertThat(counts(DEAD).available()).isEqualTo(1);
    }

    @Test
    void deadLetterIsTheSameMessageWithItsHistory() {
        queue.send("a");
        queue.advance(5, SECONDS);
        Delivery first = queue.receiveHiding(1, 0).get(0);
        queue.advance(5, SECONDS);
        receiveNow();
        queue.advance(5, SECONDS);
        receiveNow();

        Delivery dead = receive(DEAD, 1).get(0);

        assertThat(dead.message().id()).isEqualTo(first.message().id());
        assertThat(dead.message().body()).isEqualTo(first.message().body());
        assertThat(dead.message().origin()).isEqualTo(new DeadLetterOrigin(ORDERS, 2, START + 5_000));
        assertThat(dead.receiveCount()).isEqualTo(3);
        assertThat(dead.firstReceivedAt()).isEqualTo(START + 5_000);
        assertThat(dead.sentAt()).isEqualTo(START);
        assertThat(receive(DEAD, 1)).isEmpty();
        queue.advance(30, SECONDS);
        assertThat(receive(DEAD, 1)).extracting(Delivery::receiveCount).containsExactly(4);
    }

    @Test
    void undoneReceiveDoesNotCountTowardsTheMove() {
        queue.send("a");
        receiveNow();
        queue.undo(queue.receiveHiding(1, 0).get(0));

        assertThat(receiveNow()).containsExactly("a");
        assertThat(receiveNow()).isEmpty();
    }

    @Test
    void undoneReceiveOfADeadLetterLeavesItsHistory() {
        die("a");
        Delivery dead = receive(DEAD, 1).get(0);

        queue.apply(new Command.UndoReceive(DEAD, List.of(dead.handle())));

        Delivery again = receive(DEAD, 1).get(0);
        assertThat(again.receiveCount()).isEqualTo(3);
        assertThat(again.firstReceivedAt()).isEqualTo(dead.firstReceivedAt());
    }

    @Test
    void handlesFromBeforeTheMoveDeleteNothing() {
        queue.send("a");
        receiveNow();
        Delivery last = queue.receiveHiding(1, 0).get(0);
        receiveNow();

        assertThat(queue.delete(last)).isNull();
        assertThat(queue.changeVisibility(last, 10)).isEqualTo(Rejection.MESSAGE_NOT_AVAILABLE);
        assertThat(counts(DEAD).available()).isEqualTo(1);
    }

    @Test
    void delayOfTheDeadLetterQueueDoesNotApply() {
        set(DEAD, QueueAttribute.DELAY_SECONDS, "900");
        die("a");

        assertThat(TestQueue.bodies(receive(DEAD, 1))).containsExactly("a");
    }

    @Test
    void smallerCountActsOnTheNextReceive() {
        redrive(ORDERS, DEAD, 10);
        queue.send("a");
        receiveNow();
        receiveNow();
        redrive(ORDERS, DEAD, 1);

        assertThat(receiveNow()).isEmpty();
        assertThat(counts(DEAD).available()).isEqualTo(1);
    }

    @Test
    void countsOfBothQueuesAddUp() {
        die("a");
        die("b");

        assertThat(counts(ORDERS).sent()).isEqualTo(2);
        assertThat(counts(ORDERS).moved()).isEqualTo(2);
        assertThat(counts(ORDERS).bytes()).isZero();
        assertThat(counts(DEAD).sent()).isZero();
        assertThat(counts(DEAD).movedIn()).isEqualTo(2);
        assertThat(counts(DEAD).bytes())
                .isEqualTo(2L * TestQueue.message("a", 1).weight());
    }

    @Test
    void waitingReceiveOfTheDeadLetterQueueIsCalled() {
        queue.send("a");
        receiveNow();
        receiveNow();
        queue.shard.takeReadyQueues();

        receiveNow();

        assertThat(queue.shard.takeReadyQueues()).contains(DEAD);
    }

    @Test
    void oneReceiveMovesAHundredMessagesAtMostAndCallsForAnother() {
        redrive(ORDERS, DEAD, 1);
        IntStream.range(0, 250).forEach(i -> queue.send("message " + i));
        for (int i = 0; i < 25; i++) queue.receiveHiding(10, 10);
        queue.advance(10, SECONDS);
        queue.tick();
        queue.shard.takeReadyQueues();

        assertThat(receiveNow()).isEmpty();

        assertThat(counts(DEAD).available()).isEqualTo(100);
        assertThat(queue.shard.takeReadyQueues()).contains(ORDERS);
        receiveNow();
        receiveNow();
        assertThat(counts(DEAD).available()).isEqualTo(250);
        assertThat(queue.hasAvailable()).isFalse();
    }

    // Order and retention in the dead-letter queue

    @Test
    void deadLettersComeInTheOrderOfTheirMovesBetweenMessagesSentThere() {
        send(DEAD, "first", 101);
        queue.advance(1, SECONDS);
        die("second");
        queue.advance(1, SECONDS);
        send(DEAD, "third", 102);
        queue.advance(1, SECONDS);
        die("fourth");

        assertThat(TestQueue.bodies(receive(DEAD, 10))).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void retentionOfADeadLetterRunsFromItsFirstSend() {
        set(DEAD, QueueAttribute.MESSAGE_RETENTION_PERIOD, "60");
        queue.send("a");
        queue.advance(50, SECONDS);
        receiveNow();
        receiveNow();
        receiveNow();
        assertThat(counts(DEAD).available()).isEqualTo(1);

        queue.advance(10, SECONDS);
        queue.tick();

        assertThat(counts(DEAD).available()).isZero();
        assertThat(counts(DEAD).expired()).isEqualTo(1);
    }

    @Test
    void messageOlderThanTheDeadLetterQueuesRetentionIsNotDeliveredThere() {
        set(DEAD, QueueAttribute.MESSAGE_RETENTION_PERIOD, "60");
        queue.send("a");
        queue.advance(100, SECONDS);
        receiveNow();
        receiveNow();
        receiveNow();

        assertThat(receive(DEAD, 1)).isEmpty();
        assertThat(counts(DEAD).expired()).isEqualTo(1);
    }

    @Test
    void oldDeadLetterExpiresThoughAYoungerMessageWasMovedBeforeIt() {
        set(DEAD, QueueAttribute.MESSAGE_RETENTION_PERIOD, "100");
        queue.send("old");
        receiveNow();
        queue.receiveHiding(1, 60);
        queue.advance(50, SECONDS);
        die("young");
        queue.advance(10, SECONDS);
        assertThat(receiveNow()).isEmpty();
        assertThat(counts(DEAD).available()).isEqualTo(2);

        queue.advance(40, SECONDS);

        assertThat(TestQueue.bodies(receive(DEAD, 10))).containsExactly("young");
        assertThat(counts(DEAD).expired()).isEqualTo(1);
    }

    // Where there is no queue to go to, or the same

    @Test
    void messagesStayWhileTheDeadLetterQueueIsGone() {
        queue.apply(new Command.DeleteQueue(DEAD));
        queue.send("a");
        for (int i = 0; i < 5; i++) assertThat(receiveNow()).containsExactly("a");

        queue.create(DEAD);

        assertThat(receiveNow()).isEmpty();
        assertThat(counts(DEAD).available()).isEqualTo(1);
    }

    @Test
    void queueThatIsItsOwnDeadLetterQueueDeliversAgainAndAgain() {
        redrive(ORDERS, ORDERS, 2);
        queue.send("a");

        for (int i = 1; i <= 7; i++) {
            assertThat(queue.receiveHiding(1, 0))
                    .extracting(Delivery::receiveCount)
                    .containsExactly(i);
        }

        assertThat(counts(ORDERS).moved()).isEqualTo(3);
        assertThat(counts(ORDERS).movedIn()).isEqualTo(3);
        assertThat(counts(ORDERS).available()).isEqualTo(1);
    }

    @Test
    void queuesMayBeEachOthersDeadLetterQueues() {
        redrive(DEAD, ORDERS, 1);
        die("a");

        assertThat(TestQueue.bodies(receiveNow(DEAD))).containsExactly("a");
        assertThat(receiveNow(DEAD)).isEmpty();

        Delivery back = queue.receiveHiding(1, 0).get(0);
        assertThat(back.receiveCount()).isEqualTo(4);
        assertThat(back.message().origin()).isEqualTo(new DeadLetterOrigin(DEAD, 3, back.firstReceivedAt()));
    }

    @Test
    void purgedDeadLetterQueueTakesDeadLettersAgain() {
        die("a");
        queue.apply(new Command.PurgeQueue(DEAD));
        assertThat(receive(DEAD, 1)).isEmpty();

        die("b");

        assertThat(TestQueue.bodies(receive(DEAD, 1))).containsExactly("b");
    }

    // What is refused

    @Test
    void deadLetterQueueMustExistAtCreationAndAtAChange() {
        var policy = policy(new QueueId("000000000000", "us-east-1", "none"), 1);

        assertRefused(policy, Rejection.DEAD_LETTER_QUEUE_DOES_NOT_EXIST);
    }

    @Test
    void deadLetterQueueMustBeOfTheSameAccountRegionAndType() {
        assertRefused(
                policy(new QueueId("111111111111", "us-east-1", "dead"), 1),
                Rejection.DEAD_LETTER_QUEUE_OF_ANOTHER_ACCOUNT);
        assertRefused(
                policy(new QueueId("000000000000", "eu-west-1", "dead"), 1),
                Rejection.DEAD_LETTER_QUEUE_OF_ANOTHER_REGION);
        var fifo = new QueueId("000000000000", "us-east-1", "dead.fifo");
        queue.create(fifo);
        assertRefused(policy(fifo, 1), Rejection.DEAD_LETTER_QUEUE_OF_ANOTHER_TYPE);
    }

    @Test
    void deadLetterQueueMayRefuseAllSourcesOrAllButSome() {
        set(DEAD, QueueAttribute.REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"denyAll\"}");
        assertRefused(policy(DEAD, 1), Rejection.DEAD_LETTER_QUEUE_REFUSES_SOURCE);

        set(
                DEAD,
                QueueAttribute.REDRIVE_ALLOW_POLICY,
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"x\",\"" + ORDERS.arn() + "\"]}");
        redrive(ORDERS, DEAD, 1);
        assertThat(queue.apply(new Command.CreateQueue(
                        new QueueId("000000000000", "us-east-1", "other"),
                        QueueAttributes.DEFAULTS.with(Map.of(QueueAttribute.REDRIVE_POLICY, policy(DEAD, 1))),
                        Map.of())))
                .isEqualTo(new Rejected(Rejection.DEAD_LETTER_QUEUE_REFUSES_SOURCE));
    }

    @Test
    void refusedPolicyLeavesAllAttributesAsTheyWere() {
        var changes = Map.of(
                QueueAttribute.VISIBILITY_TIMEOUT,
                "7",
                QueueAttribute.REDRIVE_POLICY,
                policy(new QueueId("000000000000", "us-east-1", "none"), 1));

        queue.apply(new Command.SetQueueAttributes(ORDERS, changes));

        QueueAttributes attributes = queue.described().queue().attributes();
        assertThat(attributes.given()).isEqualTo(Map.of(QueueAttribute.REDRIVE_POLICY, policy(DEAD, 2)));
    }

    @Test
    void laterAllowPolicyDoesNotStopSourcesThatAreSetUp() {
        set(DEAD, QueueAttribute.REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"denyAll\"}");
        die("a");

        assertThat(counts(DEAD).available()).isEqualTo(1);
        set(ORDERS, QueueAttribute.VISIBILITY_TIMEOUT, "7");
        assertThat(queue.described().queue().attributes().visibilityMillis()).isEqualTo(7_000);
    }

    private void assertRefused(String policy, Rejection reason) {
        var changes = Map.of(QueueAttribute.REDRIVE_POLICY, policy);
        assertThat(queue.apply(new Command.SetQueueAttributes(ORDERS, changes))).isEqualTo(new Rejected(reason));
        var other = new QueueId("000000000000", "us-east-1", "other");
        assertThat(queue.apply(new Command.CreateQueue(other, QueueAttributes.DEFAULTS.with(changes), Map.of())))
                .isEqualTo(new Rejected(reason));
        assertThat(queue.ask(new Question.DescribeQueue(other)))
                .isEqualTo(new Rejected(Rejection.QUEUE_DOES_NOT_EXIST));
    }

    /** Sends a message, and receives it until it is moved. */
    private void die(String body) {
        queue.send(body);
        receiveNow();
        receiveNow();
        receiveNow();
    }

    private List<String> receiveNow() {
        return TestQueue.bodies(queue.receiveHiding(1, 0));
    }

    private List<Delivery> receiveNow(QueueId from) {
        return ((Reply.Received) queue.apply(new Command.Receive(from, 1, 0, 0))).deliveries();
    }

    private List<Delivery> receive(QueueId from, int max) {
        return ((Reply.Received) queue.apply(new Command.Receive(from, max, 30, 0))).deliveries();
    }

    private void send(QueueId to, String body, long id) {
        queue.apply(new Command.Send(to, List.of(TestQueue.outgoing(body, id, 0))));
    }

    private QueueCounts counts(QueueId of) {
        return ((Reply.Described) queue.ask(new Question.DescribeQueue(of))).counts();
    }

    private void redrive(QueueId source, QueueId target, int maxReceives) {
        set(source, QueueAttribute.REDRIVE_POLICY, policy(target, maxReceives));
    }

    private void set(QueueId of, QueueAttribute attribute, String value) {
        assertThat(queue.apply(new Command.SetQueueAttributes(of, Map.of(attribute, value))))
                .isEqualTo(Reply.Done.DONE);
    }

    private static String policy(QueueId target, int maxReceives) {
        return new RedrivePolicy(target.arn(), target, maxReceives).text();
    }
}
