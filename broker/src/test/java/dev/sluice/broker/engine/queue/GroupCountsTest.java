package dev.sluice.broker.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.model.TextHash;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupCountsTest {
    private final GroupCounts counts = new GroupCounts();

    @Test
    void groupWithoutMessagesHasNone() {
        assertThat(counts.of(7)).isZero();
        counts.add(7);
        counts.remove(7);
        assertThat(counts.of(7)).isZero();
        assertThat(counts.size()).isZero();
    }

    @Test
    void everyGroupIsCountedAmongThousandsComingAndGoing() {
        var random = new Random(42);
        Map<Long, Integer> expected = new HashMap<>();
        for (int step = 0; step < 200_000; step++) {
            long group = TextHash.of("group " + random.nextInt(3_000));
            if (random.nextInt(200_000) > step) {
                counts.add(group);
                expected.merge(group, 1, Integer::sum);
            } else if (expected.containsKey(group)) {
                counts.remove(group);
                expected.computeIfPresent(group, (same, count) -> count == 1 ? null : count - 1);
            }
        }

        assertThat(counts.size()).isEqualTo(expected.size());
        expected.forEach((group, count) -> assertThat(counts.of(group)).isEqualTo(count));
    }
}
