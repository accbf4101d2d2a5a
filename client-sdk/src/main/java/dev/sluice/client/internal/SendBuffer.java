package dev.sluice.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.client.AttributeValue;
import dev.sluice.client.BatchResult;
import dev.sluice.client.BatchResult.Outcome;
import dev.sluice.client.Batching;
import dev.sluice.client.BufferFullException;
import dev.sluice.client.SluiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way to a queue or topic, and the bound of it. A standard one has one batcher with several requests under way.
 * In a FIFO one two requests of one group could overtake one another, so groups are spread over as many batchers, each with
 * one request under way. Any thread.
 *
 * @param <E> an entry
 * @param <R> what becomes of it
 */
final class SendBuffer<E, R> {
    private static final int ENTRY_OVERHEAD_BYTES = 1024;

    private final String name;
    private final int roomBytes;
    private final Semaphore room;
    private final List<Batcher<E, R>> lanes;

    /**
     * @param name of the queue or topic
     * @param batchBytes what one request may hold
     * @param request makes one; its future has one outcome for each entry, in their order
     */
    SendBuffer(
            String name,
            boolean fifo,
            int batchBytes,
            Batching batching,
            Timer timer,
            Function<List<E>, CompletableFuture<List<@Nullable Outcome<R>>>> request) {
        this.name = name;
        this.roomBytes = batching.pendingBytes();
        this.room = new Semaphore(roomBytes);
        int count = fifo ? batching.requests() : 1;
        int requestsEach = fifo ? 1 : batching.requests();
        var batchers = new ArrayList<Batcher<E, R>>();
        for (int i = 0; i < count; i++) {
            batchers.add(new Batcher<>(requestsEach, batchBytes, batching.linger(), timer, request));
        }
        this.lanes = List.copyOf(batchers);
    }

    /**
     * @param size in bytes, as the server counts it
     * @param alone whether it needs a request of its own
     * @param patience how long to wait for room
     */
    CompletableFuture<R> add(E entry, int size, @Nullable String group, boolean alone, Duration patience) {
        int taken = Math.min(size + ENTRY_OVERHEAD_BYTES, roomBytes);
        if (!takeRoom(taken, patience)) {
            return CompletableFuture.failedFuture(new BufferFullException(
                    "more than " + roomBytes + " bytes wait for their answer; not sent to " + name));
        }
        var result = lane(group).add(entry, size, alone);
        Futures.whenDone(result, (sent, failure) -> room.release(taken));
        return result;
    }

    CompletableFuture<Void> flush() {
        return CompletableFuture.allOf(lanes.stream().map(Batcher::flush).toArray(CompletableFuture<?>[]::new));
    }

    /** Waits for all of them. */
    static <R> BatchResult<R> outcomes(List<CompletableFuture<R>> results) {
        var outcomes = new ArrayList<Outcome<R>>(results.size());
        for (var result : results) {
            try {
                outcomes.add(new Outcome<>(Futures.await(result), null));
            } catch (SluiceException e) {
                outcomes.add(new Outcome<>(null, e));
            }
        }
        return new BatchResult<>(outcomes);
    }

    /** As SQS and SNS count: names, types and values. */
    static int sizeOf(Map<String, AttributeValue> attributes) {
        int size = 0;
        for (var attribute : attributes.entrySet()) {
            String text = attribute.getValue().text();
            byte[] bytes = attribute.getValue().bytes();
            size += attribute.getKey().length() + attribute.getValue().type().length();
            size += text != null ? text.getBytes(UTF_8).length : bytes == null ? 0 : bytes.length;
        }
        return size;
    }

    private boolean takeRoom(int bytes, Duration patience) {
        if (room.tryAcquire(bytes)) return true;
        if (patience.isZero()) return false;
        try {
            return room.tryAcquire(bytes, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Batcher<E, R> lane(@Nullable String group) {
        return lanes.get(group == null ? 0 : Math.floorMod(group.hashCode(), lanes.size()));
    }
}
