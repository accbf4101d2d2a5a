package dev.sluice.client.internal;

import dev.sluice.client.AttributeValue;
import dev.sluice.client.BatchResult;
import dev.sluice.client.ClientClosedException;
import dev.sluice.client.Interceptor;
import dev.sluice.client.Interceptor.Sending;
import dev.sluice.client.MessageCodec;
import dev.sluice.client.MessageCodecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The way of a message out of the application, to a queue or a topic: past the interceptors, through the codec, into a batch. Any
 * thread.
 *
 * @param <T> the type of the bodies
 * @param <M> the messages as the application makes them
 * @param <R> what it learns of them
 */
final class Outbound<T, M, R> {
    private final Calls calls;
    private final List<Interceptor> interceptors;
    private final Duration patience;
    private final MessageCodec<T> codec;
    private final Kind<T, M, R> kind;
    private final Batches<M, R> batches;

    /** What a queue's messages and a topic's have under different names. */
    record Kind<T, M, R>(Function<M, T> body, Attributing<M> attributing, Around<M, R> around) {}

    /** Adds an attribute to a message. */
    interface Attributing<M> {
        M with(M message, String name, AttributeValue value);
    }

    /** Passes an interceptor. */
    interface Around<M, R> {
        CompletableFuture<R> pass(Interceptor interceptor, M message, Sending<M, R> rest);
    }

    /** Where messages go. */
    interface Batches<M, R> {
        /** @param patienceForRoom how long to wait when too much is waiting for its answer */
        CompletableFuture<R> add(M message, String text, Duration patienceForRoom);
    }

    Outbound(Calls calls, ClientOptions options, MessageCodec<T> codec, Kind<T, M, R> kind, Batches<M, R> batches) {
        this.calls = calls;
        this.interceptors = options.interceptors();
        this.patience = options.requestTimeout();
        this.codec = codec;
        this.kind = kind;
        this.batches = batches;
    }

    R send(M message) {
        return Futures.await(send(message, patience));
    }

    CompletableFuture<R> sendAsync(M message) {
        return send(message, Duration.ZERO);
    }

    BatchResult<R> sendAll(List<M> messages) {
        var results = new ArrayList<CompletableFuture<R>>(messages.size());
        for (M message : messages) results.add(send(message, patience));
        return SendBuffer.outcomes(results);
    }

    private CompletableFuture<R> send(M message, Duration patienceForRoom) {
        if (calls.closed()) return CompletableFuture.failedFuture(new ClientClosedException("the client is closed"));
        return intercepted(message, patienceForRoom, 0);
    }

    private CompletableFuture<R> intercepted(M message, Duration patienceForRoom, int from) {
        if (from == interceptors.size()) return encoded(message, patienceForRoom);
        Sending<M, R> rest = changed -> intercepted(changed, patienceForRoom, from + 1);
        return kind.around().pass(interceptors.get(from), message, rest);
    }

    private CompletableFuture<R> encoded(M message, Duration patienceForRoom) {
        try {
            T body = kind.body().apply(message);
            M whole = message;
            for (var attribute : codec.attributes(body).entrySet()) {
                whole = kind.attributing().with(whole, attribute.getKey(), attribute.getValue());
            }
            return batches.add(whole, codec.encode(body), patienceForRoom);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(new MessageCodecException("interrupted while encoding", e));
        } catch (Exception e) {
            return CompletableFuture.failedFuture(new MessageCodecException("the codec has no text for this body", e));
        }
    }
}
