package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.ORDERS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Durations;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.QueueTimes;
import dev.sluice.broker.engine.effect.QueueWork;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.RedrivePolicy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What workers do with a queue, as hints for autoscalers need it. */
class WorkTest {
    private static final QueueId DEAD = new QueueId(ORDERS.account(), ORDERS.region(), "dead");

    private final TestQueue queue = new TestQueue(Course.ONE_TURN_FOR_ALL);

    @Test
    void aDeletedMessageWasHeldSinceItsLastReceive() {
        queue.send("a");
        queue.receiveHiding(1, 10);
        queue.advance(20, SECONDS);
        var delivery = queue.receiveHiding(1, 60).get(0);
        queue.advance(7, SECONDS);

        queue.delete(delivery);

        assertThat(work().completed()).isEqualTo(1);
        assertThat(work().holds().sumMillis()).isEqualTo(7_000);
    }

    @Test
    void aConsumerMaySayHowLongItWorkedOnAMessage() {
        queue.send("a", "b", "c");
        List<Delivery> held = queue.receiveHiding(3, 60);
        queue.advance(7, SECONDS);
        queue.delete(held.get(0));
        assertThat(work().services()).isEqualTo(work().holds());

        handled(held.get(1), 2_000);
        assertThat(work().holds().sumMillis()).isEqualTo(14_000);
        assertThat(work().services().sumMillis()).isEqualTo(9_000);
        assertThat(work().services().count(Durations.bucketOf(2_000))).isEqualTo(1);
        assertThat(times().holds().sumMillis())
                .as("metrics tell how long it was held")
                .isEqualTo(14_000);

        handled(held.get(2), 60_000);
        assertThat(work().services().sumMillis())
                .as("not for longer than it was held")
                .isEqualTo(16_000);
        assertThat(work().services().count()).isEqualTo(3);
    }

    private void handled(Delivery delivery, long millis) {
        queue.apply(new Command.Delete(ORDERS, List.of(delivery.handle()), List.of(millis)));
    }

    @Test
    void aMessageWaitedFromItsSendingToItsFirstReceiveAndStayedUntilItsDeletion() {
        queue.send("a");
        queue.advance(3, SECONDS);
        queue.undo(queue.receiveOne());
        queue.advance(1, SECONDS);
        queue.receiveHiding(1, 10);
        queue.advance(20, SECONDS);
        var delivery = queue.receiveOne();
        queue.advance(7, SECONDS);
        queue.delete(delivery);

        QueueTimes times = times();

        assertThat(times.waits()).isEqualTo(once(4_000));
        assertThat(times.holds()).isEqualTo(once(7_000));
        assertThat(times.sojourns()).isEqualTo(once(31_000));
    }

    @Test
    void aReceiveBeforeARestartIsUndoneThoughNothingIsCountedOfIt() {
        queue.send("a");
        var delivery = queue.receiveOne();
        queue.shard.endTurn();
        queue.shard.restart();

        queue.undo(delivery);

        assertThat(times()).isEqualTo(QueueTimes.NONE);
    }

    @Test
    void messagesInFlightAreKnownByTheirReceivesAndTheTimeOfTheLast() {
        queue.send("a", "b");
        queue.receiveHiding(1, 10);
        queue.advance(10, SECONDS);
        queue.receiveHiding(2, 60);

        assertThat(work().inFlight().below(2)).isEqualTo(1);
        assertThat(work().inFlight().from(2)).isEqualTo(1);
        assertThat(work().receivedMillis().from(0)).isEqualTo(2 * queue.clock.millis());
    }

    @Test
    void aReceiveThatEndsWithoutADeletionHasReturned() {
        queue.send("a", "b");
        queue.receiveHiding(1, 10);
        queue.changeVisibility(queue.receiveHiding(1, 60).get(0), 0);
        queue.advance(10, SECONDS);
        queue.tick();

        assertThat(work().returned().from(0)).isEqualTo(2);
        assertThat(work().touched().from(1)).isEqualTo(2);
        assertThat(work().inFlight().from(0)).isZero();
    }

    @Test
    void anUndoneReceiveHasNotReturned() {
        queue.send("a");
        queue.undo(queue.receiveOne());

        assertThat(work().returned().from(0)).isZero();
        assertThat(work().touched().from(1)).isZero();
        assertThat(work().touched().from(0)).isEqualTo(1);
    }

    @Test
    void delayedMessagesAreCountedByWhenTheyAreDue() {
        queue.sendDelayed("a", 10);
        queue.sendDelayed("b", 40);
        queue.sendDelayed("c", 900);

        assertThat(work().dueSteps().within(14_999)).isZero();
        assertThat(work().dueSteps().within(15_000)).isEqualTo(1);
        assertThat(work().dueSteps().within(60_000)).isEqualTo(2);
        assertThat(work().dueSteps().within(3_600_000)).isEqualTo(3);
    }

    @Test
    void emptyQueuesThatDidNothingLatelyAreLeftOut() {
        queue.advance(10, SECONDS);
        long since = queue.clock.millis();
        assertThat(survey(since)).isEmpty();

        queue.send("a");
        assertThat(survey(since)).hasSize(1);
        queue.delete(queue.receiveOne());
        assertThat(survey(since)).hasSize(1);
        assertThat(survey(since + 1)).isEmpty();
    }

    @Test
    void whatAMoveTaskBringsAsFastAsItCanIsToldFromWhatArrives() {
        deadLettersAfterOneReceive();
        die("a");
        die("b");
        redrive(0);
        assertThat(work().atOnce()).isEqualTo(2);
        assertThat(work().queue().counts().movedIn()).isEqualTo(2);

        queue.purge();
        die("c");
        redrive(10);
        assertThat(work().atOnce()).isZero();
    }

    @Test
    void deadLettersAreTheMessagesReceivedTooOftenNotThoseAMoveTaskTakes() {
        deadLettersAfterOneReceive();
        die("a");
        redrive(0);

        var surveyed = ((Reply.Surveyed) queue.ask(new Question.Survey())).queues();

        assertThat(surveyed)
                .extracting(Reply.SurveyedQueue::queue)
                .extracting(QueueRecord::id)
                .containsExactly(DEAD, ORDERS);
        assertThat(surveyed).extracting(Reply.SurveyedQueue::deadLettered).containsExactly(0L, 1L);
        assertThat(surveyed.get(0).counts().moved()).isEqualTo(1);
    }

    @Test
    void aDeadLetterQueueIsOneBeforeItHasAnyAndForAsLongAsAPolicyNamesIt() {
        queue.create(DEAD);
        assertThat(isDeadLetterQueue()).isFalse();

        deadLettersAfterOneReceive();
        assertThat(isDeadLetterQueue()).isTrue();
        queue.purge();
        assertThat(isDeadLetterQueue()).isTrue();
        queue.shard.endTurn();
        queue.shard.restart();
        assertThat(isDeadLetterQueue()).isTrue();

        queue.apply(new Command.SetQueueAttributes(ORDERS, Map.of(QueueAttribute.REDRIVE_POLICY, "")));
        assertThat(isDeadLetterQueue()).isFalse();

        deadLettersAfterOneReceive();
        queue.apply(new Command.DeleteQueue(ORDERS));
        assertThat(isDeadLetterQueue()).isFalse();
    }

    private boolean isDeadLetterQueue() {
        QueueWork first = survey(0).get(0);
        assertThat(first.queue().queue().id()).isEqualTo(DEAD);
        return first.deadLetters();
    }

    private void deadLettersAfterOneReceive() {
        queue.create(DEAD);
        String policy = new RedrivePolicy(DEAD.arn(), DEAD, 1).text();
        queue.apply(new Command.SetQueueAttributes(ORDERS, Map.of(QueueAttribute.REDRIVE_POLICY, policy)));
    }

    private void die(String body) {
        queue.send(body);
        queue.receiveHiding(1, 0);
        queue.receiveHiding(1, 0);
    }

    private void redrive(int perSecond) {
        queue.apply(new Command.StartMoveTask(DEAD, null, perSecond, new UUID(7, perSecond)));
        while (queue.shard.machine().nextMoveAt() != Long.MAX_VALUE) {
            queue.advance(1, SECONDS);
            queue.tick();
        }
    }

    @Test
    void aRestartKeepsWhatConcernsTheTouched() {
        queue.set(QueueAttribute.VISIBILITY_TIMEOUT, 60);
        queue.send("a", "b");
        queue.receive(1);

        queue.shard.endTurn();
        queue.shard.restart();

        assertThat(work().inFlight().from(1)).isEqualTo(1);
        assertThat(work().receivedMillis().from(0)).isEqualTo(queue.clock.millis());
    }

    private QueueWork work() {
        List<QueueWork> all = survey(0);
        return all.get(all.size() - 1);
    }

    private List<QueueWork> survey(long since) {
        return ((Reply.WorkPage) queue.ask(new Question.SurveyWork(null, since))).queues();
    }

    private QueueTimes times() {
        return ((Reply.Surveyed) queue.ask(new Question.Survey()))
                .queues()
                .get(0)
                .times();
    }

    private static Durations once(long millis) {
        var counts = new long[Durations.BUCKETS];
        counts[Durations.bucketOf(millis)] = 1;
        return new Durations(counts, millis);
    }
}
