package dev.sluice.broker.engine;

import dev.sluice.broker.engine.queue.QueueLimits;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random commands against naive queues. {@code -Dsluice.seeds=5000} runs that many seeds of each instead of a few;
 * {@code -Dsluice.seed=17} that one alone.
 */
class StandardQueueModelTest {
    private static final QueueLimits ROOMY = new QueueLimits(1_000, 256, 1 << 20, 64 << 20, 4);
    /** Windows are refilled, cut short and evicted all the time, and the in-flight limits are met. */
    private static final QueueLimits NARROW = new QueueLimits(8, 4, 700, 1_500, 3);

    private static final QueueLimits TINY = new QueueLimits(2, 1, 1, 1, 2);

    static LongStream seeds() {
        Long only = Long.getLong("sluice.seed");
        return only != null ? LongStream.of(only) : LongStream.range(0, Long.getLong("sluice.seeds", 25));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneQueueAgreesWithTheNaiveQueue(long seed) {
        agrees(ROOMY, 1, 3, seed, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void queuesWithNarrowLimitsAgreeWithTheNaiveQueue(long seed) {
        agrees(NARROW, 3, 5, seed, 700);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void queuesWithTinyLimitsThatRestartOftenAgreeWithTheNaiveQueue(long seed) {
        agrees(TINY, 2, 60, seed, 500);
    }

    private static void agrees(QueueLimits limits, int queues, int restarts, long seed, int count) {
        List<Step> steps = new RandomSteps(seed, queues, restarts).take(count);
        Shrink.onFailure("seed " + seed + " with " + limits, steps, list -> ModelRun.run(limits, queues, list));
    }
}
