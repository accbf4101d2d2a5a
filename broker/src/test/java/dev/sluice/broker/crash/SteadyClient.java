package dev.sluice.broker.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.WireConnection;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client that behaves, on one connection it never lets go: sends, receives, deletes, and remembers its first trouble. */
final class SteadyClient implements Closeable {
    private final WireConnection connection;
    private final Thread thread = new Thread(this::work, "steady-client");
    private volatile boolean closing;
    private final AtomicInteger done = new AtomicInteger();
    private volatile @Nullable Throwable trouble;

    SteadyClient(URI endpoint) throws IOException {
        connection = new WireConnection(endpoint);
        connection.call("CreateQueue", Members.of("QueueName", "steady"));
        thread.start();
    }

    private void work() {
        try {
            while (!closing) {
                roundTrip("message " + done);
                done.incrementAndGet();
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            trouble = e;
        }
    }

    private void roundTrip(String body) throws IOException {
        Members queue = Members.of("QueueUrl", "steady");
        connection.call("SendMessage", queue.with("MessageBody", body));
        List<Members> messages = connection
                .call("ReceiveMessage", queue.with("WaitTimeSeconds", 20))
                .list("Messages");
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).text("Body")).isEqualTo(body);
        connection.call(
                "DeleteMessage", queue.with("ReceiptHandle", messages.get(0).text("ReceiptHandle")));
    }

    /** Waits for a hundred more round trips. */
    void assertUnharmed() {
        int before = done.get();
        await().atMost(Duration.ofMinutes(2)).until(() -> trouble != null || done.get() >= before + 100);
        assertThat(trouble).isNull();
    }

    @Override
    public void close() throws IOException {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
