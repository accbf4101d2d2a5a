/**
 * Owns queues: one thread, one loop. Start at {@code Shard}, method {@code turn}.
 */
@NullMarked
package dev.sluice.broker.shard;

import org.jspecify.annotations.NullMarked;
