package dev.sluice.samples.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.Outgoing;
import dev.sluice.client.QueueClient;
import dev.sluice.client.ReceiveOptions;
import dev.sluice.client.Received;
import dev.sluice.client.SluiceClient;
import dev.sluice.samples.SampleProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The autoscaler behind a real broker's hint, with workers that do nothing. */
class AutoscalerIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void workersComeWithMessagesStayWhileTheBrokerIsAwayAndGoWithThem() throws Exception {
        int port = freePort();
        int management = freePort();
        try (var broker = broker(port, management);
                var client = SluiceClient.builder()
                        .endpoints("http://127.0.0.1:" + port)
                        .build()) {
            await().atMost(LONG)
                    .ignoreExceptions()
                    .until(() -> client.createQueue("jobs", Map.of()).endsWith("/jobs"));
            QueueClient<String> jobs = client.queue("jobs");
            var workers = new AtomicInteger();
            var autoscaler = new Autoscaler(
                    new Hint(URI.create("http://127.0.0.1:" + management), "jobs"),
                    new WorkerPool(List.of("sleep", "60"), 3),
                    workers::set);
            var thread = new Thread(() -> run(autoscaler));
            thread.start();
            try {
                jobs.sendAll(IntStream.range(0, 10)
                                .mapToObj(i -> Outgoing.of("job " + i))
                                .toList())
                        .orThrow();
                await().atMost(LONG).until(workers::get, count -> count == 3);

                broker.killAndRestart();
                await().atMost(LONG)
                        .ignoreExceptions()
                        .until(() -> !jobs.attributes().isEmpty());
                assertThat(workers).hasValue(3);

                empty(jobs);
                await().atMost(LONG).until(workers::get, count -> count == 0);
            } finally {
                autoscaler.close();
                thread.join();
            }
        }
    }

    private SampleProcess broker(int port, int management) {
        return SampleProcess.start(
                folder.resolve("broker.log"),
                Map.of(),
                "dev.sluice.broker.Main",
                "server",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                Integer.toString(port),
                "--management-port",
                Integer.toString(management),
                "--set",
                "storage.minimum-free=0",
                "--set",
                "scaling.defaults.serviceSeconds=30",
                "--set",
                "scaling.defaults.scaleInWindowSeconds=1",
                "--set",
                "scaling.defaults.scaleInStep=100%/1s",
                "--set",
                "scaling.defaults.idleSeconds=1");
    }

    private static void run(Autoscaler autoscaler) {
        try {
            autoscaler.run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void empty(QueueClient<String> jobs) {
        for (List<Received<String>> some = jobs.receive(ReceiveOptions.NOW);
                !some.isEmpty();
                some = jobs.receive(ReceiveOptions.NOW)) {
            some.forEach(jobs::delete);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
