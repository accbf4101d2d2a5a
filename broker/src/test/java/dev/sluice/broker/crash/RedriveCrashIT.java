package dev.sluice.broker.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.suite.BrokerProcess;
import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills a real broker while messages die and a move task takes them back, again and again: each message must stand in
 * exactly one of the two queues, and a task must go on where it was. Rounds and seed as in {@link CrashIT}.
 */
@Execution(ExecutionMode.SAME_THREAD)
class RedriveCrashIT {
    private static final int ROUNDS =
            Integer.getInteger("sluice.crash.rounds", Boolean.getBoolean("sluice.soak") ? 100 : 4);
    private static final long SEED = Long.getLong("sluice.crash.seed", 20_260_104L);
    private static final int CLIENTS = 5;
    private static final int LETTERS_AT_START = 30;

    private final RedriveLedger ledger = new RedriveLedger(RedriveQueues.MAX_RECEIVES);
    private final Random random = new Random(SEED);

    @ParameterizedTest
    @ValueSource(strings = {"", ".fifo"})
    void deadLettersAndTheirReturnLoseAndDoubleNothing(String suffix, @TempDir Path directory) throws IOException {
        var queues = new RedriveQueues(suffix);
        Path data = directory.resolve("data");
        for (int round = 1; round <= ROUNDS; round++) {
            killUnderLoad(data, queues, round);
            check("round " + round);
        }
        DoomedBroker.verifyStoppedStore(data);
        drain(data, queues);
        check("the end");
        DoomedBroker.verifyStoppedStore(data);
        System.out.printf("redrive crash test%s: %s%n", suffix, ledger.summary());
        assertThat(ledger.resumedTasks()).as("tasks running at a kill").isPositive();
    }

    private void killUnderLoad(Path data, RedriveQueues queues, int round) throws IOException {
        try (BrokerProcess broker = BrokerProcess.start(data)) {
            try (WireConnection connection = new WireConnection(broker.endpoint())) {
                queues.create(connection);
                checkMoves(broker, connection, queues);
                keepATaskRunning(connection, queues, round);
            }
            List<RedriveClient> clients = new ArrayList<>();
            for (int number = 1; number <= CLIENTS; number++) {
                clients.add(new RedriveClient(queues, ledger, round, number, SEED));
            }
            new DoomedBroker(broker, ledger::violation).killUnder(clients, random);
        }
    }

    /** What one queue gave the other took, and tasks remember what they had done. */
    private void checkMoves(BrokerProcess broker, WireConnection connection, RedriveQueues queues) throws IOException {
        String metrics = new Management(broker.management()).metrics();
        double moved = Management.sum("sluice_queue_moved_total", metrics);
        double movedIn = Management.sum("sluice_queue_moved_in_total", metrics);
        if (moved != movedIn) ledger.violation("%s messages moved away, %s moved in".formatted(moved, movedIn));
        for (Members task : queues.tasks(connection)) {
            ledger.listed(
                    task.text("StartedTimestamp"),
                    task.text("Status"),
                    Long.parseLong(task.text("ApproximateNumberOfMessagesMoved")),
                    Long.parseLong(task.text("ApproximateNumberOfMessagesToMove")));
        }
    }

    /** Every other task is slow enough to be running when the broker is killed; the others go as fast as they can. */
    private void keepATaskRunning(WireConnection connection, RedriveQueues queues, int round) throws IOException {
        List<Members> tasks = queues.tasks(connection);
        if (!tasks.isEmpty() && tasks.get(0).text("Status").equals("RUNNING")) return;
        var client = new RedriveClient(queues, ledger, round, 0, SEED);
        while (queues.count(connection, queues.dead(), false) < LETTERS_AT_START) {
            for (int i = 0; i < 10; i++) client.send(connection);
            for (int i = 0; i < 4; i++) RedriveClient.receive(connection, queues, queues.source(), 10, 0, ledger);
        }
        if (RedriveQueues.leavesDeadLettersAlone(round)) {
            await().until(() ->
                    queues.count(connection, queues.dead(), true) == queues.count(connection, queues.dead(), false));
        }
        Members start = Members.of("SourceArn", queues.deadArn());
        connection.call("StartMessageMoveTask", round % 3 == 0 ? start : start.with("MaxNumberOfMessagesPerSecond", 5));
    }

    /** Lets the last task end, and receives and deletes until nothing comes any more. */
    private void drain(Path data, RedriveQueues queues) throws IOException {
        try (BrokerProcess broker = BrokerProcess.start(data);
                WireConnection connection = new WireConnection(broker.endpoint())) {
            checkMoves(broker, connection, queues);
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        boolean received = deleteSome(connection, queues, queues.source());
                        received |= deleteSome(connection, queues, queues.dead());
                        return !received
                                && queues.count(connection, queues.source(), true) == 0
                                && queues.count(connection, queues.dead(), true) == 0;
                    });
            checkMoves(broker, connection, queues);
            ledger.drained();
            assertThat(broker.stop()).as("exit status").isEqualTo(143);
        }
    }

    private boolean deleteSome(WireConnection connection, RedriveQueues queues, String queue) throws IOException {
        List<RedriveClient.Held> some = RedriveClient.receive(connection, queues, queue, 10, 60, ledger);
        RedriveClient.deleteAll(connection, queue, some, ledger);
        return !some.isEmpty();
    }

    private void check(String when) {
        assertThat(ledger.violations())
                .as("broken promises, noticed in %s of %d rounds, -Dsluice.crash.seed=%d", when, ROUNDS, SEED)
                .isEmpty();
    }
}
