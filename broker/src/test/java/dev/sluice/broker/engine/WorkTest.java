package dev.sluice.broker.engine;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Durations;
import dev.sluice.broker.engine.effect.QueueTimes;
import dev.sluice.broker.engine.effect.QueueWork;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueAttribute;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What workers do with a queue, as hints for autoscalers need it. */
class WorkTest {
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
        return survey(0).get(0);
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
