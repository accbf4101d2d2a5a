package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.ORDERS;
import static dev.sluice.broker.engine.TestQueue.START;
import static dev.sluice.broker.engine.TestQueue.bodies;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.MessageFilter;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.QueueCounts.Noisy;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.RedrivePolicy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is noisy, and how long the others wait. */
@ParameterizedClass
@EnumSource(Course.class)
class FairQueueTest {
    private static final QueueId DEAD = new QueueId("000000000000", "us-east-1", "dead");

    private final TestQueue queue;

    FairQueueTest(Course course) {
        queue = new TestQueue(course);
    }

    @AfterEach
    void everythingFitsTogether() {
        queue.shard.machine().checkInvariants();
    }

    // Who is noisy by what waits

    @Test
    void groupThatHasThirtyMessagesWaitingIsNoisy() {
        queue.sendOf("flood", numbered("f", 30));
        assertThat(noisy().groups()).isZero();

        queue.sendOf("flood", "f31");

        assertThat(noisy().groups()).isEqualTo(1);
        assertThat(noisy().heldBack()).isEqualTo(1);
    }

    @Test
    void messagesThatHaveBeenReceivedWaitNoMore() {
        for (int i = 0; i < 100; i++) {
            queue.sendOf("steady", "a", "b");
            deleteAll(queue.receiveHiding(10, 30));
        }

        assertThat(noisy()).isEqualTo(Noisy.NONE);
    }

    @Test
    void groupWithFewerThanThirtyOfThreeHundredIsQuiet() {
        for (int i = 0; i < 100; i++) {
            queue.sendOf("small", "s");
            for (int other = 0; other < 10; other++) queue.send("without a group");
        }

        assertThat(noisy().heldBack()).isZero();
    }

    @Test
    void messagesWithoutAGroupAreNeverNoisy() {
        queue.send(numbered("m", 400));
        queue.receiveHiding(100, 30);
        queue.send(numbered("n", 400));

        assertThat(noisy().heldBack()).isZero();
    }

    // Who is noisy by what is in flight

    @Test
    void groupWithThirtyInFlightAndMoreThanATenthOfAllIsNoisy() {
        queue.sendOf("busy", numbered("b", 30));
        for (int other = 0; other < 270; other++) queue.sendOf("other " + other, "o");
        List<Delivery> inFlight = new ArrayList<>();
        while (inFlight.size() < 300) inFlight.addAll(queue.receiveHiding(10, 600));

        queue.sendOf("busy", "at a tenth");
        assertThat(noisy().heldBack()).isZero();
        queue.delete(inFlight.get(299));
        queue.sendOf("busy", "over a tenth");
        assertThat(noisy().heldBack()).isEqualTo(1);
        assertThat(noisy().inFlight()).isEqualTo(30);
    }

    @Test
    void groupWithFewerThanThirtyInFlightIsQuiet() {
        queue.sendOf("busy", numbered("b", 29));
        for (int i = 0; i < 3; i++) queue.receiveHiding(10, 600);

        queue.sendOf("busy", "another");

        assertThat(noisy().heldBack()).isZero();
    }

    @Test
    void messagesWhoseVisibilityTimeoutHasEndedAreNotInFlight() {
        queue.sendOf("busy", numbered("b", 30));
        for (int i = 0; i < 3; i++) queue.receiveHiding(10, 5);
        queue.advance(5, SECONDS);

        queue.sendOf("busy", "another");

        assertThat(noisy().heldBack()).isZero();
    }

    // Who is received first

    @Test
    void quietMessageGoesBeforeTheNoisyOnesThatWereSentBeforeIt() {
        queue.sendOf("flood", numbered("f", 1_000));
        queue.sendOf("quiet", "q");

        List<String> received = receiveAll();

        assertThat(received).hasSize(1_001);
        assertThat(received.indexOf("q"))
                .as("behind thirty, and every tenth that is held back")
                .isEqualTo(33);
    }

    @Test
    void ofThoseThatWaitEveryTenthReceiveIsOfANoisyGroup() {
        queue.sendOf("flood", numbered("f", 60));
        for (int i = 1; i <= 60; i++) queue.sendOf("quiet " + i, "q" + i);

        List<String> received = receiveAll();

        assertThat(received.subList(33, 53))
                .containsExactly(
                        "q1", "q2", "q3", "q4", "q5", "q6", "f34", "q7", "q8", "q9", "q10", "q11", "q12", "q13", "q14",
                        "q15", "f35", "q16", "q17", "q18");
        assertThat(received.subList(99, 120)).as("held back to the end").allMatch(body -> body.startsWith("f"));
    }

    @Test
    void noisyGroupHasEverythingWhenNobodyElseWantsIt() {
        queue.sendOf("flood", numbered("f", 100));

        List<String> received = receiveAll();

        assertThat(received).hasSize(100);
        assertThat(received.subList(30, 34)).as("in order").containsExactly("f28", "f29", "f30", "f34");
    }

    @Test
    void groupStaysNoisyUntilItsBacklogIsGoneAndKeepsItsOrder() {
        queue.sendOf("flood", numbered("f", 40));
        deleteAll(receive(39));
        queue.sendOf("flood", "f41", "f42");

        assertThat(noisy().heldBack()).isEqualTo(3);
        List<Delivery> rest = receive(3);
        assertThat(bodies(rest)).containsExactly("f40", "f41", "f42");
        deleteAll(rest);
        queue.advance(1, MINUTES);
        queue.sendOf("flood", "f43");
        assertThat(noisy()).isEqualTo(new Noisy(0, 0, 0, START + 60_000));
    }

    @Test
    void heldBackMessageThatReturnsIsBackInFrontOfFreshOnes() {
        queue.sendOf("flood", numbered("f", 40));
        deleteAll(receive(39));
        Delivery returned = queue.receiveOne();
        assertThat(returned.handle().position()).isEqualTo(Position.heldBack(10));
        queue.sendOf("quiet", "q");
        queue.changeVisibility(returned, 0);

        assertThat(queue.receive()).containsExactly(TestQueue.body(returned), "q");
    }

    @Test
    void deepNoisyBacklogKeepsNobodyWaiting() {
        var deep = new TestQueue(Course.A_TURN_FOR_EACH_COMMAND);
        for (int i = 0; i < 100; i++) deep.sendOf("flood", numbered("f" + i + "/", 1_000));
        deep.shard.restart();
        for (int i = 0; i < 100; i++) deep.sendOf("quiet " + i, "q" + i);
        deep.shard.restart();

        List<String> first = new ArrayList<>();
        for (int i = 0; i < 15; i++) first.addAll(deep.receive());

        assertThat(first.stream().filter(body -> body.startsWith("q"))).hasSize(100);
        assertThat(deep.counts().noisy().heldBack()).isEqualTo(100_000 + 100 - 150);
    }

    @Test
    void severalNoisyGroupsAreEachHeldBack() {
        for (int group = 0; group < 5; group++) queue.sendOf("flood " + group, numbered("f", 100));

        assertThat(noisy().groups()).isEqualTo(5);
        assertThat(noisy().heldBack()).isEqualTo(5 * 70);
    }

    // What else becomes of messages that are held back

    @Test
    void heldBackMessagesAreDeletedAndHiddenByTheirHandles() {
        queue.sendOf("flood", numbered("f", 40));
        deleteAll(receive(38));
        List<Delivery> heldBack = receive(2);

        assertThat(queue.changeVisibility(heldBack.get(0), 0)).isNull();
        assertThat(queue.delete(heldBack.get(1))).isNull();
        assertThat(queue.changeVisibility(heldBack.get(1), 0)).isEqualTo(Rejection.MESSAGE_NOT_AVAILABLE);

        assertThat(queue.receive()).containsExactly(bodies(heldBack).get(0));
        assertThat(queue.counts().inFlight()).isEqualTo(1);
    }

    @Test
    void heldBackMessageThatIsReceivedTooOftenBecomesADeadLetter() {
        queue.create(DEAD);
        var policy = new RedrivePolicy(DEAD.arn(), DEAD, 1);
        queue.apply(new Command.SetQueueAttributes(ORDERS, Map.of(QueueAttribute.REDRIVE_POLICY, policy.text())));
        queue.sendOf("flood", numbered("f", 40));
        deleteAll(receive(39));

        queue.changeVisibility(queue.receiveOne(), 0);

        assertThat(queue.receive()).isEmpty();
        assertThat(queue.counts().moved()).isEqualTo(1);
        var letters = (Reply.Received) queue.apply(new Command.Receive(DEAD, 10, 30, 0));
        assertThat(letters.deliveries()).singleElement().satisfies(letter -> {
            assertThat(letter.message().groupId()).isEqualTo("flood");
            assertThat(letter.handle().position().isDelayed()).isTrue();
        });
    }

    @Test
    void heldBackMessagesExpireWithTheirRetention() {
        queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, 60);
        queue.sendOf("flood", numbered("f", 500));
        queue.advance(59, SECONDS);
        queue.sendOf("flood", "late");
        queue.advance(1, SECONDS);
        queue.tick();

        assertThat(queue.counts().expired()).isEqualTo(500);
        assertThat(queue.receive()).containsExactly("late");
        queue.sendOf("flood", "quiet again");
        assertThat(noisy().groups()).isZero();
    }

    @Test
    void nobodyIsNoisyAfterAPurge() {
        queue.sendOf("flood", numbered("f", 500));
        queue.purge();

        queue.sendOf("flood", "f");

        assertThat(noisy()).isEqualTo(new Noisy(0, 0, 0, START));
        assertThat(queue.receive()).containsExactly("f");
    }

    @Test
    void delayedMessagesAreNotHeldBack() {
        queue.set(QueueAttribute.DELAY_SECONDS, 1);
        queue.sendOf("flood", numbered("f", 500));

        assertThat(queue.counts().delayed()).isEqualTo(500);
        assertThat(noisy().heldBack()).isZero();
    }

    @Test
    void heldBackMessageWakesAWaitingReceive() {
        queue.sendOf("flood", numbered("f", 31));
        receiveAll();
        queue.wokeReceives();
        assertThat(queue.hasAvailable()).isFalse();

        queue.sendOf("flood", "by what is in flight");

        assertThat(noisy().heldBack()).isEqualTo(1);
        assertThat(queue.hasAvailable()).isTrue();
        assertThat(queue.wokeReceives()).isTrue();
    }

    @Test
    void heldBackMessagesAreShownAsAvailableBehindTheOthers() {
        queue.sendOf("flood", numbered("f", 33));
        queue.sendDelayed("later", 10);
        queue.send("quiet");
        deleteAll(receive(29));

        var shown = queue.shard.look(ORDERS, new Peek(EnumSet.allOf(MessageState.class), 2), queue.clock.millis());

        assertThat(shown.stream().map(seen -> TestQueue.body(seen.delivery())))
                .containsExactly("f28", "f29", "f30", "quiet", "later", "f33");
        assertThat(shown.get(5).state()).isEqualTo(MessageState.AVAILABLE);
        var ofTheGroup = new MessageFilter(null, "flood", null, null, null);
        var available = new Peek(0, Peek.START, EnumSet.of(MessageState.AVAILABLE), ofTheGroup, 10);
        assertThat(queue.shard.look(ORDERS, available, queue.clock.millis())).hasSize(4);
    }

    @Test
    void heldBackMessagesAreSweptInTheirOwnLane() {
        queue.sendOf("flood", numbered("f", 130));
        deleteAll(receive(120));
        queue.shard.sweep();
        queue.shard.endTurn();

        assertThat(queue.shard.store.messageRows()).isEqualTo(10);
        assertThat(receiveAll()).hasSize(10);
    }

    private Noisy noisy() {
        return queue.counts().noisy();
    }

    private List<Delivery> receive(int count) {
        var received = new ArrayList<Delivery>();
        while (received.size() < count) {
            List<Delivery> more = queue.receiveHiding(Math.min(10, count - received.size()), 600);
            assertThat(more).isNotEmpty();
            received.addAll(more);
        }
        return received;
    }

    /** All that is available, in the order it is received. */
    private List<String> receiveAll() {
        return bodies(receive((int) queue.counts().available()));
    }

    private void deleteAll(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) queue.delete(delivery);
    }

    private static String[] numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }
}
