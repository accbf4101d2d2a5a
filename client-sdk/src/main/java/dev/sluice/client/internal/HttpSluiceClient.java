package dev.sluice.client.internal;

import dev.sluice.client.MessageCodec;
import dev.sluice.client.QueueClient;
import dev.sluice.client.SluiceClient;
import dev.sluice.client.internal.Calls.Repeat;
import dev.sluice.protocol.sqs.CreateQueueRequest;
import dev.sluice.protocol.sqs.CreateQueueResponse;
import dev.sluice.protocol.sqs.DeleteQueueRequest;
import dev.sluice.protocol.wire.SqsOperations;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A client that makes real requests. */
public final class HttpSluiceClient implements SluiceClient {
    private final ClientOptions options;
    private final Timer timer = new Timer("sluice-client-timer");
    private final Calls calls;
    private final Set<HttpQueueClient<?>> queues = ConcurrentHashMap.newKeySet();

    public HttpSluiceClient(ClientOptions options) {
        this.options = options;
        this.calls = new Calls(options, timer);
    }

    @Override
    public <T> QueueClient<T> queue(String name, MessageCodec<T> codec) {
        Objects.requireNonNull(name, "name");
        var queue = new HttpQueueClient<>(calls, options, name, codec);
        queues.add(queue);
        return queue;
    }

    @Override
    public String createQueue(String name, Map<String, String> attributes) {
        return Futures.await(createQueueAsync(name, attributes));
    }

    @Override
    public CompletableFuture<String> createQueueAsync(String name, Map<String, String> attributes) {
        var request = new CreateQueueRequest(name, attributes, Map.of());
        return Futures.map(
                calls.call(SqsOperations.CREATE_QUEUE, request, Repeat.HARMLESS), CreateQueueResponse::queueUrl);
    }

    @Override
    public void deleteQueue(String name) {
        Futures.await(deleteQueueAsync(name));
    }

    /** Not repeated when it may have been done: a second one would find no queue, or a new one of the same name. */
    @Override
    public CompletableFuture<Void> deleteQueueAsync(String name) {
        return Futures.done(Futures.then(
                new QueueAddress(calls, name).url(),
                url -> calls.call(SqsOperations.DELETE_QUEUE, new DeleteQueueRequest(url), Repeat.DOUBLES)));
    }

    @Override
    public void close() {
        CompletableFuture.allOf(queues.stream()
                        .map(queue -> queue.closeConsumers(options.requestTimeout()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        long deadline = System.nanoTime() + options.requestTimeout().toNanos();
        var flushed = queues.stream().map(QueueClient::flush).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(flushed)
                .completeOnTimeout(null, options.requestTimeout().toNanos(), TimeUnit.NANOSECONDS)
                .join();
        calls.close(deadline);
        timer.close();
    }
}
