package dev.sluice.broker.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.broker.model.Consumers;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private final TestHint queue = new TestHint();

    @Test
    void anEmptyQueueNeedsNobody() {
        var decision = queue.look();

        assertThat(decision.desired()).isZero();
        assertThat(decision.active()).isFalse();
        assertThat(decision.reason()).isEqualTo(Reason.IDLE);
    }

    @Test
    void aThousandJobsOfMeasuredLengthAreSizedAtOnce() {
        queue.serves(10, 15.66).pass(5);

        var decision = queue.arrive(1_000).visible(1_000).look();

        assertThat(decision.desired()).isEqualTo(522);
        assertThat(decision.need().useful()).isEqualTo(1_000);
        assertThat(decision.reason()).isEqualTo(Reason.SIZED);
        assertThat(queue.measured().arrivalRate()).isZero();
    }

    @Test
    void whatLiesWithItsConsumerLengthensNoJob() {
        queue.serves(100, 2, 18).inFlight(50, 10).visible(1_000).pass(5);

        assertThat(queue.last.need().serviceSeconds()).isEqualTo(2);

        queue.inFlight(50, 40).pass(5);
        assertThat(queue.last.need().serviceSeconds())
                .as("none is held for so long")
                .isGreaterThan(20);
    }

    @Test
    void aBurstIsBacklogAndNoRate() {
        queue.serves(10, 20).arrive(1_000).visible(1_000).pass(120);

        assertThat(queue.measured().arrivalRate()).isZero();
        assertThat(queue.last.need().steady()).isZero();
    }

    @Test
    void steadyTrafficIsSizedByItsRateBeforeABacklogExists() {
        queue.serves(10, 2).pass(180, () -> queue.arrive(40).serves(40, 2).inFlight(16, 1));

        assertThat(queue.measured().arrivalRate()).isEqualTo(8, within(0.01));
        assertThat(queue.workers()).isEqualTo(20);
    }

    @Test
    void longJobsGetAWorkerEachAndNoMore() {
        queue.with(PolicyField.TARGET_LATENCY, 300)
                .with(PolicyField.STARTUP, 120)
                .serves(10, 600)
                .pass(5);

        var decision = queue.visible(1_000).look();

        assertThat(decision.need().raw()).isEqualTo(3_333.3, within(0.1));
        assertThat(decision.desired()).isEqualTo(1_000);
        assertThat(decision.limits()).containsExactly(Reason.USEFUL_CAP);
    }

    @Test
    void tenFirstJobsStartOneWorkerAndTheirLengthShowsBeforeOneEnds() {
        assertThat(queue.visible(10).workers()).isEqualTo(1);
        assertThat(queue.last.reason()).isEqualTo(Reason.NO_ESTIMATE);

        queue.pass(5);
        queue.visible(9).inFlight(1, 20);

        assertThat(queue.workers()).isEqualTo(6);
        assertThat(queue.last.need().estimated()).isFalse();
    }

    @Test
    void theOperatorsGuessCountsUntilFiveJobsAreMeasured() {
        queue.with(PolicyField.SERVICE, 60).visible(10);
        assertThat(queue.workers()).isEqualTo(10);
        assertThat(queue.last.reason()).isEqualTo(Reason.USEFUL_CAP);

        queue.serves(5, 3);

        assertThat(queue.look().want()).isEqualTo(1);
    }

    @Test
    void youngMessagesInFlightSayNothingAboutHowLongOneTakes() {
        queue.serves(10, 20).pass(5);

        queue.visible(333).inFlight(667, 19);

        queue.look();
        assertThat(queue.measured().serviceSeconds(queue.snapshot())).isEqualTo(20, within(0.5));
    }

    @Test
    void jobsThatTakeLongerThanUsualRaiseTheEstimateBeforeTheyEnd() {
        queue.serves(10, 20).pass(5);

        queue.visible(100).inFlight(10, 200);

        assertThat(queue.measured().serviceSeconds(queue.snapshot())).isGreaterThan(200);
    }

    @Test
    void theLastWorkerStaysWithItsMessageAndThenForTheIdleTime() {
        queue.serves(10, 10).visible(3).look();
        queue.visible(0).inFlight(3, 5).pass(1_800);
        assertThat(queue.last.desired()).isPositive();

        queue.inFlight(0, 0).pass(115);
        assertThat(queue.last.desired()).isEqualTo(1);
        assertThat(queue.last.reason()).isEqualTo(Reason.IDLE_GRACE);

        queue.pass(5);
        assertThat(queue.last.desired()).isZero();
    }

    @Test
    void noFewerWorkersThanMessagesInTheirHands() {
        queue.serves(100, 10).visible(90).workers();
        assertThat(queue.last.desired()).isEqualTo(30);

        queue.visible(0).inFlight(30, 5).pass(600);

        assertThat(queue.last.desired()).isEqualTo(30);
        assertThat(queue.last.reason()).isEqualTo(Reason.BUSY_FLOOR);
    }

    @Test
    void delayedMessagesAboutToBeDueStartAWorkerAhead() {
        queue.serves(10, 10).delayed(100, 0).pass(5);
        assertThat(queue.last.desired()).isZero();

        assertThat(queue.delayed(100, 90).workers()).isEqualTo(30);
    }

    @Test
    void aFifoQueueGetsNoMoreWorkersThanItHasGroupsWithWork() {
        queue.serves(10, 15).groups(7).visible(1_000);

        assertThat(queue.workers()).isEqualTo(7);
        assertThat(queue.last.reason()).isEqualTo(Reason.FIFO_GROUPS);
    }

    @Test
    void workersThatTakeSeveralMessagesAtOnceAreFewer() {
        queue.with(PolicyField.CONCURRENCY, 10).serves(10, 30).visible(100);

        assertThat(queue.workers()).isEqualTo(10);
    }

    @Test
    void consumersThatSayHowManyMessagesTheyTakeAtOnceAreBelievedAlsoWhenTheyAreGone() {
        queue.with(PolicyField.CONCURRENCY, 4).serves(10, 30).visible(80);
        queue.consumers(new Consumers(2, 0, 0, 8)).look();
        queue.consumers(Consumers.NONE);

        assertThat(queue.look().need().sized()).isEqualTo(10);
    }

    @Test
    void howManyMessagesAWorkerTakesAtOnceIsMeasuredWhileOthersWaitIfWished() {
        queue.with(PolicyField.CONCURRENCY, "auto").serves(10, 30).visible(80);
        assertThat(queue.look().need().sized()).isEqualTo(80);

        queue.inFlight(16, 1).consumers(new Consumers(4, 0, 0, 0)).pass(60);
        queue.inFlight(0, 0).consumers(Consumers.NONE);

        assertThat(queue.look().need().sized()).isEqualTo(20);
    }

    @Test
    void limitsClamp() {
        queue.with(PolicyField.MIN, 2).with(PolicyField.MAX, 50).serves(10, 60);
        assertThat(queue.workers()).isEqualTo(2);
        assertThat(queue.last.limits()).contains(Reason.AT_MIN);

        assertThat(queue.visible(1_000).workers()).isEqualTo(50);
        assertThat(queue.last.reason()).isEqualTo(Reason.AT_MAX);
    }

    @Test
    void theMostWorkersByDefaultAre1337() {
        assertThat(queue.serves(10, 60).visible(100_000).workers()).isEqualTo(1337);
    }

    @Test
    void itShrinksByHalvesOnceTheWishHasBeenSmallForTheWholeWindow() {
        queue.serves(10, 18).visible(1_000).look();
        assertThat(queue.last.desired()).isEqualTo(600);

        queue.visible(1).pass(55);
        assertThat(queue.last.desired()).isEqualTo(600);
        queue.pass(10);
        assertThat(queue.last.desired()).isEqualTo(300);
        queue.pass(30);
        assertThat(queue.last.desired()).isEqualTo(150);
    }

    @Test
    void aSmallDifferenceIsLetBeForAWhile() {
        queue.serves(100, 10).visible(60).look();
        assertThat(queue.last.desired()).isEqualTo(20);

        queue.visible(66).look();
        assertThat(queue.last.desired()).isEqualTo(20);
        assertThat(queue.last.reason()).isEqualTo(Reason.STABILISING);

        queue.visible(57).pass(240);
        assertThat(queue.last.desired()).isEqualTo(20);
        queue.pass(240);
        assertThat(queue.last.desired()).isEqualTo(19);
    }

    @Test
    void aSmallDifferenceIsTakenAtOnceWhenSomebodyHasWaitedHalfTheTarget() {
        queue.serves(100, 10).visible(60).look();

        assertThat(queue.visible(66).oldest(31).workers()).isEqualTo(22);
    }

    @Test
    void aFragileDownstreamGetsItsWorkersInSteps() {
        queue.with(PolicyField.SCALE_OUT_STEP, "100%/60s").serves(10, 30).visible(100);

        assertThat(queue.workers()).isEqualTo(1);
        assertThat(queue.last.reason()).isEqualTo(Reason.STEP_LIMIT);
        queue.pass(60);
        assertThat(queue.last.desired()).isEqualTo(2);
        queue.pass(60);
        assertThat(queue.last.desired()).isEqualTo(4);
    }

    @Test
    void suspectsAloneKeepOneWorkerForAQuarterOfAnHour() {
        queue.serves(10, 1).visible(5).pass(150);
        queue.visible(0).suspects(50).pass(895);
        assertThat(queue.last.desired()).isEqualTo(1);
        assertThat(queue.last.reason()).isEqualTo(Reason.ONLY_SUSPECTS);

        queue.pass(10);
        assertThat(queue.last.desired()).isZero();
        assertThat(queue.last.limits()).contains(Reason.ONLY_SUSPECTS);

        assertThat(queue.visible(1).workers()).isEqualTo(1);
    }

    @Test
    void suspectsThatGetDoneAfterAllKeepTheirWorker() {
        queue.serves(10, 1).suspects(1_000).pass(1_800, () -> queue.serves(5, 1));

        assertThat(queue.last.desired()).isEqualTo(1);
    }

    @Test
    void whenNothingSucceedsNobodyIsAddedAndHalfGoEveryTwoMinutes() {
        queue.serves(10, 1).visible(300).look();
        assertThat(queue.last.desired()).isEqualTo(10);
        queue.pass(150, () -> queue.fail(50));

        queue.visible(6_000);
        queue.pass(5, () -> queue.fail(50));
        assertThat(queue.last.reason()).isEqualTo(Reason.ERROR_BRAKE);
        assertThat(queue.last.desired()).isBetween(5, 10);
        queue.pass(600, () -> queue.fail(1));
        assertThat(queue.last.desired()).isEqualTo(1);

        queue.pass(120, () -> queue.serves(5, 1));
        assertThat(queue.last.desired()).isGreaterThanOrEqualTo(190);
    }

    @Test
    void theBrakeHoldsThoughOneWorkerMakesFewAttempts() {
        queue.serves(10, 1).visible(300).look();
        queue.pass(150, () -> queue.fail(50));

        queue.pass(1_200);

        assertThat(queue.last.desired()).isEqualTo(1);
        assertThat(queue.last.reason()).isEqualTo(Reason.ERROR_BRAKE);
    }

    @Test
    void anOperatorsPinIsObeyed() {
        assertThat(queue.pin(20).workers()).isEqualTo(20);
        assertThat(queue.last.reason()).isEqualTo(Reason.OVERRIDE);

        queue.pin(null).pass(130);

        assertThat(queue.last.desired()).isZero();
    }

    @Test
    void theIndexGrowsOnlyWhenTheDecisionChanges() {
        queue.pass(300);
        long index = queue.last.index();
        assertThat(queue.look().index()).isEqualTo(index);

        assertThat(queue.visible(1).look().index()).isEqualTo(index + 1);
    }

    @Test
    void theSameSnapshotGivesTheSameDecision() {
        queue.serves(10, 3).visible(77).pass(30);
        var again = Scaling.decide(queue.state(), queue.measured(), queue.snapshot(), queue.policy(), null);

        assertThat(again)
                .isEqualTo(Scaling.decide(queue.state(), queue.measured(), queue.snapshot(), queue.policy(), null));
    }

    @Test
    void whatTakesLongerAllAtOnceIsSizedByTwiceTheLeastAndGrowsByDoubling() {
        queue.with(PolicyField.CONGESTION_GUARD, true);
        queue.visible(30).pass(60, () -> queue.serves(20, 10));
        assertThat(queue.last.desired()).isEqualTo(10);
        queue.pass(30, () -> queue.serves(20, 100));
        assertThat(queue.last.need().raw()).isEqualTo(30 * 20 / 30.0);
        int workers = queue.last.desired(); // a few more than that, from before it showed

        assertThat(queue.visible(600).look().limits()).containsExactly(Reason.CONGESTED);
        assertThat(queue.last.desired()).isEqualTo(workers);
        assertThat(queue.pass(75, () -> queue.serves(60, 100)).last.desired()).isEqualTo(2 * workers);
        assertThat(queue.pass(75, () -> queue.serves(120, 100)).last.desired()).isEqualTo(4 * workers);
    }

    @Test
    void workersThatGetNoMoreDoneAreCappedForTwentyMinutes() {
        queue.with(PolicyField.CONGESTION_GUARD, true).with(PolicyField.THROUGHPUT, 0.1);
        queue.visible(30).pass(90, () -> queue.serves(5, 10));
        assertThat(queue.last.desired()).isEqualTo(10);
        queue.visible(300).pass(90, () -> queue.serves(5, 100));
        assertThat(queue.last.limits()).contains(Reason.CONGESTED);

        queue.pass(120, () -> queue.serves(5, 100));
        assertThat(queue.last.desired()).isEqualTo(13);

        queue.pass(1_000, () -> queue.serves(5, 100));
        assertThat(queue.last.desired()).isEqualTo(13);

        int most = 0;
        for (int step = 0; step < 60; step++)
            most = Math.max(most, queue.pass(5, () -> queue.serves(5, 100)).last.desired());
        assertThat(most).isEqualTo(26); // tried, and capped again
        assertThat(queue.last.desired()).isEqualTo(13);
    }

    @Test
    void workersThatGetMoreDoneAreNotCapped() {
        queue.with(PolicyField.CONGESTION_GUARD, true).with(PolicyField.THROUGHPUT, 0.1);
        queue.visible(30).pass(90, () -> queue.serves(5, 10));

        queue.visible(300).pass(90, () -> queue.serves(50, 10));

        assertThat(queue.last.desired()).isEqualTo(100);
    }

    @Test
    void theQueuesOfAGroupAddUp() {
        var one = new TestHint().serves(10, 10).visible(30).look().need();
        var other = new TestHint().serves(10, 60).visible(10).look().need();

        var sum = Scaling.decide(ScalingState.START, Need.sum(java.util.List.of(one, other)), queue.policy(), 1, null);

        assertThat(sum.desired()).isEqualTo(20);
    }

    @Test
    void aBacklogPolicyCountsMessagesOnly() {
        queue.with(PolicyField.MODE, "backlog").serves(10, 600).visible(95);

        assertThat(queue.workers()).isEqualTo(10);
    }
}
