package dev.sluice.bench.sdk;

import dev.sluice.client.ConsumerOptions;
import dev.sluice.client.SluiceClient;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Ours: {@code sendAsync}, and a consumer with a handler that does nothing. */
final class SluiceContender implements Contender {
    private static final int CONCURRENCY = 80;

    private final SluiceClient client;

    SluiceContender(URI endpoint) {
        client = SluiceClient.builder().endpoints(endpoint).build();
    }

    @Override
    public String name() {
        return "sluice";
    }

    @Override
    public void send(String queueUrl, String body, int messages, int window) throws Exception {
        var queue = client.queue(queueUrl);
        var room = new Semaphore(window);
        var failure = new AtomicReference<@Nullable Throwable>();
        for (int i = 0; i < messages; i++) {
            room.acquire();
            var unused = queue.sendAsync(body).whenComplete((sent, failed) -> {
                if (failed != null) failure.set(failed);
                room.release();
            });
        }
        room.acquire(window);
        Throwable failed = failure.get();
        if (failed != null) throw new IllegalStateException("a send failed", failed);
    }

    @Override
    public void consume(String queueUrl, int messages) throws Exception {
        var left = new CountDownLatch(messages);
        var consumer = client.queue(queueUrl)
                .consume(ConsumerOptions.DEFAULT.withConcurrency(CONCURRENCY), message -> left.countDown());
        left.await();
        consumer.close(); // waits for the deletions
    }

    @Override
    public void close() {
        client.close();
    }
}
