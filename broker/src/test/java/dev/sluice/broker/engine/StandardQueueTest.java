package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.ORDERS;
import static dev.sluice.broker.engine.TestQueue.START;
import static dev.sluice.broker.engine.TestQueue.bodies;
import static dev.sluice.broker.engine.effect.Rejection.HANDLE_OF_ANOTHER_QUEUE;
import static dev.sluice.broker.engine.effect.Rejection.MESSAGE_NOT_AVAILABLE;
import static dev.sluice.broker.engine.effect.Rejection.MESSAGE_TOO_LARGE;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of sending, receiving and deleting messages of a standard queue. */
@ParameterizedClass
@EnumSource(Course.class)
class StandardQueueTest {
    private final TestQueue queue;

    StandardQueueTest(Course course) {
        queue = new TestQueue(course);
    }

    @AfterEach
    void everythingFitsTogether() {
        queue.shard.machine().checkInvariants();
    }

    // Send and receive

    @Test
    void messageIsReceivedAsItWasSent() {
        queue.send("a");
        queue.advance(5, SECONDS);

        Delivery delivery = queue.receiveOne();

        assertThat(bodies(List.of(delivery))).containsExactly("a");
        assertThat(delivery.message().id()).isEqualTo(new MessageId(0, 1));
        assertThat(delivery.sentAt()).isEqualTo(START);
        assertThat(delivery.firstReceivedAt()).isEqualTo(START + 5_000);
        assertThat(delivery.receiveCount()).isEqualTo(1);
    }

    @Test
    void messagesAreReceivedInTheOrderTheyWereSent() {
        queue.send("a", "b", "c");

        assertThat(queue.receive()).containsExactly("a", "b", "c");
    }

    @Test
    void receiveTakesNoMoreThanItAsksFor() {
        queue.send("a", "b", "c");

        assertThat(queue.receive(2)).containsExactly("a", "b");
        assertThat(queue.receive(2)).containsExactly("c");
    }

    @Test
    void receiveOfAnEmptyQueueFindsNothing() {
        assertThat(queue.receive()).isEmpty();
    }

    @Test
    void messageThatIsTooLargeIsRejectedAndTheOthersOfItsBatchAreNot() {
        queue.set(QueueAttribute.MAXIMUM_MESSAGE_SIZE, 1_024);

        var reply = (Reply.Sent) queue.apply(new Command.Send(
                ORDERS,
                List.of(
                        TestQueue.outgoing("x".repeat(1_024), 1, 0),
                        TestQueue.outgoing("x".repeat(1_025), 2, 0),
                        TestQueue.outgoing("c", 3, 0))));

        assertThat(reply.outcomes())
                .containsExactly(
                        Reply.SendOutcome.accepted(new MessageId(0, 1)),
                        Reply.SendOutcome.rejected(new Rejected(MESSAGE_TOO_LARGE, "1024")),
                        Reply.SendOutcome.accepted(new MessageId(0, 3)));
        assertThat(queue.receive()).hasSize(2);
    }

    // Order

    @Test
    void messagesThatAreBackComeBeforeFreshOnesInTheOrderTheyCameBack() {
        queue.send("a", "b", "c");
        queue.receiveHiding(1, 20);
        queue.receiveHiding(1, 10);

        queue.advance(1, MINUTES);

        assertThat(queue.receive()).containsExactly("b", "a", "c");
    }

    @Test
    void messagesThatCameBackTogetherKeepTheirOrder() {
        queue.send("a", "b", "c");
        queue.receive(2);

        queue.advance(30, SECONDS);

        assertThat(queue.receive()).containsExactly("a", "b", "c");
    }

    @Test
    void messagesReceivedOftenTakeHalfOfABatchWhileThereAreFreshOnes() {
        sendNumbered(1, 8);
        for (int i = 0; i < 2; i++) {
            queue.receiveHiding(8, 1);
            queue.advance(1, SECONDS);
        }
        sendNumbered(11, 18);

        assertThat(queue.receive(8)).containsExactly("1", "2", "3", "4", "11", "12", "13", "14");
        assertThat(queue.receive(8)).containsExactly("5", "6", "7", "8", "15", "16", "17", "18");
    }

    @Test
    void messagesReceivedOftenFillTheBatchWhenThereAreNoFreshOnes() {
        sendNumbered(1, 8);
        for (int i = 0; i < 2; i++) {
            queue.receiveHiding(8, 1);
            queue.advance(1, SECONDS);
        }
        sendNumbered(11, 12);

        assertThat(queue.receive(8)).containsExactly("1", "2", "3", "4", "11", "12", "5", "6");
    }

    @Test
    void oftenReceivedAndFreshMessagesTakeTurnsWhenReceivedOneByOne() {
        queue.send("a", "b");
        queue.receiveHiding(2, 0);
        queue.receiveHiding(2, 0);
        sendNumbered(1, 3);

        var received = new ArrayList<String>();
        for (int i = 0; i < 4; i++) received.addAll(queue.receive(1));

        assertThat(received).containsExactly("1", "a", "2", "b");
    }

    // Delete

    @Test
    void deletedMessageDoesNotReappear() {
        queue.send("a");
        Delivery delivery = queue.receiveOne();

        assertThat(queue.delete(delivery)).isNull();

        queue.advance(1, HOURS);
        assertThat(queue.receive()).isEmpty();
        assertThat(queue.counts().deleted()).isEqualTo(1);
    }

    @Test
    void messageCanBeDeletedAfterItsVisibilityTimeout() {
        queue.send("a");
        Delivery delivery = queue.receiveOne();
        queue.advance(1, HOURS);

        assertThat(queue.delete(delivery)).isNull();

        assertThat(queue.receive()).isEmpty();
    }

    @Test
    void olderHandleDeletesToo() {
        queue.send("a");
        Delivery older = queue.receiveOne();
        queue.advance(1, HOURS);
        queue.receiveOne();

        assertThat(queue.delete(older)).isNull();

        queue.advance(1, HOURS);
        assertThat(queue.receive()).isEmpty();
    }

    @Test
    void deletingADeletedMessageSucceedsAndDoesNothing() {
        queue.send("a");
        Delivery delivery = queue.receiveOne();
        queue.delete(delivery);

        assertThat(queue.delete(delivery)).isNull();
        assertThat(queue.counts().deleted()).isEqualTo(1);
    }

    @Test
    void sameHandleTwiceInOneBatchSucceedsTwice() {
        queue.send("a");
        var handle = queue.receiveOne().handle();

        var reply = (Reply.Settled) queue.apply(new Command.Delete(ORDERS, List.of(handle, handle)));

        assertThat(reply.outcomes()).containsExactly(null, null);
        assertThat(queue.counts().deleted()).isEqualTo(1);
    }

    @Test
    void handleOfAnotherQueueIsRejected() {
        var other = new QueueId("000000000000", "us-east-1", "other");
        queue.create(other);
        queue.send("a");
        var handle = queue.receiveOne().handle();

        var deleted = (Reply.Settled) queue.apply(new Command.Delete(other, List.of(handle)));
        var changed = (Reply.Settled)
                queue.apply(new Command.ChangeVisibility(other, List.of(new Command.VisibilityChange(handle, 0))));

        assertThat(deleted.outcomes()).containsExactly(new Rejected(HANDLE_OF_ANOTHER_QUEUE));
        assertThat(changed.outcomes()).containsExactly(new Rejected(HANDLE_OF_ANOTHER_QUEUE));
        assertThat(queue.counts().inFlight()).isEqualTo(1);
    }

    @Test
    void handleOfAMessageNobodyReceivedNamesNothing() {
        queue.send("a");
        var handle = new ReceiptHandle(queue.described().queue().logId(), Position.available(1), 1);

        assertThat(queue.delete(handle)).isNull();
        assertThat(queue.changeVisibility(handle, 10)).isEqualTo(MESSAGE_NOT_AVAILABLE);
        assertThat(queue.receive()).containsExactly("a");
    }

    // Undone receives

    @Test
    void undoneReceiveIsNotCountedAndItsMessageIsAvailableAtOnce() {
        queue.send("a", "b");
        Delivery first = queue.receiveOne();
        queue.advance(1, SECONDS);

        queue.undo(first);

        assertThat(queue.counts().available()).isEqualTo(2);
        Delivery again = queue.receiveOne();
        assertThat(bodies(List.of(again))).containsExactly("a");
        assertThat(again.receiveCount()).isEqualTo(1);
        assertThat(again.firstReceivedAt()).isEqualTo(START + 1_000);
    }

    @Test
    void undoingALaterReceiveKeepsTheEarlierOnes() {
        queue.send("a");
        queue.receiveHiding(1, 0);
        queue.advance(1, SECONDS);
        queue.undo(queue.receiveOne());

        Delivery again = queue.receiveOne();

        assertThat(again.receiveCount()).isEqualTo(2);
        assertThat(again.firstReceivedAt()).isEqualTo(START);
    }

    @Test
    void receiveThatALaterOneHasOvertakenIsNotUndone() {
        queue.send("a");
        Delivery first = queue.receiveHiding(1, 0).get(0);
        queue.receiveOne();

        queue.undo(first);

        assertThat(queue.receive()).isEmpty();
        assertThat(queue.counts().inFlight()).isEqualTo(1);
    }

    @Test
    void receiveIsUndoneOnceOnly() {
        queue.send("a");
        queue.receiveHiding(1, 0);
        Delivery second = queue.receiveHiding(1, 0).get(0);

        queue.undo(second, second);

        assertThat(queue.receiveOne().receiveCount()).isEqualTo(2);
    }

    @Test
    void undoingTheReceiveOfADeletedMessageDoesNothing() {
        queue.send("a");
        Delivery delivery = queue.receiveOne();
        queue.delete(delivery);

        queue.undo(delivery);

        assertThat(queue.receive()).isEmpty();
    }

    @Test
    void messageWhoseReceiveWasUndoneCanStillBeDeletedByItsHandle() {
        queue.send("a");
        Delivery delivery = queue.receiveOne();
        queue.undo(delivery);

        assertThat(queue.delete(delivery)).isNull();
        assertThat(queue.receive()).isEmpty();
    }

    // Counts

    @Test
    void everyMessageIsCountedInOnePlace() {
        queue.send("a", "b", "c");
        queue.sendDelayed("d", 60);
        Delivery a = queue.receiveOne();
        queue.receiveOne();
        queue.delete(a);

        var counts = queue.counts();

        assertThat(counts.available()).isEqualTo(1);
        assertThat(counts.inFlight()).isEqualTo(1);
        assertThat(counts.delayed()).isEqualTo(1);
        assertThat(counts.sent()).isEqualTo(4);
        assertThat(counts.received()).isEqualTo(2);
        assertThat(counts.deleted()).isEqualTo(1);
    }

    @Test
    void countsFollowTimeEvenBeforeAnythingIsApplied() {
        queue.send("a");
        queue.sendDelayed("b", 60);
        queue.receiveOne();

        queue.advance(60, SECONDS);

        assertThat(queue.counts().available()).isEqualTo(2);
        assertThat(queue.counts().inFlight()).isZero();
        assertThat(queue.counts().delayed()).isZero();
    }

    @Test
    void bytesAreThoseOfThePresentMessages() {
        assertThat(queue.counts().bytes()).isZero();
        queue.send("a", "b");
        assertThat(queue.counts().bytes())
                .isEqualTo(2L * TestQueue.message("a", 1).weight());
        queue.delete(queue.receiveOne());
        assertThat(queue.counts().bytes()).isEqualTo(TestQueue.message("a", 1).weight());
    }

    @Test
    void oldestMessageMayBeAvailableInFlightOrDelayed() {
        assertThat(queue.counts().oldestSentAt()).isZero();
        queue.sendDelayed("a", 600);
        queue.advance(1, SECONDS);
        queue.send("b");
        queue.advance(1, SECONDS);
        queue.send("c");

        assertThat(queue.counts().oldestSentAt()).isEqualTo(START);
        queue.advance(600, SECONDS);
        var received = queue.receiveHiding(2, 30);
        assertThat(bodies(received)).containsExactly("b", "c");
        assertThat(queue.counts().oldestSentAt()).isEqualTo(START);
        queue.delete(queue.receiveOne());
        assertThat(queue.counts().oldestSentAt()).isEqualTo(START + 1_000);
        queue.delete(received.get(0));
        assertThat(queue.counts().oldestSentAt()).isEqualTo(START + 2_000);
    }

    private void sendNumbered(int from, int to) {
        queue.send(IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toArray(String[]::new));
    }
}
