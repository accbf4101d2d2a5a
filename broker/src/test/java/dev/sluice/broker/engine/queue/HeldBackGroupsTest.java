package dev.sluice.broker.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Fairness;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldBackGroupsTest {
    private final HeldBackGroups groups = new HeldBackGroups(Fairness.NONE);

    @Test
    void groupIsHeldBackUntilTheCursorIsPastItsLastMessage() {
        groups.put(7, 1);
        groups.put(8, 2);
        groups.put(7, 3);

        assertThat(groups.has(7, 3)).isTrue();
        assertThat(groups.has(8, 2)).isTrue();
        assertThat(groups.has(8, 3)).isFalse();
        assertThat(groups.has(7, 4)).isFalse();
    }

    @Test
    void ofTooManyTheOneThatHasSentNothingForLongestIsForgotten() {
        long sequence = 0;
        for (long group = 1; group <= Fairness.MOST_HELD_BACK; group++) groups.put(group, ++sequence);
        groups.put(1, ++sequence);
        groups.put(99, ++sequence);

        assertThat(groups.has(2, 1)).isFalse();
        assertThat(groups.has(1, 1)).isTrue();
        assertThat(groups.has(99, 1)).isTrue();
        assertThat(groups.rows(1)).hasSize(Fairness.MOST_HELD_BACK);
    }

    @Test
    void rowsAreThoseOfWhichMessagesWaitTheLastOneAtTheEnd() {
        groups.put(7, 1);
        groups.put(8, 2);
        groups.put(9, 3);
        groups.put(8, 4);

        assertThat(groups.rows(2)).isEqualTo(List.of(new Fairness.HeldBack(9, 3), new Fairness.HeldBack(8, 4)));
    }
}
