package dev.sluice.broker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkTest {
    /** Fails on lists that have 17 somewhere before 42. */
    private static void failOn17Before42(List<Integer> list) {
        int first = list.indexOf(17);
        if (first >= 0 && list.lastIndexOf(42) > first) throw new IllegalStateException("17 before 42");
    }

    @Test
    void whatTheFailureDoesNotNeedIsLeftOut() {
        List<Integer> steps = IntStream.range(0, 1_000).boxed().toList();

        assertThat(Shrink.shortest(steps, ShrinkTest::failOn17Before42)).containsExactly(17, 42);
    }

    @Test
    void failureNamesItsTitleAndTheShortestList() {
        assertThatThrownBy(() -> Shrink.onFailure("seed 5", List.of(1, 17, 2, 42, 3), ShrinkTest::failOn17Before42))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 5 fails with 2 of 5 steps")
                .hasMessageContaining("new 17")
                .hasMessageContaining("17 before 42");
    }

    @Test
    void successIsSilent() {
        Shrink.onFailure("seed 5", List.of(42, 17), ShrinkTest::failOn17Before42);
    }
}
