package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.ORDERS;
import static dev.sluice.broker.engine.TestQueue.START;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What calls the receives that wait, and when time has something to do. */
@ParameterizedClass
@EnumSource(Course.class)
class WakeUpTest {
    private final TestQueue queue;

    WakeUpTest(Course course) {
        queue = new TestQueue(course);
    }

    @AfterEach
    void everythingFitsTogether() {
        queue.shard.machine().checkInvariants();
    }

    @BeforeEach
    void nothingWasReadyBefore() {
        queue.shard.takeReadyQueues();
    }

    @Test
    void sendCallsWaitingReceives() {
        queue.send("a");

        assertThat(queue.wokeReceives()).isTrue();
    }

    @Test
    void delayedSendCallsNobodyUntilItIsDue() {
        queue.sendDelayed("a", 10);
        assertThat(queue.wokeReceives()).isFalse();
        assertThat(queue.shard.machine().nextDeadline()).isEqualTo(START + 10_000);

        queue.advance(10, SECONDS);
        assertThat(queue.hasAvailable()).isTrue();
        queue.tick();
        assertThat(queue.wokeReceives()).isTrue();
    }

    @Test
    void endOfAVisibilityTimeoutCallsWaitingReceives() {
        queue.send("a");
        queue.receive();
        queue.shard.takeReadyQueues();
        assertThat(queue.hasAvailable()).isFalse();
        assertThat(queue.shard.machine().nextDeadline()).isEqualTo(START + 30_000);

        queue.advance(30, SECONDS);
        assertThat(queue.hasAvailable()).isTrue();
        queue.tick();
        assertThat(queue.wokeReceives()).isTrue();
    }

    @Test
    void commandThatFindsTheTimeoutEndedCallsWaitingReceivesToo() {
        queue.send("a");
        queue.receive();
        queue.shard.takeReadyQueues();
        queue.advance(30, SECONDS);

        queue.set(QueueAttribute.DELAY_SECONDS, 5);

        assertThat(queue.wokeReceives()).isTrue();
    }

    @Test
    void messageShownByAChangeOfVisibilityCallsWaitingReceives() {
        queue.send("a");
        var delivery = queue.receiveOne();
        queue.shard.takeReadyQueues();

        queue.changeVisibility(delivery, 0);

        assertThat(queue.wokeReceives()).isTrue();
    }

    @Test
    void undoneReceiveCallsWaitingReceives() {
        queue.send("a");
        var delivery = queue.receiveOne();
        queue.shard.takeReadyQueues();

        queue.undo(delivery);

        assertThat(queue.wokeReceives()).isTrue();
    }

    @Test
    void deletionOfTheQueueCallsWaitingReceives() {
        queue.apply(new Command.DeleteQueue(ORDERS));

        assertThat(queue.wokeReceives()).isTrue();
        assertThat(queue.hasAvailable()).as("there is an answer: no such queue").isTrue();
    }

    @Test
    void queueThatOnlyKeepsMessagesHasTheirRetentionAsDeadline() {
        queue.send("a");

        assertThat(queue.shard.machine().nextDeadline()).isEqualTo(START + 345_600_000);
    }

    @Test
    void emptyQueuesHaveNoDeadline() {
        assertThat(queue.shard.machine().nextDeadline()).isEqualTo(Long.MAX_VALUE);
        queue.send("a");
        queue.delete(queue.receiveOne());
        assertThat(queue.shard.machine().nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void waitIsTheQueuesUnlessTheReceiveSaysOtherwise() {
        queue.set(QueueAttribute.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, 5);
        var machine = queue.shard.machine();

        assertThat(machine.waitMillis(ORDERS, Command.QUEUE_DEFAULT)).isEqualTo(5_000);
        assertThat(machine.waitMillis(ORDERS, 0)).isZero();
        assertThat(machine.waitMillis(ORDERS, 20)).isEqualTo(20_000);
        var unknown = new QueueId("000000000000", "us-east-1", "unknown");
        assertThat(machine.waitMillis(unknown, 20)).isZero();
    }
}
