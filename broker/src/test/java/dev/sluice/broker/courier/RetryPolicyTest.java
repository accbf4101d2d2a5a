package dev.sluice.broker.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    @Test
    void withoutAPolicyThreeRetriesComeTwentySecondsApart() {
        assertThat(delays(RetryPolicy.DEFAULT)).containsExactly(20, 20, 20);
    }

    @Test
    void phasesComeInOrder() {
        var policy = new RetryPolicy(5, 60, 10, 2, 2, 3, Backoff.LINEAR);

        assertThat(delays(policy)).containsExactly(0, 0, 5, 5, 5, 33, 60, 60, 60, 60);
    }

    @Test
    void linearDelaysGrowByTheSameEachTime() {
        assertThat(delays(growing(Backoff.LINEAR))).containsExactly(10, 30, 50, 70, 90);
    }

    @Test
    void arithmeticDelaysGrowByMoreEachTime() {
        assertThat(delays(growing(Backoff.ARITHMETIC))).containsExactly(10, 18, 34, 58, 90);
    }

    @Test
    void geometricDelaysGrowByTheSameFactor() {
        assertThat(delays(growing(Backoff.GEOMETRIC))).containsExactly(10, 17, 30, 52, 90);
    }

    @Test
    void exponentialDelaysDoubleTheirGrowth() {
        assertThat(delays(growing(Backoff.EXPONENTIAL))).containsExactly(10, 15, 26, 47, 90);
    }

    @Test
    void aPhaseOfOneGrowingDelayHasTheLeast() {
        for (Backoff backoff : Backoff.values()) {
            assertThat(delays(new RetryPolicy(10, 90, 1, 0, 0, 0, backoff))).containsExactly(10);
        }
    }

    @Test
    void noRetriesMeansOneAttempt() {
        assertThat(delays(new RetryPolicy(10, 90, 0, 0, 0, 0, Backoff.LINEAR))).isEmpty();
    }

    @Test
    void nothingIsTriedAgainAnHourAfterTheFirstAttempt() {
        assertThat(delays(new RetryPolicy(600, 600, 100, 0, 0, 0, Backoff.LINEAR)))
                .containsExactly(600, 600, 600, 600, 600, 600);
    }

    @Test
    void hundredRetriesOfEachKindStayInRange() {
        for (Backoff backoff : Backoff.values()) {
            assertThat(delays(new RetryPolicy(1, 60, 100, 0, 0, 0, backoff)))
                    .hasSizeGreaterThan(50)
                    .isSorted()
                    .allMatch(delay -> delay >= 1 && delay <= 60);
        }
    }

    @Test
    void valuesOutOfRangeAreBroughtIntoIt() {
        assertThat(new RetryPolicy(-1, 4_000, 101, 60, 60, 60, Backoff.LINEAR))
                .isEqualTo(new RetryPolicy(1, 3_600, 100, 60, 40, 0, Backoff.LINEAR));
    }

    private static RetryPolicy growing(Backoff backoff) {
        return new RetryPolicy(10, 90, 5, 0, 0, 0, backoff);
    }

    private static List<Integer> delays(RetryPolicy policy) {
        List<Integer> delays = new ArrayList<>();
        for (int failures = 1; policy.delayAfter(failures).isPresent(); failures++) {
            delays.add(policy.delayAfter(failures).getAsInt());
        }
        return delays;
    }
}
