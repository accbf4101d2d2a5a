package dev.sluice.broker.engine;

import dev.sluice.broker.engine.queue.QueueLimits;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random commands against a naive FIFO queue. {@code -Dsluice.seeds} and {@code -Dsluice.seed} as for standard queues. */
class FifoQueueModelTest {
    private static final QueueLimits ROOMY = QueueLimits.withInFlight(10_000);
    /** Windows are refilled, cut short and evicted all the time. */
    private static final QueueLimits NARROW = new QueueLimits(10_000, 4, 700, 900);

    static LongStream seeds() {
        return StandardQueueModelTest.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fewGroupsAgreeWithTheNaiveQueue(long seed) {
        agrees(ROOMY, 3, 0, 5, seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void manyGroupsWithNarrowWindowsAgreeWithTheNaiveQueue(long seed) {
        agrees(NARROW, 40, 0, 5, seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDelayedQueueThatCrashesOftenAgreesWithTheNaiveQueue(long seed) {
        agrees(NARROW, 6, 2, 60, seed);
    }

    private static void agrees(QueueLimits limits, int groups, int delaySeconds, int crashes, long seed) {
        List<FifoStep> steps = new FifoSteps(seed, groups, crashes).take(500);
        Shrink.onFailure("seed " + seed, steps, list -> FifoModelRun.run(limits, delaySeconds, list));
    }
}
