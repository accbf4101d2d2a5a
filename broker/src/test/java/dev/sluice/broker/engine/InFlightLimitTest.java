package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.effect.Rejection.TOO_MANY_IN_FLIGHT;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.Received;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.model.QueueAttribute;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules at the in-flight limit, which is three messages here. */
@ParameterizedClass
@EnumSource(Course.class)
class InFlightLimitTest {
    private final TestQueue queue;

    InFlightLimitTest(Course course) {
        queue = new TestQueue(course, QueueLimits.withInFlight(3));
    }

    @AfterEach
    void everythingFitsTogether() {
        queue.shard.machine().checkInvariants();
    }

    @Test
    void shortPollAtTheLimitIsRejected() {
        queue.send("a", "b", "c", "d");
        queue.receive();

        assertThat(queue.receiveWaiting(1, 30, 0)).isEqualTo(new Rejected(TOO_MANY_IN_FLIGHT));
    }

    @Test
    void longPollAtTheLimitFindsNothing() {
        queue.send("a", "b", "c", "d");
        queue.receive();

        assertThat(queue.receiveWaiting(1, 30, 20)).isEqualTo(Received.NOTHING);
        assertThat(queue.hasAvailable()).isFalse();
    }

    @Test
    void whetherAPollIsLongIsTheQueuesUnlessTheReceiveSaysOtherwise() {
        queue.set(QueueAttribute.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, 5);
        queue.send("a", "b", "c", "d");
        queue.receive();

        assertThat(queue.receiveWaiting(1, 30, Command.QUEUE_DEFAULT)).isEqualTo(Received.NOTHING);
        assertThat(queue.receiveWaiting(1, 30, 0)).isEqualTo(new Rejected(TOO_MANY_IN_FLIGHT));
    }

    @Test
    void receiveStopsAtTheLimit() {
        queue.send("a", "b", "c", "d");

        assertThat(queue.receive(2)).containsExactly("a", "b");
        assertThat(queue.receive(2)).containsExactly("c");
    }

    @Test
    void deletedMessageMakesRoomAndCallsWaitingReceives() {
        queue.send("a", "b", "c", "d");
        var delivery = queue.receiveOne();
        queue.receive();
        queue.shard.takeReadyQueues();

        queue.delete(delivery);

        assertThat(queue.shard.readyQueues()).contains(TestQueue.ORDERS);
        assertThat(queue.hasAvailable()).isTrue();
        assertThat(queue.receive()).containsExactly("d");
    }

    @Test
    void endedVisibilityTimeoutMakesRoom() {
        queue.send("a", "b", "c", "d");
        queue.receiveHiding(1, 1);
        queue.receive();

        queue.advance(1, SECONDS);

        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void changeOfVisibilityMayHideBeyondTheLimit() {
        queue.send("a", "b", "c", "d");
        var delivery = queue.receiveHiding(1, 0).get(0);
        queue.changeVisibility(delivery, 0);
        queue.receiveHiding(3, 60);
        queue.advance(1, SECONDS);

        assertThat(queue.changeVisibility(delivery, 60)).isNull();
        assertThat(queue.counts().inFlight()).isEqualTo(3);
    }

    @Test
    void withTwiceTheLimitTouchedOnlyThoseAreReceivedAgain() {
        queue.send("a", "b", "c", "d", "e", "f", "g");
        var latest = new TreeMap<String, Delivery>();
        for (int i = 0; i < 20; i++) {
            for (Delivery delivery : queue.receiveHiding(3, 1)) latest.put(TestQueue.body(delivery), delivery);
            queue.advance(1, SECONDS);
        }

        assertThat(latest).containsOnlyKeys("a", "b", "c", "d", "e", "f");
        queue.delete(latest.firstEntry().getValue());
        assertThat(queue.receive(3)).contains("g");
    }

    @Test
    void messagesThatAreNotHiddenDoNotCount() {
        queue.send("a", "b", "c", "d");

        assertThat(queue.receiveHiding(3, 0)).hasSize(3);
        assertThat(queue.receiveHiding(3, 0)).hasSize(3);
    }
}
