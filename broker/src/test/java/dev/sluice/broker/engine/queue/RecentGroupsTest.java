package dev.sluice.broker.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Fairness;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of groups when there are more of them than there is room for. */
class RecentGroupsTest {
    private static final int STRETCH = 300;

    private final RecentGroups recent = new RecentGroups(STRETCH, Fairness.NONE);

    @Test
    void asManyGroupsAsThereIsRoomForAreCountedExactly() {
        for (int i = 0; i < STRETCH; i++) recent.add(1 + i % Fairness.MOST_RECENT);

        assertThat(recent.count(1)).isEqualTo(19);
        assertThat(recent.count(16)).isEqualTo(18);
        assertThat(recent.count(17)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noCountIsTooHighAndNoneTooLowByMoreThanASeventeenthOfAll(long seed) {
        var random = new Random(seed);
        Map<Long, Integer> exact = new HashMap<>();
        for (int i = 0; i < STRETCH; i++) {
            long group = 1 + (long) Math.abs(random.nextGaussian() * seed * 10);
            recent.add(group);
            exact.merge(group, 1, Integer::sum);
        }

        exact.forEach((group, count) -> assertThat(recent.count(group))
                .as("seed %s, group %s", seed, group)
                .isBetween(count - STRETCH / 17, count));
    }
}
