package dev.sluice.broker.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.suite.BrokerProcess;
import dev.sluice.broker.suite.SluiceCommand;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A broker that clients work on until it is killed under them. */
final class DoomedBroker {
    private static final Duration SHORTEST_ROUND = Duration.ofMillis(300);
    private static final Duration LONGEST_ROUND = Duration.ofMillis(2_500);

    private final BrokerProcess broker;
    private final Consumer<String> violations;
    /** Set before it is killed, from when on connections may break. */
    private volatile boolean dying;

    /** A client's calls, made one after the other on a thread and a connection of its own. */
    interface Client {
        void callOnce(WireConnection connection) throws IOException;
    }

    /** @param violations told of a broker that ends by itself, of one that breaks a connection, and of failed clients */
    DoomedBroker(BrokerProcess broker, Consumer<String> violations) {
        this.broker = broker;
        this.violations = violations;
    }

    /** Lets the clients work for a random while, kills the broker, and waits until all of them have noticed. */
    void killUnder(List<? extends Client> clients, Random random) {
        var threads = new ArrayList<Thread>();
        for (Client client : clients) {
            String name = "client-" + threads.size();
            threads.add(new Thread(() -> work(client, name), name));
        }
        threads.forEach(Thread::start);
        awaitMomentToKill(random);
        if (!broker.isAlive()) violations.accept("the broker ended by itself:\n" + broker.output());
        dying = true;
        broker.kill();
        threads.forEach(DoomedBroker::join);
    }

    private void work(Client client, String name) {
        try (WireConnection connection = new WireConnection(broker.endpoint())) {
            while (true) client.callOnce(connection);
        } catch (IOException e) {
            if (!dying) violations.accept("%s: a live broker closed the connection: %s".formatted(name, e));
        } catch (RuntimeException | AssertionError e) {
            violations.accept("%s: %s".formatted(name, e));
        }
    }

    private static void awaitMomentToKill(Random random) {
        long millis = random.nextLong(SHORTEST_ROUND.toMillis(), LONGEST_ROUND.toMillis());
        long moment = System.nanoTime() + millis * 1_000_000;
        await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() >= moment);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Holds what a broker has left against every check of {@code sluice data verify}. */
    static void verifyStoppedStore(Path data) {
        SluiceCommand verify = SluiceCommand.run("data", "verify", "--data", data.toString());
        assertThat(verify.exitStatus()).as(verify.output()).isZero();
    }
}
