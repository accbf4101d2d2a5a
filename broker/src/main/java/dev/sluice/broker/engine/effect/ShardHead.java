package dev.sluice.broker.engine.effect;

/**
 * What the shard as a whole must remember.
 *
 * @param nextLogId the next log id to give out
 * @param time the machine's time, epoch milliseconds; never runs backwards
 * @param index of the last entry applied
 */
public record ShardHead(long nextLogId, long time, long index) {}
