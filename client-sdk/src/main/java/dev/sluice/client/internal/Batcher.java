package dev.sluice.client.internal;

import dev.sluice.client.BatchResult.Outcome;
import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.SluiceException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers entries into requests. An entry leaves at once when no request is under way; else when ten, or as many bytes as a request may hold, are
 * together, when a request under way ends and leaves none, or when it has lingered long enough. While all requests are out
 * entries wait, and fill up the next.
 *
 * <p>Any thread. The lock is held for a few instructions, never while a request is made or a future completed.
 *
 * @param <E> an entry
 * @param <R> what becomes of it
 */
final class Batcher<E, R> {
    private static final int MAX_ENTRIES = 10;

    private final int maxRequests;
    private final int maxBytes;
    private final long lingerNanos;
    private final Timer timer;
    private final Function<List<E>, CompletableFuture<List<@Nullable Outcome<R>>>> request;

    private final Object lock = new Object();
    private final ArrayDeque<Entry<E, R>> waiting = new ArrayDeque<>();
    private final Set<List<Entry<E, R>>> underWay = new HashSet<>();
    private int waitingBytes;
    private int requests;
    private boolean flushing;
    private boolean timerSet;

    private static final class Entry<E, R> {
        final E content;
        final int bytes;
        final boolean alone;
        final long since = System.nanoTime();
        final CompletableFuture<R> result = new CompletableFuture<>();

        Entry(E content, int bytes, boolean alone) {
            this.content = content;
            this.bytes = bytes;
            this.alone = alone;
        }
    }

    /**
     * @param maxRequests under way at once
     * @param maxBytes in one request, unless a single entry has more
     * @param request makes one; its future has one outcome for each entry, in their order
     */
    Batcher(
            int maxRequests,
            int maxBytes,
            Duration linger,
            Timer timer,
            Function<List<E>, CompletableFuture<List<@Nullable Outcome<R>>>> request) {
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
        this.lingerNanos = linger.toNanos();
        this.timer = timer;
        this.request = request;
    }

    CompletableFuture<R> add(E content, int bytes) {
        return add(content, bytes, false);
    }

    /** @param alone whether it needs a request of its own */
    CompletableFuture<R> add(E content, int bytes, boolean alone) {
        var entry = new Entry<E, R>(content, bytes, alone);
        List<Entry<E, R>> batch;
        synchronized (lock) {
            waiting.add(entry);
            waitingBytes += bytes;
            batch = takeReady();
        }
        if (batch != null) send(batch);
        return entry.result;
    }

    /** Sends what waits without further delay. Completes when all that was added before is answered, well or not. */
    CompletableFuture<Void> flush() {
        var results = new ArrayList<CompletableFuture<?>>();
        synchronized (lock) {
            flushing = !waiting.isEmpty();
            waiting.forEach(entry -> results.add(entry.result));
            underWay.forEach(batch -> batch.forEach(entry -> results.add(entry.result)));
        }
        sendReady();
        return CompletableFuture.allOf(results.toArray(CompletableFuture<?>[]::new))
                .handle((done, failure) -> null);
    }

    private void sendReady() {
        while (true) {
            List<Entry<E, R>> batch;
            synchronized (lock) {
                batch = takeReady();
            }
            if (batch == null) return;
            send(batch);
        }
    }

    /** Under the lock: the next batch if it may leave now; else sees to it that somebody looks again. */
    private @Nullable List<Entry<E, R>> takeReady() {
        Entry<E, R> oldest = waiting.peek();
        if (oldest == null || requests >= maxRequests) return null;
        long age = System.nanoTime() - oldest.since;
        boolean full = waiting.size() >= MAX_ENTRIES || waitingBytes >= maxBytes;
        if (full || oldest.alone || requests == 0 || flushing || age >= lingerNanos) return take();
        if (!timerSet) {
            timerSet = true;
            timer.after(lingerNanos - age, this::lingered);
        }
        return null;
    }

    private List<Entry<E, R>> take() {
        var batch = new ArrayList<Entry<E, R>>(Math.min(waiting.size(), MAX_ENTRIES));
        int bytes = 0;
        for (Entry<E, R> next = waiting.peek(); next != null; next = waiting.peek()) {
            boolean fits = batch.size() < MAX_ENTRIES && bytes + next.bytes <= maxBytes && !next.alone;
            if (!fits && !batch.isEmpty()) break;
            batch.add(waiting.remove());
            bytes += next.bytes;
            if (next.alone) break;
        }
        waitingBytes -= bytes;
        if (waiting.isEmpty()) flushing = false;
        requests++;
        underWay.add(batch);
        return batch;
    }

    private void lingered() {
        synchronized (lock) {
            timerSet = false;
        }
        sendReady();
    }

    /** And what may leave when that is answered. A loop, because a request that fails at once would nest instead. */
    private void send(List<Entry<E, R>> first) {
        for (List<Entry<E, R>> batch = first; batch != null; ) {
            List<Entry<E, R>> sent = batch;
            var answer = request.apply(sent.stream().map(entry -> entry.content).toList());
            if (!answer.isDone()) {
                Futures.whenDone(answer, (outcomes, failure) -> {
                    List<Entry<E, R>> next = answered(sent);
                    if (next != null) send(next);
                    tell(sent, outcomes, failure);
                });
                return;
            }
            batch = answered(sent);
            Futures.whenDone(answer, (outcomes, failure) -> tell(sent, outcomes, failure));
        }
    }

    private @Nullable List<Entry<E, R>> answered(List<Entry<E, R>> batch) {
        synchronized (lock) {
            requests--;
            underWay.remove(batch);
            return takeReady();
        }
    }

    private static <E, R> void tell(
            List<Entry<E, R>> batch, @Nullable List<@Nullable Outcome<R>> outcomes, @Nullable Throwable failure) {
        for (int i = 0; i < batch.size(); i++) {
            CompletableFuture<R> result = batch.get(i).result;
            if (outcomes == null) {
                result.completeExceptionally(failure(failure));
            } else {
                Outcome<R> outcome = outcomes.get(i);
                SluiceException refused = outcome == null
                        ? new OutcomeUnknownException("the answer leaves out this entry", null)
                        : outcome.failure();
                if (refused != null) result.completeExceptionally(refused);
                else result.complete(outcome.result());
            }
        }
    }

    private static Throwable failure(@Nullable Throwable failure) {
        if (failure == null) return new OutcomeUnknownException("the answer has no outcomes", null);
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
