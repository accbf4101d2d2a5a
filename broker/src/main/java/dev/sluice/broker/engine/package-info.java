/**
 * The rules. Deterministic: no clock, no chance, no thread, no I/O but the narrow read of stored messages. Start at
 * {@code ShardMachine}; its state belongs to the shard thread.
 */
@NullMarked
package dev.sluice.broker.engine;

import org.jspecify.annotations.NullMarked;
