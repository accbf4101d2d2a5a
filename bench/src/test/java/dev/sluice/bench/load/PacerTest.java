package dev.sluice.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PacerTest {
    @Test
    void aClosedLoopIsAlwaysDue() {
        var pacer = Pacer.closedLoop();

        assertThat(pacer.take(5)).isEqualTo(5);
        assertThat(pacer.take(5)).isEqualTo(5);
    }

    @Test
    void atARateRequestsAreDueAtEqualDistances() {
        var pacer = Pacer.perSecond(1000);

        assertThat(pacer.take(0)).isEqualTo(0);
        assertThat(pacer.take(999_999)).isEqualTo(Pacer.NOT_YET);
        assertThat(pacer.nanosUntilDue(999_999)).isEqualTo(1);
        assertThat(pacer.take(1_000_000)).isEqualTo(1_000_000);
    }

    @Test
    void dueTimesDoNotWaitForALateTaker() {
        var pacer = Pacer.perSecond(1000);
        pacer.take(0);

        assertThat(pacer.take(50_000_000)).isEqualTo(1_000_000);
        assertThat(pacer.take(50_000_000)).isEqualTo(2_000_000);
    }
}
