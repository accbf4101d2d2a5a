package dev.sluice.broker.crash;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Kills a real broker at random moments under load and holds what it then has against the clients' own record. A killed
 * process keeps what the operating system had taken, so this is about recovery; the simulated store is about syncing.
 *
 * <p>{@code -Dsluice.crash.rounds} (100 in the soak profile) and {@code -Dsluice.crash.seed} choose other runs. The seed fixes what the clients do
 * and how long each round is, not how their calls interleave.
 */
@Execution(ExecutionMode.SAME_THREAD)
class CrashIT {
    private static final int ROUNDS =
            Integer.getInteger("sluice.crash.rounds", Boolean.getBoolean("sluice.soak") ? 100 : 5);
    private static final long SEED = Long.getLong("sluice.crash.seed", 20_260_101L);

    @Test
    void nothingAcknowledgedIsLostOrUndone(@TempDir Path directory) throws IOException {
        new CrashRun(directory.resolve("data"), Workload.PLAIN, ROUNDS, SEED).run();
    }

    @Test
    void norWithDelaysNoisyGroupsPurgesSeveralQueuesAndSmallWriteBuffers(@TempDir Path directory) throws IOException {
        new CrashRun(directory.resolve("data"), Workload.MIXED, Math.max(3, ROUNDS / 2), SEED + 1).run();
    }
}
