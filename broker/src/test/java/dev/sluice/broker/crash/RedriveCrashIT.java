package dev.sluice.broker.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.suite.BrokerProcess;
import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.SluiceCommand;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills a real broker while messages die and a move task takes them back, again and again: each message must stand in
 * exactly one of the two queues, and a task must go on where it was. Rounds and seed as in {@link CrashIT}.
 */
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
        verifyStoppedStore(data);
        drain(data, queues);
        check("the end");
        verifyStoppedStore(data);
        System.out.printf("redrive crash test%s: %s%n", suffix, ledger.summary());
        assertThat(ledger.resumedTasks()).as("tasks running at a kill").isPositive();
    }

    private void killUnderLoad(Path data, RedriveQueues queues, int round) throws IOException {
        AtomicBoolean dying = new AtomicBoolean();
        List<Thread> clients = new ArrayList<>();
        try (BrokerProcess broker = BrokerProcess.start(data)) {
            try (WireConnection connection = new WireConnection(broker.endpoint())) {
                queues.create(connection);
                checkMoves(broker, connection, queues);
                keepATaskRunning(broker, connection, queues, round);
            }
            for (int number = 1; number <= CLIENTS; number++) clients.add(client(broker, queues, dying, round, number));
            clients.forEach(Thread::start);
            long moment = System.nanoTime() + random.nextLong(300, 2_500) * 1_000_000;
            await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() >= moment);
            if (!broker.isAlive()) ledger.violation("the broker ended by itself:\n" + broker.output());
            dying.set(true);
            broker.kill();
            for (Thread client : clients) join(client);
        }
    }

    private Thread client(BrokerProcess broker, RedriveQueues queues, AtomicBoolean dying, int round, int number) {
        var client = new RedriveClient(broker.endpoint(), queues, dying::get, ledger, round, number, SEED);
        return new Thread(client, "client-" + number);
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
    private void keepATaskRunning(BrokerProcess broker, WireConnection connection, RedriveQueues queues, int round)
            throws IOException {
        List<Members> tasks = queues.tasks(connection);
        if (!tasks.isEmpty() && tasks.get(0).text("Status").equals("RUNNING")) return;
        var client = new RedriveClient(broker.endpoint(), queues, () -> true, ledger, round, 0, SEED);
        while (queues.count(connection, queues.dead(), false) < LETTERS_AT_START) {
            for (int i = 0; i < 10; i++) client.send(connection);
            for (int i = 0; i < 4; i++) RedriveClient.receive(connection, queues, queues.source(), 10, 0, ledger);
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
        for (RedriveClient.Held message : some) RedriveClient.delete(connection, queue, message, ledger);
        return !some.isEmpty();
    }

    private void verifyStoppedStore(Path data) {
        SluiceCommand verify = SluiceCommand.run("data", "verify", "--data", data.toString());
        assertThat(verify.exitStatus()).as(verify.output()).isZero();
    }

    private void check(String when) {
        assertThat(ledger.violations())
                .as("broken promises, noticed in %s of %d rounds, -Dsluice.crash.seed=%d", when, ROUNDS, SEED)
                .isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
