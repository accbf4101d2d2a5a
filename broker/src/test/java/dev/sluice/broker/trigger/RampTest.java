package dev.sluice.broker.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RampTest {
    private static final long MINUTE = 60_000;

    private long now = 1_787_000_000_000L;
    private Ramp ramp = new Ramp(1_000, now);

    @Test
    void beginsWithFive() {
        assertThat(ramp.allowed()).isEqualTo(5);
        assertThat(new Ramp(1, now).allowed()).isOne();
    }

    @Test
    void allowsThreeHundredMoreAMinuteWhileTheyAreLacking() {
        lackFor(MINUTE);

        assertThat(ramp.allowed()).isEqualTo(305);
    }

    @Test
    void neverAllowsMoreThanTheMost() {
        ramp = new Ramp(20, now);

        lackFor(MINUTE);

        assertThat(ramp.allowed()).isEqualTo(20);
        assertThat(ramp.lacking(now)).isEqualTo(Ramp.NEVER);
    }

    @Test
    void timeInWhichNoneWasLackingDoesNotCount() {
        ramp.lacking(now);
        now += 10 * MINUTE;
        ramp.lacking(now);

        assertThat(ramp.allowed()).isEqualTo(5);
    }

    @Test
    void tellsWhenTheNextIsAllowed() {
        assertThat(ramp.lacking(now)).isEqualTo(now + 200);
        assertThat(ramp.lacking(now + 150)).isEqualTo(now + 200);
        assertThat(ramp.lacking(now + 250)).isEqualTo(now + 400);
        assertThat(ramp.allowed()).isEqualTo(6);
    }

    @Test
    void givesBackWhatNobodyUsedForAMinute() {
        lackFor(MINUTE / 2);
        ramp.use(150, now);
        ramp.use(20, now);

        now += MINUTE;
        ramp.pass(now);
        assertThat(ramp.allowed()).isEqualTo(150);

        now += MINUTE;
        ramp.pass(now);
        assertThat(ramp.allowed()).isEqualTo(20);
    }

    @Test
    void fallsBackToFiveWhenThereIsNothing() {
        lackFor(MINUTE / 2);
        ramp.use(150, now);
        ramp.use(0, now);

        now += 3 * MINUTE;
        ramp.pass(now);

        assertThat(ramp.allowed()).isEqualTo(5);
    }

    @Test
    void brakesWhenHalfOfTheLatestFailed() {
        lackFor(MINUTE);

        for (int i = 0; i < 5; i++) ramp.failed(now, now);
        assertThat(ramp.isBraking(now)).isFalse();

        ramp.failed(now, now);
        assertThat(ramp.isBraking(now)).isTrue();
        assertThat(ramp.allowed()).isEqualTo(152);
        assertThat(ramp.pausedUntil()).isEqualTo(now + 1_000);
    }

    @Test
    void fewFailuresAmongManySuccessesDoNotBrake() {
        for (int i = 0; i < 1_000; i++) {
            ramp.failed(now, now);
            for (int success = 0; success < 3; success++) ramp.succeeded();
        }

        assertThat(ramp.isBraking(now)).isFalse();
        assertThat(ramp.allowed()).isEqualTo(5);
    }

    @Test
    void whatBeganBeforeTheBrakeDoesNotBrakeAgain() {
        lackFor(MINUTE);
        long start = now;

        for (int i = 0; i < 100; i++) ramp.failed(start, now + i);

        assertThat(ramp.allowed()).isEqualTo(152);
    }

    @Test
    void pausesGrowUntilSomethingSucceeds() {
        lackFor(MINUTE);
        for (int i = 0; i < 6; i++) ramp.failed(now, now);

        for (long pause : new long[] {2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000}) {
            now = ramp.pausedUntil();
            ramp.failed(now, now);
            assertThat(ramp.pausedUntil()).isEqualTo(now + pause);
        }
        assertThat(ramp.allowed()).isEqualTo(1);

        now = ramp.pausedUntil();
        ramp.succeeded();
        ramp.failed(now, now);
        assertThat(ramp.pausedUntil()).isEqualTo(now + 1_000);
    }

    @Test
    void recoversFromOneAsItBegan() {
        brakeToOne();

        for (int i = 0; i < 8; i++) ramp.succeeded();
        assertThat(ramp.isBraking(now)).isFalse();
        lackFor(2_000);

        assertThat(ramp.allowed()).isEqualTo(11);
    }

    @Test
    void overloadBrakesAtOnceForAsLongAsTheFunctionAsks() {
        ramp.overloaded(now, 20_000, now);

        assertThat(ramp.isBraking(now)).isTrue();
        assertThat(ramp.allowed()).isEqualTo(2);
        assertThat(ramp.pausedUntil()).isEqualTo(now + 20_000);
    }

    @Test
    void nobodyIsObeyedForMoreThanFiveMinutes() {
        ramp.overloaded(now, Long.MAX_VALUE, now);

        assertThat(ramp.pausedUntil()).isEqualTo(now + 5 * MINUTE);
    }

    private void brakeToOne() {
        for (int i = 0; i < 9; i++) {
            ramp.failed(now, now);
            now = Math.max(now, ramp.pausedUntil());
        }
        assertThat(ramp.allowed()).isEqualTo(1);
    }

    private void lackFor(long millis) {
        for (long end = now + millis; now < end; now += 100) ramp.lacking(now);
        ramp.lacking(now);
    }
}
