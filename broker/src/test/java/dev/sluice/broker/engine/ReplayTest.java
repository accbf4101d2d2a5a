package dev.sluice.broker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.ModelRun.Applied;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.QueueId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same entries give the same replies and rows, wherever turns end, processes restart and windows are cut. */
class ReplayTest {
    private static final int IN_FLIGHT = 20;
    private static final QueueLimits ROOMY = new QueueLimits(IN_FLIGHT, 256, 1 << 20, 64 << 20, 3);
    private static final QueueLimits NARROW = new QueueLimits(IN_FLIGHT, 3, 600, 900, 3);

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsAreAFunctionOfTheEntries(long seed) {
        List<Applied> log = ModelRun.run(ROOMY, 2, new RandomSteps(seed, 2, 0).take(800));

        String rows = rowsAfter(log, ROOMY, new Random(seed), 1, 0);

        assertThat(rowsAfter(log, ROOMY, new Random(seed), 1, 0)).as("again").isEqualTo(rows);
        assertThat(rowsAfter(log, ROOMY, new Random(seed), 10, 0))
                .as("in longer turns")
                .isEqualTo(rows);
        assertThat(rowsAfter(log, ROOMY, new Random(seed), 3, 4))
                .as("with restarts")
                .isEqualTo(rows);
        assertThat(rowsAfter(log, NARROW, new Random(seed), 3, 0))
                .as("with narrow windows")
                .isEqualTo(rows);
        assertThat(rowsAfter(log, NARROW, new Random(seed), 1, 1))
                .as("restarted after each")
                .isEqualTo(rows);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lookingAtMessagesChangesNeitherRepliesNorRows(long seed) {
        List<Applied> log = ModelRun.run(NARROW, 2, new RandomSteps(seed, 2, 0).take(500));
        String rows = rowsAfter(log, NARROW, new Random(seed), 3, 0);

        var shard = new TestShard(NARROW);
        var random = new Random(seed);
        for (Applied applied : log) {
            if (applied.command() == null) shard.sweep();
            else assertThat(shard.apply(applied.time(), applied.command())).isEqualTo(applied.reply());
            String before = shard.store.dump();
            int changes = shard.changes();
            for (int queue = 0; queue < 2; queue++) look(shard, queue, applied.time(), random.nextInt(1, 20));
            assertThat(shard.store.dump()).isEqualTo(before);
            assertThat(shard.changes()).isEqualTo(changes);
            if (random.nextInt(3) == 0) shard.endTurn();
        }
        shard.endTurn();

        assertThat(shard.store.dump()).isEqualTo(rows);
    }

    /** At the time of the turn, and as far ahead as an idle broker may look. */
    private static void look(TestShard shard, int queue, long now, int max) {
        var id = new QueueId("000000000000", "us-east-1", "queue-" + queue);
        if (shard.machine().answers().describe(id, now) instanceof Reply.Rejected) return;
        for (long ahead : new long[] {0, 1_000, 100_000}) {
            for (MessageState state : MessageState.values()) {
                shard.look(id, new Peek(Set.of(state), max), now + ahead);
            }
        }
    }

    /**
     * @param turn one entry in so many ends a turn
     * @param restart one turn in so many ends the process; 0 for never
     */
    private static String rowsAfter(List<Applied> log, QueueLimits limits, Random random, int turn, int restart) {
        var shard = new TestShard(limits);
        for (Applied applied : log) {
            if (applied.command() == null) shard.sweep();
            else assertThat(shard.apply(applied.time(), applied.command())).isEqualTo(applied.reply());
            if (random.nextInt(turn) != 0) continue;
            if (restart > 0 && random.nextInt(restart) == 0) shard.restart();
            else shard.endTurn();
        }
        shard.endTurn();
        return shard.store.dump();
    }
}
