package dev.sluice.client.internal;

import dev.sluice.client.internal.Calls.Repeat;
import dev.sluice.protocol.sqs.GetQueueUrlRequest;
import dev.sluice.protocol.sqs.GetQueueUrlResponse;
import dev.sluice.protocol.wire.SqsOperations;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a queue: asked for once, when it is first needed. An answer is kept, as a URL depends on nothing but account
 * and name; a failure is not, so the next use asks again.
 */
final class QueueAddress {
    private final Calls calls;
    private final String name;
    private final AtomicReference<@Nullable CompletableFuture<String>> url = new AtomicReference<>();

    /** @param name or URL */
    QueueAddress(Calls calls, String name) {
        this.calls = calls;
        this.name = name;
        if (name.contains("://")) url.set(CompletableFuture.completedFuture(name));
    }

    String name() {
        return name;
    }

    boolean isFifo() {
        return name.endsWith(".fifo");
    }

    CompletableFuture<String> url() {
        CompletableFuture<String> known = url.get();
        if (known != null && !known.isCompletedExceptionally()) return known;
        var asked = new CompletableFuture<String>();
        if (!url.compareAndSet(known, asked)) return url();
        var answer = calls.call(SqsOperations.GET_QUEUE_URL, new GetQueueUrlRequest(name, null), Repeat.HARMLESS);
        Futures.chain(Futures.map(answer, GetQueueUrlResponse::queueUrl), asked);
        return asked;
    }
}
