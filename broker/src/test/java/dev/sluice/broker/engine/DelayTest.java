package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.ORDERS;
import static dev.sluice.broker.engine.TestQueue.START;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.DueTimes;
import dev.sluice.broker.model.QueueAttribute;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of delayed messages of a standard queue. */
@ParameterizedClass
@EnumSource(Course.class)
class DelayTest {
    private final TestQueue queue;

    DelayTest(Course course) {
        queue = new TestQueue(course);
    }

    @AfterEach
    void everythingFitsTogether() {
        queue.shard.machine().checkInvariants();
    }

    @Test
    void delayedMessageIsReceivedOnceItIsDue() {
        queue.sendDelayed("a", 10);

        queue.advance(9_999, MILLIS);
        assertThat(queue.receive()).isEmpty();
        queue.advance(1, MILLIS);
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void messageBecomesDueAtTheNextStepAfterItsDelay() {
        queue.advance(1, MILLIS);
        queue.sendDelayed("a", 10);

        queue.advance(10, SECONDS);
        assertThat(queue.receive()).isEmpty();
        queue.advance(DueTimes.STEP_MILLIS - 1, MILLIS);
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void delayOfTheQueueHoldsUnlessTheMessageHasItsOwn() {
        queue.set(QueueAttribute.DELAY_SECONDS, 10);
        queue.send("a");
        queue.sendDelayed("b", 5);
        queue.sendDelayed("c", 0);

        assertThat(queue.receive()).containsExactly("c");
        queue.advance(5, SECONDS);
        assertThat(queue.receive()).containsExactly("b");
        queue.advance(5, SECONDS);
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void newDelayAppliesToLaterSendsOnly() {
        queue.send("a");
        queue.set(QueueAttribute.DELAY_SECONDS, 10);
        queue.send("b");
        queue.set(QueueAttribute.DELAY_SECONDS, 0);

        assertThat(queue.receive()).containsExactly("a");
        queue.advance(10, SECONDS);
        assertThat(queue.receive()).containsExactly("b");
    }

    @Test
    void delayedMessagesAreReceivedInTheOrderTheyBecomeDue() {
        queue.sendDelayed("c", 30);
        queue.sendDelayed("a", 10);
        queue.sendDelayed("b", 20);
        queue.sendDelayed("b2", 20);

        queue.advance(30, SECONDS);

        assertThat(queue.receive()).containsExactly("a", "b", "b2", "c");
    }

    @Test
    void dueMessageTakesItsPlaceAmongThoseSentWithoutDelay() {
        queue.sendDelayed("b", 10);
        queue.send("a");
        queue.advance(11, SECONDS);
        queue.send("c");

        assertThat(queue.receive()).containsExactly("a", "b", "c");
    }

    @Test
    void delayedMessagesAreCountedApartUntilTheyAreDue() {
        queue.sendDelayed("a", 10);
        queue.sendDelayed("b", 20);
        assertThat(queue.counts().delayed()).isEqualTo(2);
        assertThat(queue.counts().available()).isZero();

        queue.advance(10, SECONDS);
        assertThat(queue.counts().delayed()).isEqualTo(1);
        assertThat(queue.counts().available()).isEqualTo(1);

        queue.receive();
        assertThat(queue.counts().delayed()).isEqualTo(1);
        assertThat(queue.counts().inFlight()).isEqualTo(1);
    }

    @Test
    void receivedMessageThatWasDelayedReappearsAndIsDeletedAsAnyOther() {
        queue.sendDelayed("a", 10);
        queue.advance(10, SECONDS);
        queue.receive();
        queue.advance(30, SECONDS);

        var again = queue.receiveOne();

        assertThat(again.receiveCount()).isEqualTo(2);
        assertThat(again.sentAt()).isEqualTo(START);
        queue.delete(again);
        queue.advance(30, SECONDS);
        assertThat(queue.receive()).isEmpty();
    }

    @Test
    void shorterDelayOvertakesALongerOneSentBefore() {
        queue.sendDelayed("b", 60);
        queue.advance(1, SECONDS);
        queue.sendDelayed("a", 1);

        queue.advance(1, SECONDS);
        assertThat(TestQueue.bodies(queue.receiveHiding(10, 600))).containsExactly("a");
        queue.advance(58, SECONDS);
        assertThat(queue.receive()).containsExactly("b");
    }

    @Test
    void delaysOfOneBatchAreEachMessagesOwn() {
        queue.apply(new Command.Send(ORDERS, List.of(TestQueue.outgoing("b", 1, 5), TestQueue.outgoing("a", 2, 0))));

        assertThat(queue.receive()).containsExactly("a");
        queue.advance(5, SECONDS);
        assertThat(queue.receive()).containsExactly("b");
    }
}
