package dev.sluice.client;

import java.time.Duration;

/**
 * How sends, publishes and deletions are gathered into requests of up to ten messages and 1 MiB, to topics 256 KiB.
 *
 * <p>What comes while no request is under way leaves at once. What comes meanwhile leaves as soon as ten are together or
 * that request is answered, and after {@code linger} at the latest. So a lone send waits for nobody, and a busy sender
 * fills its batches.
 *
 * <pre>{@code
 * var client = SluiceClient.builder().batching(Batching.DEFAULT.withLinger(Duration.ofMillis(20))).build();
 * }</pre>
 *
 * @param linger the longest a message waits for others while requests are under way; by default 5 ms, zero for not at all
 * @param requests batches of one queue or topic under way at once; 1 to 256, by default 8. In a FIFO one each message group
 *     has at most one, so its order stays
 * @param pendingBytes what may wait for its answer in one queue or topic, each message counted with 1 KiB on top of its size; by
 *     default 64 MiB. Beyond it {@code sendAsync} and {@code publishAsync} fail with {@link BufferFullException}, {@code send} and {@code
 *     publish} wait
 */
public record Batching(Duration linger, int requests, int pendingBytes) {

    public static final Batching DEFAULT = new Batching(Duration.ofMillis(5), 8, 64 << 20);

    public Batching {
        if (linger.isNegative()) throw new IllegalArgumentException("linger must not be negative: " + linger);
        if (requests < 1 || requests > 256)
            throw new IllegalArgumentException("requests must be 1 to 256: " + requests);
        if (pendingBytes < 2 << 20) {
            throw new IllegalArgumentException("pendingBytes must be at least 2 MiB: " + pendingBytes);
        }
    }

    public Batching withLinger(Duration longest) {
        return new Batching(longest, requests, pendingBytes);
    }

    public Batching withRequests(int count) {
        return new Batching(linger, count, pendingBytes);
    }

    public Batching withPendingBytes(int bytes) {
        return new Batching(linger, requests, bytes);
    }
}
