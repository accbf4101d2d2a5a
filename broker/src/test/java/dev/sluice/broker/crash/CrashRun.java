package dev.sluice.broker.crash;

import dev.sluice.broker.suite.BrokerProcess;
import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.SluiceCommand;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Starts a broker, lets clients work, kills it; again and again on the same data. Then counts. */
final class CrashRun {
    private static final int CLIENTS = 6;

    private final Path data;
    private final Workload workload;
    private final int rounds;
    private final long seed;
    private final Random random;
    private final Ledger ledger = new Ledger();

    CrashRun(Path data, Workload workload, int rounds, long seed) {
        this.data = data;
        this.workload = workload;
        this.rounds = rounds;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** @throws AssertionError with everything that was not as promised */
    void run() throws IOException {
        for (int round = 1; round <= rounds; round++) {
            killUnderLoad(round);
            if (round % 10 == 0) auditAll("after round " + round);
            check("round " + round);
        }
        verifyStoppedStore("after the last kill");
        auditAll("at the end");
        verifyStoppedStore("after an orderly stop");
        check("the audit");
    }

    private void killUnderLoad(int round) throws IOException {
        try (BrokerProcess broker = start()) {
            createQueues(broker);
            List<LoadClient> clients = new ArrayList<>();
            for (int number = 0; number < CLIENTS; number++) {
                clients.add(new LoadClient(workload, ledger, round, number, seed));
            }
            new DoomedBroker(broker, ledger::violation).killUnder(clients, random);
        }
    }

    private BrokerProcess start() {
        return BrokerProcess.start(data, workload.settings().toArray(String[]::new));
    }

    private void createQueues(BrokerProcess broker) throws IOException {
        try (WireConnection connection = new WireConnection(broker.endpoint())) {
            for (String queue : workload.queues()) connection.call("CreateQueue", Members.of("QueueName", queue));
        }
    }

    private void auditAll(String when) throws IOException {
        try (BrokerProcess broker = start()) {
            createQueues(broker);
            for (String queue : workload.queues()) {
                try (Audit audit = new Audit(broker.endpoint(), queue, ledger)) {
                    audit.receiveEverything();
                    audit.makeVisibleAgain();
                }
            }
            int status = broker.stop();
            if (status != 143)
                ledger.violation("SIGTERM ended the broker with %d:\n%s".formatted(status, broker.output()));
        }
        System.out.printf("crash test, %s: %s%n", when, ledger.summary());
    }

    private void verifyStoppedStore(String when) {
        SluiceCommand verify = SluiceCommand.run("data", "verify", "--data", data.toString());
        if (verify.exitStatus() != 0) ledger.violation("data verify " + when + ":\n" + verify.output());
    }

    private void check(String when) {
        List<String> violations = ledger.violations();
        if (violations.isEmpty()) return;
        throw new AssertionError("%d broken promises, noticed in %s of %d, seed %d (-Dsluice.crash.seed=%d):%n%s"
                .formatted(
                        violations.size(),
                        when,
                        rounds,
                        seed,
                        seed,
                        violations.stream().limit(20).collect(Collectors.joining("\n"))));
    }
}
