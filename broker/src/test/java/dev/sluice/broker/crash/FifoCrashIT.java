package dev.sluice.broker.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.crash.FifoClient.Held;
import dev.sluice.broker.suite.BrokerProcess;
import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Kills a real broker under FIFO load, again and again: the order of every group, its lock, what is remembered of sends
 * and the sequence numbers go through it. Rounds and seed as in {@link CrashIT}.
 */
@Execution(ExecutionMode.SAME_THREAD)
class FifoCrashIT {
    private static final int ROUNDS =
            Integer.getInteger("sluice.crash.rounds", Boolean.getBoolean("sluice.soak") ? 100 : 4);
    private static final long SEED = Long.getLong("sluice.crash.seed", 20_260_103L);
    private static final int CLIENTS = 5;

    private final FifoLedger ledger = new FifoLedger();
    private final Random random = new Random(SEED);

    @Test
    void groupsKeepTheirOrderAndNothingIsLostOrDoubled(@TempDir Path directory) throws IOException {
        Path data = directory.resolve("data");
        for (int round = 1; round <= ROUNDS; round++) {
            killUnderLoad(data, round);
            check("round " + round);
        }
        DoomedBroker.verifyStoppedStore(data);
        drain(data);
        check("the end");
        DoomedBroker.verifyStoppedStore(data);
        System.out.println("FIFO crash test: " + ledger.summary());
    }

    private void killUnderLoad(Path data, int round) throws IOException {
        try (BrokerProcess broker = BrokerProcess.start(data)) {
            try (WireConnection connection = new WireConnection(broker.endpoint())) {
                Members fifo = Members.of("FifoQueue", "true");
                connection.call("CreateQueue", Members.of("QueueName", FifoClient.QUEUE, "Attributes", fifo));
            }
            List<FifoClient> clients = new ArrayList<>();
            for (int number = 0; number < CLIENTS; number++) {
                clients.add(new FifoClient(ledger, round, number, SEED));
            }
            new DoomedBroker(broker, ledger::violation).killUnder(clients, random);
        }
    }

    /** Receives and deletes until nothing comes any more. */
    private void drain(Path data) throws IOException {
        try (BrokerProcess broker = BrokerProcess.start(data);
                WireConnection connection = new WireConnection(broker.endpoint())) {
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        for (List<Held> some = some(connection); !some.isEmpty(); some = some(connection)) {
                            FifoClient.deleteAll(connection, some, ledger);
                        }
                        return count(connection) == 0;
                    });
            ledger.drained();
            assertThat(broker.stop()).as("exit status").isEqualTo(143);
        }
    }

    private List<Held> some(WireConnection connection) throws IOException {
        List<Held> messages = FifoClient.receive(connection, 10, 60);
        ledger.received(messages.stream().map(Held::message).toList());
        return messages;
    }

    private static int count(WireConnection connection) throws IOException {
        List<String> names = List.of("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible");
        return connection
                .call("GetQueueAttributes", Members.of("QueueUrl", FifoClient.QUEUE, "AttributeNames", names))
                .texts("Attributes")
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private void check(String when) {
        assertThat(ledger.violations())
                .as("broken promises, noticed in %s of %d rounds, -Dsluice.crash.seed=%d", when, ROUNDS, SEED)
                .isEmpty();
    }
}
