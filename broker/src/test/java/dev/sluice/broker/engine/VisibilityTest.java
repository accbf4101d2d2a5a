package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.ORDERS;
import static dev.sluice.broker.engine.TestQueue.START;
import static dev.sluice.broker.engine.TestQueue.bodies;
import static dev.sluice.broker.engine.effect.Rejection.HIDDEN_TOO_LONG;
import static dev.sluice.broker.engine.effect.Rejection.MESSAGE_NOT_AVAILABLE;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.QueueAttribute;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** For how long received messages of a standard queue are hidden, and how that is changed. */
@ParameterizedClass
@EnumSource(Course.class)
class VisibilityTest {
    private final TestQueue queue;

    VisibilityTest(Course course) {
        queue = new TestQueue(course);
    }

    @AfterEach
    void everythingFitsTogether() {
        queue.shard.machine().checkInvariants();
    }

    @Test
    void messageReappearsWhenItsVisibilityTimeoutEnds() {
        queue.send("a");
        queue.receiveHiding(1, 30);

        queue.advance(29_999, MILLIS);
        assertThat(queue.receive()).isEmpty();
        queue.advance(1, MILLIS);
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void visibilityTimeoutIsTheQueuesUnlessTheReceiveSaysOtherwise() {
        queue.set(QueueAttribute.VISIBILITY_TIMEOUT, 10);
        queue.send("a", "b");
        queue.receive(1);
        queue.receiveHiding(1, 5);

        queue.advance(5, SECONDS);
        assertThat(queue.receive()).containsExactly("b");
        queue.advance(5, SECONDS);
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void newVisibilityTimeoutAppliesToLaterReceivesOnly() {
        queue.send("a");
        queue.receive();
        queue.set(QueueAttribute.VISIBILITY_TIMEOUT, 1);

        queue.advance(29, SECONDS);
        assertThat(queue.receive()).isEmpty();
        queue.advance(1, SECONDS);
        assertThat(queue.receive()).containsExactly("a");
        queue.advance(1, SECONDS);
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void messageReceivedWithoutHidingStaysAvailableAndIsCounted() {
        queue.send("a");

        assertThat(queue.receiveHiding(1, 0).get(0).receiveCount()).isEqualTo(1);
        assertThat(queue.counts().available()).isEqualTo(1);
        assertThat(queue.receiveHiding(1, 0).get(0).receiveCount()).isEqualTo(2);
    }

    @Test
    void messageIsNotReceivedTwiceAtOnce() {
        queue.send("a", "b");

        assertThat(bodies(queue.receiveHiding(10, 0))).containsExactly("a", "b");
        assertThat(bodies(queue.receiveHiding(10, 0))).containsExactly("a", "b");
    }

    @Test
    void everyReceiveGivesANewHandle() {
        queue.send("a");

        var first = queue.receiveHiding(1, 0).get(0).handle();
        var second = queue.receiveHiding(1, 0).get(0).handle();

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void receiveCountGrowsAtTheNextReceiveAndTheFirstReceiveIsRemembered() {
        queue.send("a");
        queue.receive();
        queue.advance(1, HOURS);

        Delivery again = queue.receiveOne();

        assertThat(again.receiveCount()).isEqualTo(2);
        assertThat(again.firstReceivedAt()).isEqualTo(START);
        assertThat(again.sentAt()).isEqualTo(START);
    }

    // Change of visibility

    @Test
    void visibilityTimeoutIsCountedAnewFromItsChange() {
        queue.send("a");
        Delivery delivery = queue.receiveOne();
        queue.advance(20, SECONDS);

        assertThat(queue.changeVisibility(delivery, 30)).isNull();

        queue.advance(29, SECONDS);
        assertThat(queue.receive()).isEmpty();
        queue.advance(1, SECONDS);
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void visibilityTimeoutCanBeShortened() {
        queue.send("a");
        Delivery delivery = queue.receiveOne();

        queue.changeVisibility(delivery, 1);

        queue.advance(1, SECONDS);
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void visibilityTimeoutOfZeroShowsTheMessageAtOnce() {
        queue.send("a");
        Delivery delivery = queue.receiveOne();

        queue.changeVisibility(delivery, 0);

        assertThat(queue.counts().available()).isEqualTo(1);
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void changedVisibilityTimeoutHoldsForOneReceiveOnly() {
        queue.send("a");
        queue.changeVisibility(queue.receiveOne(), 100);
        queue.advance(100, SECONDS);
        queue.receiveOne();

        queue.advance(30, SECONDS);
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void messageThatIsBackIsHiddenAgainByItsLatestHandle() {
        queue.send("a");
        Delivery delivery = queue.receiveOne();
        queue.advance(31, SECONDS);

        assertThat(queue.changeVisibility(delivery, 10)).isNull();

        assertThat(queue.counts().inFlight()).isEqualTo(1);
        assertThat(queue.receive()).isEmpty();
        queue.advance(10, SECONDS);
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void olderHandleChangesVisibilityToo() {
        queue.send("a");
        Delivery older = queue.receiveOne();
        queue.advance(31, SECONDS);
        queue.receiveOne();

        assertThat(queue.changeVisibility(older, 0)).isNull();

        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void visibilityOfADeletedMessageCannotBeChanged() {
        queue.send("a");
        Delivery delivery = queue.receiveOne();
        queue.delete(delivery);

        assertThat(queue.changeVisibility(delivery, 10)).isEqualTo(MESSAGE_NOT_AVAILABLE);
    }

    @Test
    void messageIsHiddenForTwelveHoursAfterItsReceiveAtMost() {
        queue.send("a");
        Delivery delivery = queue.receiveHiding(1, 43_200).get(0);
        queue.advance(1, HOURS);

        assertThat(queue.changeVisibility(delivery, 11 * 3_600)).isNull();
        assertThat(queue.changeVisibility(delivery, 11 * 3_600 + 1)).isEqualTo(HIDDEN_TOO_LONG);
    }

    @Test
    void everyReceiveStartsTwelveNewHours() {
        queue.send("a");
        queue.receiveHiding(1, 3_600);
        queue.advance(1, HOURS);
        Delivery again = queue.receiveOne();

        assertThat(queue.changeVisibility(again, 43_200)).isNull();
    }

    @Test
    void eachHandleOfABatchHasItsOwnOutcome() {
        queue.send("a", "b");
        Delivery a = queue.receiveOne();
        Delivery b = queue.receiveOne();
        queue.delete(a);

        var reply = (Reply.Settled) queue.apply(new Command.ChangeVisibility(
                ORDERS,
                List.of(new Command.VisibilityChange(a.handle(), 0), new Command.VisibilityChange(b.handle(), 0))));

        assertThat(reply.outcomes()).containsExactly(new Rejected(MESSAGE_NOT_AVAILABLE), null);
        assertThat(queue.receive()).containsExactly("b");
    }
}
