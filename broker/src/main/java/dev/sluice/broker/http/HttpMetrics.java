package dev.sluice.broker.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a server has counted since it was made. Written by the event loops, read by anybody. */
public final class HttpMetrics {

    final AtomicInteger open = new AtomicInteger();
    final LongAdder accepted = new LongAdder();
    final LongAdder refusedConnections = new LongAdder();
    final LongAdder requests = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder undelivered = new LongAdder();
    final AtomicLong buffered = new AtomicLong();
    private final Map<Refusal, LongAdder> refusals = new EnumMap<>(Refusal.class);

    HttpMetrics() {
        for (Refusal why : Refusal.values()) refusals.put(why, new LongAdder());
    }

    void refused(Refusal why) {
        counter(why).increment();
    }

    public int openConnections() {
        return open.get();
    }

    public long acceptedConnections() {
        return accepted.sum();
    }

    /** Closed on arrival because {@link HttpOptions#maxConnections} were open. */
    public long refusedConnections() {
        return refusedConnections.sum();
    }

    /** Handed to the endpoint. */
    public long requests() {
        return requests.sum();
    }

    public long bytesIn() {
        return bytesIn.sum();
    }

    public long bytesOut() {
        return bytesOut.sum();
    }

    /** Answers whose client was gone. */
    public long undelivered() {
        return undelivered.sum();
    }

    /** Bytes of request bodies held now. */
    public long bufferedBytes() {
        return buffered.get();
    }

    public long refusals(Refusal why) {
        return counter(why).sum();
    }

    private LongAdder counter(Refusal why) {
        return Objects.requireNonNull(refusals.get(why));
    }
}
