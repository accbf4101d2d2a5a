package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is different about dead letters of FIFO queues. A message's group is the first letter of its body. */
@ParameterizedClass
@EnumSource(Course.class)
class FifoDeadLetterTest {
    private static final QueueId ORDERS = new QueueId("000000000000", "us-east-1", "orders.fifo");
    private static final QueueId DEAD = new QueueId("000000000000", "us-east-1", "dead.fifo");

    private final TestShard shard = new TestShard(QueueLimits.withInFlight(1_000));
    private final Course course;
    private long now = START;
    private long messages;

    FifoDeadLetterTest(Course course) {
        this.course = course;
        apply(new Command.CreateQueue(DEAD, QueueAttributes.FIFO_DEFAULTS, Map.of()));
        create(ORDERS, DEAD, 2);
    }

    @AfterEach
    void everythingFitsTogether() {
        shard.machine().checkInvariants();
    }

    @Test
    void theGroupGoesOnWithTheNextMessageInTheSameReceive() {
        send(ORDERS, "a1", "a2", "b1");
        receive(ORDERS, 1);
        receive(ORDERS, 1); // b1 has waited longer than what came back
        receive(ORDERS, 1);
        receive(ORDERS, 1);

        assertThat(bodies(receive(ORDERS, 10))).containsExactly("a2");
        assertThat(bodies(receive(DEAD, 10))).containsExactly("a1", "b1");
    }

    @Test
    void aDeadLetterBeginsAnewButForItsHistoryAndItsId() {
        send(ORDERS, "a1");
        Delivery first = receive(ORDERS, 1).get(0);
        receive(ORDERS, 1);
        now += 5_000;
        assertThat(receive(ORDERS, 1)).isEmpty();
        Delivery dead = receive(DEAD, 1).get(0);

        assertThat(dead.message().id()).isEqualTo(first.message().id());
        assertThat(dead.message().groupId()).isEqualTo("a");
        assertThat(dead.message().deduplicationId())
                .as("so that it is nobody's repetition")
                .isEqualTo(first.message().id().toString());
        assertThat(dead.receiveCount()).isEqualTo(3);
        assertThat(dead.firstReceivedAt()).isEqualTo(first.firstReceivedAt());
        assertThat(dead.sentAt()).as("the time of the move").isEqualTo(now - 1);
    }

    @Test
    void whatIsNotReachedIsNotMoved() {
        send(ORDERS, "a1", "a2");
        receive(ORDERS, 10);
        Delivery first = receive(ORDERS, 10).get(0);
        apply(new Command.UndoReceive(ORDERS, List.of(first.handle())));

        assertThat(bodies(receive(ORDERS, 1))).as("counted once").containsExactly("a1");
        assertThat(counts(DEAD).available()).isZero();
        assertThat(bodies(receive(ORDERS, 1))).isEmpty();
        assertThat(bodies(receive(DEAD, 10))).containsExactly("a1", "a2");
    }

    @Test
    void aHiddenMessageKeepsThoseBehindItFromMoving() {
        send(ORDERS, "a1", "a2");
        receive(ORDERS, 10);
        List<Delivery> both = receiveHiding(ORDERS, 10, 60);
        apply(new Command.ChangeVisibility(
                ORDERS, List.of(new Command.VisibilityChange(both.get(1).handle(), 0))));

        assertThat(receive(ORDERS, 10)).isEmpty();
        assertThat(counts(DEAD).available()).isZero();
    }

    @Test
    void countsOfBothQueuesAddUp() {
        send(ORDERS, "a1", "a2", "b1");
        for (int i = 0; i < 3; i++) receive(ORDERS, 10);

        assertThat(counts(ORDERS).moved()).isEqualTo(3);
        assertThat(counts(ORDERS).available()).isZero();
        assertThat(counts(DEAD).movedIn()).isEqualTo(3);
        assertThat(counts(DEAD).available()).isEqualTo(3);
    }

    @Test
    void aMoveTaskKeepsTheOrderOfGroupsAndLeavesTheLockedOnesAlone() {
        send(ORDERS, "a1", "a2", "b1", "c1", "b2");
        for (int i = 0; i < 3; i++) receive(ORDERS, 10);
        List<Delivery> locked = receiveHiding(DEAD, 1, 3_600);

        moveAll();

        assertThat(bodies(receive(ORDERS, 10))).containsExactly("b1", "b2", "c1");
        assertThat(counts(DEAD).available()).as("behind the one in flight").isEqualTo(1);
        apply(new Command.Delete(DEAD, List.of(locked.get(0).handle())));
        moveAll();
        assertThat(receive(ORDERS, 10))
                .extracting(delivery -> new String(delivery.message().body(), UTF_8))
                .contains("a2");
    }

    private void moveAll() {
        apply(new Command.StartMoveTask(DEAD, null, 0, new UUID(1, messages++)));
        for (int i = 0; i < 5; i++) {
            now += 10;
            apply(Command.Tick.TICK);
        }
    }

    @Test
    void aQueueThatIsItsOwnDeadLetterQueueDeliversAgainAndAgain() {
        QueueId self = new QueueId("000000000000", "us-east-1", "self.fifo");
        apply(new Command.CreateQueue(self, QueueAttributes.FIFO_DEFAULTS, Map.of()));
        apply(new Command.SetQueueAttributes(self, Map.of(QueueAttribute.REDRIVE_POLICY, policy(self, 1))));
        send(self, "a1", "a2");

        assertThat(bodies(receive(self, 1))).containsExactly("a1");
        assertThat(bodies(receive(self, 10))).containsExactly("a2", "a1");
        assertThat(counts(self).available()).isEqualTo(2);
    }

    private void create(QueueId queue, QueueId deadLetterQueue, int maxReceives) {
        var policy = Map.of(QueueAttribute.REDRIVE_POLICY, policy(deadLetterQueue, maxReceives));
        apply(new Command.CreateQueue(queue, QueueAttributes.FIFO_DEFAULTS.with(policy), Map.of()));
    }

    private static String policy(QueueId target, int maxReceives) {
        return "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(target.arn(), maxReceives);
    }

    private void send(QueueId queue, String... bodies) {
        for (String body : bodies) {
            long id = ++messages;
            var message = new Message(
                    new MessageId(0, id),
                    body.getBytes(UTF_8),
                    new byte[16],
                    List.of(),
                    body.substring(0, 1),
                    "d" + id,
                    null,
                    "AIDAEXAMPLE");
            apply(new Command.Send(queue, List.of(new Command.Outgoing(message, body.length(), 0))));
            now++;
        }
    }

    /** Hides nothing. */
    private List<Delivery> receive(QueueId queue, int max) {
        return receiveHiding(queue, max, 0);
    }

    private List<Delivery> receiveHiding(QueueId queue, int max, int seconds) {
        now++;
        return ((Reply.Received) apply(new Command.Receive(queue, max, seconds, 0))).deliveries();
    }

    private QueueCounts counts(QueueId queue) {
        return ((Reply.Described) new Question.DescribeQueue(queue).answerFrom(shard.machine(), now)).counts();
    }

    private Reply apply(Command command) {
        Reply reply = shard.apply(now, command);
        if (course == Course.A_TURN_FOR_EACH_COMMAND) shard.endTurn();
        if (course == Course.A_RESTART_AFTER_EACH_COMMAND) shard.restart();
        return reply;
    }

    private static List<String> bodies(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> new String(delivery.message().body(), UTF_8))
                .toList();
    }
}
