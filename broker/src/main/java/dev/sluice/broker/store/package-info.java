/**
 * Keeps what the engine says to keep. Start at {@code Store}. Owned by the shard thread, but for metrics reads.
 */
@NullMarked
package dev.sluice.broker.store;

import org.jspecify.annotations.NullMarked;
