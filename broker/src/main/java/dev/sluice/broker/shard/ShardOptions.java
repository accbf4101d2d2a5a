package dev.sluice.broker.shard;

import dev.sluice.broker.engine.topic.TopicLimits;

/**
 * @param mailboxCapacity commands that may wait to be applied, 64 to 1,048,576; more are refused with 503
 * @param turnCommands the most one turn takes, so that one batch stays small
 * @param turnBytes the same in bytes of message bodies
 * @param parkedPolls the most receives that may wait at once; more are answered empty at once
 * @param inFlightLimit messages one queue may have in flight, as SQS's 120,000
 * @param topics how many subscriptions there may be
 */
public record ShardOptions(
        int mailboxCapacity, int turnCommands, int turnBytes, int parkedPolls, int inFlightLimit, TopicLimits topics) {

    public static final ShardOptions DEFAULTS = new ShardOptions(16_384, 4_096, 2 << 20, 100_000, 120_000);

    public ShardOptions(int mailboxCapacity, int turnCommands, int turnBytes, int parkedPolls, int inFlightLimit) {
        this(mailboxCapacity, turnCommands, turnBytes, parkedPolls, inFlightLimit, TopicLimits.DEFAULTS);
    }

    public ShardOptions {
        require(mailboxCapacity >= 64 && mailboxCapacity <= 1 << 20, "mailboxCapacity must be 64 to 1,048,576");
        require(turnCommands >= 1, "turnCommands must be positive");
        require(turnBytes >= 1, "turnBytes must be positive");
        require(parkedPolls >= 0, "parkedPolls must not be negative");
        require(inFlightLimit >= 1, "inFlightLimit must be positive");
    }

    private static void require(boolean condition, String message) {
        if (!condition) throw new IllegalArgumentException(message);
    }
}
