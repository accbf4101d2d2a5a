package dev.sluice.broker.engine.queue;

/**
 * What one queue may hold in flight and in memory.
 *
 * @param inFlight messages one queue may have hidden; with twice as many received and not deleted, it gives out only
 *     those again
 * @param windowMessages the most one lane reads ahead
 * @param windowBytes the same in weight of messages
 * @param allWindowsBytes what all lanes of a shard may have read ahead together
 * @param noisyFrom messages one group must have in flight, or among the latest to wait, to be noisy
 */
public record QueueLimits(int inFlight, int windowMessages, int windowBytes, long allWindowsBytes, int noisyFrom) {
    /** AWS's figure. */
    private static final int NOISY_FROM = 30;

    public QueueLimits(int inFlight, int windowMessages, int windowBytes, long allWindowsBytes) {
        this(inFlight, windowMessages, windowBytes, allWindowsBytes, NOISY_FROM);
    }

    public static QueueLimits withInFlight(int inFlight) {
        return new QueueLimits(inFlight, 256, 1 << 20, 64L << 20);
    }
}
